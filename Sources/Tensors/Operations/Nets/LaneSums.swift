// Sums and extremes of a row in sixteen lanes, as the processor adds them; the order is fixed.

/// Σ term(i) for i = 0 … count − 1, in blocks of 1024: lane j adds the terms j, j + 16, j + 32, …, then
/// the lanes are added in pairs, then what is left of the block.
@inline(__always)
func laneSum<Scalar: TensorScalar>(_ count: Int, _ term: (Int) -> Scalar) -> Scalar {
  if count <= 1024 { return laneFold(count, from: 0, term) { $0 + $1 } }
  var total = RunningSum<Scalar>()
  for start in stride(from: 0, to: count, by: 1024) {
    let size = Swift.min(1024, count &- start)
    total.add(laneFold(size, from: 0, { term(start &+ $0) }, { $0 + $1 }))
  }
  return total.value
}

/// The largest term(i) for i = 0 … count − 1; −∞ of none.
///
/// NaN may be passed over.
@inline(__always)
func laneMaximum<Scalar: TensorScalar>(_ count: Int, _ term: (Int) -> Scalar) -> Scalar {
  laneFold(count, from: -.infinity, term) { $1 > $0 ? $1 : $0 }
}

@inline(__always)
private func laneFold<Scalar: TensorScalar>(
  _ count: Int, from start: Scalar, _ term: (Int) -> Scalar,
  _ combine: (Scalar, Scalar) -> Scalar
) -> Scalar {
  let width = 16
  let whole = count & ~(width - 1)
  var total = start
  if whole > 0 {
    total = withUnsafeTemporaryAllocation(of: Scalar.self, capacity: width) { buffer in
      let lanes = buffer.baseAddress.unsafelyUnwrapped
      for j in 0..<width { lanes[j] = start }
      var i = 0
      while i < whole {
        for j in 0..<width { lanes[j] = combine(lanes[j], term(i &+ j)) }
        i &+= width
      }
      for j in 0..<8 { lanes[j] = combine(lanes[j], lanes[j + 8]) }
      for j in 0..<4 { lanes[j] = combine(lanes[j], lanes[j + 4]) }
      return combine(combine(lanes[0], lanes[2]), combine(lanes[1], lanes[3]))
    }
  }
  for i in whole..<count { total = combine(total, term(i)) }
  return total
}

/// Calls `body` with memory for `count` numbers that are not set.
@inline(__always)
func withScratch<Scalar: TensorScalar, Result>(
  of type: Scalar.Type, _ count: Int, _ body: (UnsafeMutablePointer<Scalar>) -> Result
) -> Result {
  withUnsafeTemporaryAllocation(of: type, capacity: Swift.max(1, count)) {
    body($0.baseAddress.unsafelyUnwrapped)
  }
}
