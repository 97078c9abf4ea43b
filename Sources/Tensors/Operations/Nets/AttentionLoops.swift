import COpenBLAS

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
        multiply(
          queries, keys, size, scale(), matrix(q, index), q.row, matrix(k, index), k.row, p, keys,
          transB: CblasTrans)
        hide(p, mask.map { $0 + index / heads * keys })
        softmaxRows(p)
        multiply(
          queries, size, keys, 1, p, keys, matrix(v, index), v.row, matrix(y, index), y.row,
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
          let dY = matrix(dy, index)
          multiply(
            keys, size, queries, 1, p, keys, dY, dy.row, matrix(dv, index), dv.row,
            transA: CblasTrans, skipsZeros: skipsZeros)
          multiply(
            queries, keys, size, 1, dY, dy.row, matrix(v, index), v.row, dZ, keys,
            transB: CblasTrans, skipsZeros: skipsZeros)
          softmaxGradients(p, dZ, skipsZeros: skipsZeros)
          multiply(
            queries, size, keys, scale(), dZ, keys, matrix(k, index), k.row, matrix(dq, index),
            dq.row, skipsZeros: skipsZeros)
          multiply(
            keys, size, queries, scale(), dZ, keys, matrix(q, index), q.row, matrix(dk, index),
            dk.row, transA: CblasTrans, skipsZeros: skipsZeros)
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
    _ rows: Int, _ columns: Int, _ inner: Int, _ alpha: Scalar, _ a: UnsafePointer<Scalar>,
    _ leadingA: Int, _ b: UnsafePointer<Scalar>, _ leadingB: Int,
    _ c: UnsafeMutablePointer<Scalar>, _ leadingC: Int, transA: CBLAS_TRANSPOSE = CblasNoTrans,
    transB: CBLAS_TRANSPOSE = CblasNoTrans, skipsZeros: Bool = false
  ) {
    if skipsZeros {
      let (stepI, stepK) = transA == CblasTrans ? (1, leadingA) : (leadingA, 1)
      let (rowB, stepB) = transB == CblasTrans ? (1, leadingB) : (leadingB, 1)
      for i in 0..<rows {
        for j in 0..<columns {
          c[i * leadingC + j] =
            blockedSum(inner) { k in
              let (a, b) = (a[i * stepI + k * stepK], b[k * rowB + j * stepB])
              return a == 0 || b == 0 ? 0 : alpha * a * b
            }.value
        }
      }
      return
    }
    Scalar.routines.gemm(
      CblasRowMajor, transA, transB, int32(rows), int32(columns), int32(inner), alpha, a,
      int32(leadingA), b, int32(leadingB), 0, c, int32(leadingC), nil)
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
