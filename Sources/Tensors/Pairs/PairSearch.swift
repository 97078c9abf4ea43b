// The three passes over all variables that a step of two coordinates costs: sequential minimal
// optimisation and its kin. What a variable may not do is said by a mask that is added to its value: 0,
// or an infinity, so that no pass has a branch.

/// A place in an array and what stands there.
public struct Extreme: Hashable, Sendable {
  /// The place; nil where the mask lets none through.
  public let index: Int?
  /// The value with its mask: −∞ or ∞ where there is none.
  public let value: Double
}

/// The first largest v_t + mask_t of t < `count`.
public func largest(_ v: [Double], plus mask: [Double], _ count: Int) -> Extreme {
  require(v.count >= count && mask.count >= count, "largest: fewer than \(count) numbers")
  let best = v.withUnsafeBufferPointer { v in
    mask.withUnsafeBufferPointer { mask in
      firstLargest(count) { load in load(v) + load(mask) }
    }
  }
  return Extreme(index: best.value > -.infinity ? best.index : nil, value: best.value)
}

/// The least v_t + mask_t of t < `count`; ∞ where there is none.
public func least(_ v: [Double], plus mask: [Double], _ count: Int) -> Double {
  require(v.count >= count && mask.count >= count, "least: fewer than \(count) numbers")
  let best = v.withUnsafeBufferPointer { v in
    mask.withUnsafeBufferPointer { mask in
      firstLargest(count) { load in -(load(v) + load(mask)) }
    }
  }
  return -best.value
}

/// The first t < `count` with the largest b²/a of those with b > 0, where b = `top` − (v_t + mask_t) and
/// a = `curvature` + diagonal_t − 2 row_t, or `smallest` where that is less.
///
/// The partner of second order of Fan, Chen & Lin (2005), (18).
///
/// - Returns: Its place; nil where no b is above 0.
public func steepestPartner(
  _ v: [Double], plus mask: [Double], below top: Double, row: [Float], diagonal: [Double],
  curvature: Double, smallest: Double, _ count: Int
) -> Int? {
  require(
    min(v.count, mask.count, row.count, diagonal.count) >= count,
    "steepestPartner: fewer than \(count) numbers")
  let (top, curvature) = (DoubleLanes(repeating: top), DoubleLanes(repeating: curvature))
  let smallest = DoubleLanes(repeating: smallest)
  let best = v.withUnsafeBufferPointer { v in
    mask.withUnsafeBufferPointer { mask in
      row.withUnsafeBufferPointer { row in
        diagonal.withUnsafeBufferPointer { diagonal in
          firstLargest(count) { load in
            let b = DoubleLanes.max(top - (load(v) + load(mask)), 0)
            let a = DoubleLanes.max(curvature + load(diagonal) - 2 * load(row), smallest)
            return b * b / a
          }
        }
      }
    }
  }
  return best.value > 0 ? best.index : nil
}

/// v_t ← v_t − step (a_t − b_t) for t < `count`.
public func subtract(
  _ step: Double, times a: [Float], minus b: [Float], from v: inout [Double], _ count: Int
) {
  require(min(v.count, a.count, b.count) >= count, "subtract: fewer than \(count) numbers")
  let step = DoubleLanes(repeating: -step)
  v.withUnsafeMutableBufferPointer { v in
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        forEachLanes(count) { load, place in
          place.store(step.times(load(a) - load(b), plus: load(UnsafeBufferPointer(v))), v)
        }
      }
    }
  }
}

/// v_(first + t) ← v_(first + t) − step a_t for all t.
public func subtract(
  _ step: Double, times a: [Float], from v: inout [Double], first: Int
) {
  require(first >= 0 && v.count >= first + a.count, "subtract: \(v.count) numbers are too few")
  for t in a.indices { v[first + t] -= step * Double(a[t]) }
}

/// Where eight lanes stand in an array: a whole group, or the rest at its end.
private struct LanePlace {
  let start: Int
  let rest: Int

  @inline(__always)
  func callAsFunction(_ x: UnsafeBufferPointer<Double>) -> DoubleLanes {
    let x = x.baseAddress.unsafelyUnwrapped + start
    return rest == 8 ? DoubleLanes(x) : DoubleLanes(prefix: x, rest, filler: 0)
  }

  @inline(__always)
  func callAsFunction(_ x: UnsafeBufferPointer<Float>) -> DoubleLanes {
    let x = x.baseAddress.unsafelyUnwrapped + start
    if rest == 8 {
      return DoubleLanes(
        SIMD8<Double>(UnsafeRawPointer(x).loadUnaligned(as: SIMD8<Float>.self)))
    }
    var lanes = SIMD8<Float>()
    for i in 0..<rest { lanes[i] = x[i] }
    return DoubleLanes(SIMD8<Double>(lanes))
  }

  @inline(__always)
  func store(_ lanes: DoubleLanes, _ x: UnsafeMutableBufferPointer<Double>) {
    let x = x.baseAddress.unsafelyUnwrapped + start
    if rest == 8 { lanes.store(x) } else { lanes.store(prefix: x, rest) }
  }
}

@inline(__always)
private func forEachLanes(_ count: Int, _ body: (LanePlace, LanePlace) -> Void) {
  var start = 0
  while start + 8 <= count {
    let place = LanePlace(start: start, rest: 8)
    body(place, place)
    start += 8
  }
  if start < count {
    let place = LanePlace(start: start, rest: count - start)
    body(place, place)
  }
}

/// The first place with the largest of `count` values, which come eight at a time.
@inline(__always)
private func firstLargest(
  _ count: Int, _ values: (LanePlace) -> DoubleLanes
) -> (index: Int, value: Double) {
  var best = DoubleLanes(repeating: -.infinity)
  var places = DoubleLanes(repeating: -1)
  var place = DoubleLanes(SIMD8(0, 1, 2, 3, 4, 5, 6, 7))
  var start = 0
  while start + 8 <= count {
    let value = values(LanePlace(start: start, rest: 8))
    let isBetter = best < value
    best = DoubleLanes.select(isBetter, value, best)
    places = DoubleLanes.select(isBetter, place, places)
    place = place + 8
    start += 8
  }
  if start < count {
    let rest = count - start
    let isThere = place < DoubleLanes(repeating: Double(count))
    let nothing = DoubleLanes(repeating: -.infinity)
    let value = DoubleLanes.select(isThere, values(LanePlace(start: start, rest: rest)), nothing)
    let isBetter = best < value
    best = DoubleLanes.select(isBetter, value, best)
    places = DoubleLanes.select(isBetter, place, places)
  }
  var (index, value) = (-1.0, -Double.infinity)
  for lane in 0..<8 where best.v[lane] > value || best.v[lane] == value && places.v[lane] < index {
    (index, value) = (places.v[lane], best.v[lane])
  }
  return (Int(index), value)
}
