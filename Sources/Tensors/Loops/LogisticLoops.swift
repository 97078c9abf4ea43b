import COpenBLAS

// The steps of `LogisticBatch`. A row of U is loaded twice, for the products and for the step: the second
// time it lies in the nearest cache. The rows of the next regression are on their way meanwhile.

extension Loops {
  static func logisticSteps(
    _ inputs: Output, _ outputs: Output, size: Int, _ batch: LogisticBatch, rate: Scalar,
    dividesByInputs: Bool
  ) -> Double {
    var most: Int32 = 0
    var former: Int32 = 0
    for end in batch.outputEnds { (most, former) = (max(most, end - former), end) }
    // Scores, a vector's width more than needed, and h.
    let room = Int(most) + Vector.width + size
    return withUnsafeTemporaryAllocation(of: Scalar.self, capacity: room) { room in
      let scores = room.baseAddress.unsafelyUnwrapped
      let steps = LogisticSteps<Vector>(
        inputVectors: inputs, outputVectors: outputs, size: size, scores: scores,
        mean: scores + Int(most) + Vector.width,
        rate: Vector(repeating: rate), dividesByInputs: dividesByInputs)
      return steps.run(batch)
    }
  }
}

/// What the steps of a batch share.
private struct LogisticSteps<Vector: Lanes> {
  typealias Numbers = UnsafeMutablePointer<Vector.Scalar>
  typealias Rows = UnsafeBufferPointer<Int32>
  let inputVectors: Numbers
  let outputVectors: Numbers
  let size: Int
  let scores: Numbers
  let mean: Numbers
  let rate: Vector
  let dividesByInputs: Bool

  @inline(__always)
  func run(_ batch: LogisticBatch) -> Double {
    var loss = 0.0
    batch.inputs.withUnsafeBufferPointer { inputs in
      batch.outputs.withUnsafeBufferPointer { outputs in
        batch.labels.withUnsafeBufferPointer { labels in
          var (i, o) = (0, 0)
          for r in 0..<batch.count {
            let (iEnd, oEnd) = (Int(batch.inputEnds[r]), Int(batch.outputEnds[r]))
            if r + 1 < batch.count {
              prefetch(inputVectors, Rows(rebasing: inputs[iEnd..<Int(batch.inputEnds[r + 1])]))
              prefetch(outputVectors, Rows(rebasing: outputs[oEnd..<Int(batch.outputEnds[r + 1])]))
            }
            loss += step(
              Rows(rebasing: inputs[i..<iEnd]), Rows(rebasing: outputs[o..<oEnd]),
              UnsafeBufferPointer(rebasing: labels[o..<oEnd]))
            (i, o) = (iEnd, oEnd)
          }
        }
      }
    }
    return loss
  }

  /// One regression's step; its loss before.
  @inline(__always)
  private func step(_ inputs: Rows, _ outputs: Rows, _ labels: UnsafeBufferPointer<UInt8>) -> Double
  {
    let isSingle = inputs.count == 1
    let h = isSingle ? row(inputVectors, inputs[0]) : mean
    if !isSingle { takeMean(inputs) }
    // A word and five of noise, the usual number: all at once, their sums and errors in registers.
    let areSix = outputs.count == 6
    if areSix { takeScores(h, outputs, Six.self) } else { takeScores(h, outputs) }
    let loss = takeErrors(labels)
    if areSix { move(inputs, outputs, h, Six.self) } else { move(inputs, outputs, h) }
    return loss
  }

  private typealias Six = InlineArray<6, Vector>

  /// s_o = u_o · h.
  @inline(__always)
  private func takeScores(_ h: Numbers, _ outputs: Rows) {
    for o in 0..<outputs.count {
      let u = row(outputVectors, outputs[o])
      var sum: Vector = 0
      Vector.forEachVector(size) { j, n in
        sum = Vector(upTo: n, h + j).times(Vector(upTo: n, u + j), plus: sum)
      }
      scores[o] = sum.sum
    }
  }

  /// The same of N outputs at once.
  @inline(__always)
  private func takeScores<let N: Int>(
    _ h: Numbers, _ outputs: Rows, _: InlineArray<N, Vector>.Type
  ) {
    let rows = InlineArray<N, Numbers> { row(outputVectors, outputs[$0]) }
    var sums = InlineArray<N, Vector>(repeating: 0)
    Vector.forEachVector(size) { j, n in
      let hj = Vector(upTo: n, h + j)
      for o in 0..<N { sums[o] = hj.times(Vector(upTo: n, rows[o] + j), plus: sums[o]) }
    }
    for o in 0..<N { scores[o] = sums[o].sum }
  }

  /// u_o ← u_o + s_o h; v ← v + Σ s_o u_o, or their share of it, with the former u.
  @inline(__always)
  private func move(_ inputs: Rows, _ outputs: Rows, _ h: Numbers) {
    Vector.forEachVector(size) { j, n in
      let hj = Vector(upTo: n, h + j)
      var dh: Vector = 0
      for o in 0..<outputs.count {
        dh = Vector(repeating: scores[o]).times(
          Vector(upTo: n, row(outputVectors, outputs[o]) + j), plus: dh)
      }
      for o in 0..<outputs.count {
        let u = row(outputVectors, outputs[o]) + j
        Vector(repeating: scores[o]).times(hj, plus: Vector(upTo: n, u)).store(upTo: n, u)
      }
      move(inputs, by: dh, j, n)
    }
  }

  /// The same with N outputs at once.
  @inline(__always)
  private func move<let N: Int>(
    _ inputs: Rows, _ outputs: Rows, _ h: Numbers, _: InlineArray<N, Vector>.Type
  ) {
    let rows = InlineArray<N, Numbers> { row(outputVectors, outputs[$0]) }
    let errors = InlineArray<N, Vector> { Vector(repeating: scores[$0]) }
    Vector.forEachVector(size) { j, n in
      let hj = Vector(upTo: n, h + j)
      var dh: Vector = 0
      for o in 0..<N { dh = errors[o].times(Vector(upTo: n, rows[o] + j), plus: dh) }
      // Loaded once more, since a row that stands there twice moves twice.
      for o in 0..<N {
        errors[o].times(hj, plus: Vector(upTo: n, rows[o] + j)).store(upTo: n, rows[o] + j)
      }
      move(inputs, by: dh, j, n)
    }
  }

  /// What `move` does to the inputs in one vector's place.
  @inline(__always)
  private func move(_ inputs: Rows, by dh: Vector, _ j: Int, _ n: Int) {
    let share = Vector(repeating: dividesByInputs ? 1 / Vector.Scalar(inputs.count) : 1)
    for i in 0..<inputs.count {
      let v = row(inputVectors, inputs[i]) + j
      dh.times(share, plus: Vector(upTo: n, v)).store(upTo: n, v)
    }
  }

  @inline(__always)
  private func row(_ matrix: Numbers, _ i: Int32) -> Numbers { matrix + Int(i) &* size }

  /// h: the mean of the inputs.
  @inline(__always)
  private func takeMean(_ inputs: Rows) {
    let share = Vector(repeating: 1 / Vector.Scalar(inputs.count))
    Vector.forEachVector(size) { j, n in
      var sum: Vector = 0
      for i in 0..<inputs.count { sum = sum + Vector(upTo: n, row(inputVectors, inputs[i]) + j) }
      (sum * share).store(upTo: n, mean + j)
    }
  }

  /// Scores s become rate (y − σ(s)); Σ ln(1 + exp(±s)), of all.
  @inline(__always)
  private func takeErrors(_ labels: UnsafeBufferPointer<UInt8>) -> Double {
    var loss = 0.0
    var o = 0
    while o < labels.count {
      let n = min(Vector.width, labels.count - o)
      // t = ±s, negative where the label is likely; what is left over of the vector has no loss.
      for i in 0..<n where labels[o + i] != 0 { scores[o + i] = -scores[o + i] }
      let t = Vector(upTo: n, scores + o, filler: Vector(repeating: -.infinity))
      let e = (-t.magnitude).exponentialOfNegative
      loss += Double((Vector.max(t, 0) + e.logarithmOfOnePlus).sum)  // ln(1 + eᵗ)
      (Vector.select(t < 0, e, 1) / (1 + e) * rate).store(upTo: n, scores + o)  // σ(t)
      for i in 0..<n where labels[o + i] == 0 { scores[o + i] = -scores[o + i] }
      o += n
    }
    return loss
  }

  @inline(__always)
  private func prefetch(_ matrix: Numbers, _ rows: Rows) {
    for i in rows {
      let start = UnsafeRawPointer(row(matrix, i))
      let length = size &* MemoryLayout<Vector.Scalar>.stride
      var place = 0
      while place < length {
        margin_prefetch(start + place)
        place &+= 64
      }
    }
  }
}
