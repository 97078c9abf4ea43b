// One head of one sequence at a time, whose queries, keys, values and probabilities stay in the
// processor's cache; the pairs of heads and sequences are spread over the threads.
extension AttentionShape {
  typealias Inputs<Scalar> = Heads<UnsafePointer<Scalar>>
  typealias Outputs<Scalar> = Heads<UnsafeMutablePointer<Scalar>>

  /// P ← softmax(α Q Kᵀ), Y ← P V; in `mask` [N, S] a 0 hides a key.
  ///
  /// What is hidden has probability 0 and does not count; where it is not finite, 0 times it would be NaN,
  /// and then all is done once more with `skipsZeros`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func attend<Scalar: TensorScalar>(
    _ q: Inputs<Scalar>, _ k: Inputs<Scalar>, _ v: Inputs<Scalar>,
    mask: UnsafePointer<Scalar>?, probabilities: UnsafeMutablePointer<Scalar>,
    into y: Outputs<Scalar>, skipsZeros: Bool = false
  ) {
    Threads.parallel(over: count, grain: grain) { range in
      for index in range {
        let p = probabilities + index * weights
        let (q, k, v) = (stored(q, index), stored(k, index), stored(v, index))
        multiply(queries, keys, size, scale(), q, k.transposed, p, keys)
        hide(p, mask.map { $0 + index / heads * keys })
        softmaxRows(p)
        multiply(
          queries, size, keys, 1, StoredMatrix(base: p, leading: keys), v, matrix(y, index), y.row,
          skipsZeros: skipsZeros)
      }
    }
    let hides = isCausal || mask != nil
    if hides, !skipsZeros, !Scalar.routines.loops.sum(y.base, count * queries * size).isFinite {
      attend(q, k, v, mask: mask, probabilities: probabilities, into: y, skipsZeros: true)
    }
  }

  /// dV ← Pᵀ dY; with dP = dY Vᵀ and dZ = P (dP − Σ_j P dP): dQ ← α dZ K, dK ← α dZᵀ Q.
  ///
  /// Where a result is not finite, all is done once more with `skipsZeros`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func attendBackwards<Scalar: TensorScalar>(
    _ dy: Inputs<Scalar>, _ q: Inputs<Scalar>, _ k: Inputs<Scalar>, _ v: Inputs<Scalar>,
    probabilities: UnsafePointer<Scalar>,
    into dq: Outputs<Scalar>, _ dk: Outputs<Scalar>, _ dv: Outputs<Scalar>, skipsZeros: Bool = false
  ) {
    Threads.parallel(over: count, grain: grain) { range in
      withScratch(of: Scalar.self, weights) { dZ in
        for index in range {
          let p = probabilities + index * weights
          let (dY, Q, K, V) = (
            stored(dy, index), stored(q, index), stored(k, index), stored(v, index)
          )
          let (P, gradient) = (
            StoredMatrix(base: p, leading: keys),
            StoredMatrix(base: UnsafePointer(dZ), leading: keys)
          )
          multiply(
            keys, size, queries, 1, P.transposed, dY, matrix(dv, index), dv.row,
            skipsZeros: skipsZeros)
          multiply(queries, keys, size, 1, dY, V.transposed, dZ, keys, skipsZeros: skipsZeros)
          softmaxGradients(p, dZ, skipsZeros: skipsZeros)
          multiply(
            queries, size, keys, scale(), gradient, K, matrix(dq, index), dq.row,
            skipsZeros: skipsZeros)
          multiply(
            keys, size, queries, scale(), gradient.transposed, Q, matrix(dk, index), dk.row,
            skipsZeros: skipsZeros)
        }
      }
    }
  }

  /// α = 1 / √d.
  @inline(__always)
  private func scale<Scalar: TensorScalar>() -> Scalar { 1 / Scalar(size).squareRoot() }

  /// C ← α A B.
  @inline(__always)
  private func multiply<Scalar: TensorScalar>(
    _ rows: Int, _ columns: Int, _ inner: Int, _ alpha: Scalar, _ a: StoredMatrix<Scalar>,
    _ b: StoredMatrix<Scalar>, _ c: UnsafeMutablePointer<Scalar>, _ leading: Int,
    skipsZeros: Bool = false
  ) {
    if skipsZeros {
      for i in 0..<rows {
        for j in 0..<columns {
          c[i * leading + j] =
            blockedSum(inner) { k in
              let (a, b) = (a[i, k], b[k, j])
              return a == 0 || b == 0 ? 0 : alpha * a * b
            }.value
        }
      }
      return
    }
    Scalar.routines.gemm(
      Product(
        rows: rows, columns: columns, inner: inner, a: a, b: b, c: c, leading: leading,
        alpha: alpha))
  }

  /// −∞ where a query does not see a key.
  @inline(__always)
  private func hide<Scalar: TensorScalar>(
    _ scores: UnsafeMutablePointer<Scalar>, _ mask: UnsafePointer<Scalar>?
  ) {
    if isCausal {
      for i in 0..<Swift.min(queries, keys) {
        for j in (i + 1)..<Swift.max(i + 1, keys) { scores[i * keys + j] = -.infinity }
      }
    }
    if let mask {
      for i in 0..<queries {
        let row = scores + i * keys
        for j in 0..<keys { row[j] = mask[j] == 0 ? -.infinity : row[j] }
      }
    }
  }

  /// Each row through the softmax; 0 where all of it is −∞.
  @inline(__always)
  private func softmaxRows<Scalar: TensorScalar>(_ p: UnsafeMutablePointer<Scalar>) {
    for i in 0..<queries {
      let row = p + i * keys
      let maximum = laneMaximum(keys) { row[$0] }
      let largest = maximum == -.infinity ? 0 : maximum
      for j in 0..<keys { row[j] -= largest }
    }
    Scalar.routines.functionLoops(Exponential.self).value(p, p, weights)
    for i in 0..<queries {
      let row = p + i * keys
      let sum = laneSum(keys) { row[$0] }
      let share = sum == 0 ? 0 : 1 / sum
      for j in 0..<keys { row[j] *= share }
    }
  }

  /// dZ ← P (dZ − Σ_j P dZ) in each row.
  @inline(__always)
  private func softmaxGradients<Scalar: TensorScalar>(
    _ p: UnsafePointer<Scalar>, _ dZ: UnsafeMutablePointer<Scalar>, skipsZeros: Bool
  ) {
    for i in 0..<queries {
      let (row, dRow) = (p + i * keys, dZ + i * keys)
      if skipsZeros {
        for j in 0..<keys where row[j] == 0 { dRow[j] = 0 }
        // Of a query that nothing is asked of its probabilities, if they are NaN, do not count.
        if (0..<keys).allSatisfy({ dRow[$0] == 0 }) { continue }
      }
      let sum = laneSum(keys) { row[$0] * dRow[$0] }
      for j in 0..<keys { dRow[j] = row[j] * (dRow[j] - sum) }
    }
  }
}
