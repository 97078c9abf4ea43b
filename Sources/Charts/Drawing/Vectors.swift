/// Eight numbers at a time.
typealias Eight = SIMD8<Double>

/// Calls `body` with each full group of eight numbers of `xs` and `ys`, and with its first index.
///
/// - Returns: The first index that is in no full group.
@inline(__always)
func forEachEight(
  _ xs: [Double], _ ys: [Double], in indices: Range<Int>,
  _ body: (_ index: Int, _ x: Eight, _ y: Eight) -> Void
) -> Int {
  var index = indices.lowerBound
  xs.withUnsafeBytes { xs in
    ys.withUnsafeBytes { ys in
      while index + 8 <= indices.upperBound {
        body(
          index, xs.loadUnaligned(fromByteOffset: 8 * index, as: Eight.self),
          ys.loadUnaligned(fromByteOffset: 8 * index, as: Eight.self))
        index += 8
      }
    }
  }
  return index
}

/// The least and the greatest of the finite `values` of `range`, which is not empty.
func extremes(of values: [Double], in range: Range<Int>) -> (lowest: Double, highest: Double) {
  var lowest = values[range.lowerBound]
  var highest = lowest
  if range.count >= 16 {
    var least = Eight(repeating: lowest)
    var greatest = least
    _ = forEachEight(values, values, in: range) { _, value, _ in
      least = pointwiseMin(least, value)
      greatest = pointwiseMax(greatest, value)
    }
    (lowest, highest) = (least.min(), greatest.max())
  }
  // The rest, or all of few.
  for index in (range.count >= 16 ? range.upperBound - 8 : range.lowerBound)..<range.upperBound {
    let value = values[index]
    lowest = value < lowest ? value : lowest
    highest = value > highest ? value : highest
  }
  return (lowest, highest)
}
