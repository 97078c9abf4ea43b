/// What has to be known of a series before it can be drawn.
struct SeriesSummary {
  var x = FiniteRange()
  var y = FiniteRange()
  /// Points that can be drawn.
  private(set) var finite = 0
  /// Whether every x is an integer.
  private(set) var hasIntegerX = true
  private var gaps = 0
  private var firstGap: Int?
  private var lastFinite = -1
  private var firstGapIsNaN = true
  private var nonPositiveX = 0
  private var nonPositiveY = 0
  private var firstGapX = 0.0
  /// Whether x never falls and every point has a place.
  private(set) var isRising = true
  /// Points that no axis reaches.
  private var beyond = 0

  /// Looks once at every point; on a log scale the ranges are those of the positive values.
  init(_ series: LineChart.Series, xScale: AxisScale, yScale: AxisScale) {
    let xs = series.x
    let ys = series.y
    let count = min(xs.count, ys.count)
    var box = Box()
    var index = 0
    while index < count {
      // Whole stretches of ordinary points cost little; what is special is looked at one by one.
      index = box.include(xs, ys, from: index, to: count, xScale, yScale)
      let end = min(count, index + 64)
      while index < end {
        include(index, xs, ys, xScale, yScale, &box)
        index += 1
      }
    }
    x = FiniteRange(box.lowX, box.highX)
    y = FiniteRange(box.lowY, box.highY)
    finite = count - gaps
    hasIntegerX = box.hasIntegerX
    isRising = box.isRising && gaps == 0 && nonPositiveX == 0
    if lastFinite < 0 || lastFinite < box.lastOrdinary { lastFinite = box.lastOrdinary }
  }

  private mutating func include(
    _ index: Int, _ xs: [Double], _ ys: [Double], _ xScale: AxisScale, _ yScale: AxisScale,
    _ box: inout Box
  ) {
    let x = xs[index]
    let y = ys[index]
    guard y.isFinite, x.isFinite else { return noteGap(index, x: x, y: y) }
    lastFinite = index
    if Self.isBeyond(x, xScale) || Self.isBeyond(y, yScale) { beyond += 1 }
    if xScale == .log, x <= 0 { nonPositiveX += 1 } else { box.includeX(x) }
    if yScale == .log, y <= 0 { nonPositiveY += 1 } else { box.includeY(y) }
    if index > 0, x < xs[index - 1] { box.isRising = false }
    if box.hasIntegerX { box.hasIntegerX = abs(x) < 0x1p53 && x == x.rounded() }
  }

  @inline(__always)
  private static func isBeyond(_ value: Double, _ scale: AxisScale) -> Bool {
    abs(value) > largestPlace || scale == .log && value > 0 && value < smallestLogPlace
  }

  private mutating func noteGap(_ index: Int, x: Double, y: Double) {
    gaps += 1
    guard firstGap == nil else { return }
    firstGap = index
    firstGapX = x
    firstGapIsNaN = !(y.isInfinite)
  }

  /// What the learner has to be told, in words.
  func notes(xLabel: String, words: ChartWords) -> [String] {
    var notes: [String] = []
    if let firstGap {
      let place = (xLabel == "" ? "" : xLabel + " ") + shortText(firstGapX)
      notes.append(
        words.gap(isNaN: firstGapIsNaN, at: place, count: gaps, isLast: lastFinite < firstGap))
    }
    if nonPositiveY > 0 { notes.append(words.notPositive(nonPositiveY)) }
    if nonPositiveX > 0 {
      notes.append(words.notPositive(nonPositiveX, at: xLabel == "" ? "x" : xLabel))
    }
    if beyond > 0 { notes.append(words.beyond(beyond)) }
    return notes
  }
}

/// The ranges of x and y, eight points at a time where they are ordinary.
private struct Box {
  private(set) var lowX = Double.infinity
  private(set) var highX = -Double.infinity
  private(set) var lowY = Double.infinity
  private(set) var highY = -Double.infinity
  var hasIntegerX = true
  var isRising = true
  /// The last point of the ordinary ones.
  private(set) var lastOrdinary = -1

  mutating func includeX(_ x: Double) {
    lowX = x < lowX ? x : lowX
    highX = x > highX ? x : highX
  }

  mutating func includeY(_ y: Double) {
    lowY = y < lowY ? y : lowY
    highY = y > highY ? y : highY
  }

  /// Includes points from `start` on until one of a group is not drawn where its numbers say.
  ///
  /// - Returns: The first index that was not included.
  mutating func include(
    _ xs: [Double], _ ys: [Double], from start: Int, to end: Int, _ xScale: AxisScale,
    _ yScale: AxisScale
  ) -> Int {
    // With a point before each for comparison.
    guard start > 0, end - start >= 8 else { return start }
    var least = (x: Eight(repeating: lowX), y: Eight(repeating: lowY))
    var greatest = (x: Eight(repeating: highX), y: Eight(repeating: highY))
    let smallest = (
      x: xScale == .log ? smallestLogPlace : -largestPlace,
      y: yScale == .log ? smallestLogPlace : -largestPlace
    )
    var index = start
    var mayBeInteger = hasIntegerX
    var rises = isRising
    xs.withUnsafeBytes { xs in
      ys.withUnsafeBytes { ys in
        while index + 8 <= end {
          let x = xs.loadUnaligned(fromByteOffset: 8 * index, as: Eight.self)
          let y = ys.loadUnaligned(fromByteOffset: 8 * index, as: Eight.self)
          // What is not a number compares as false.
          let isOrdinary =
            (x .>= smallest.x) .& (x .<= largestPlace) .& (y .>= smallest.y) .& (y .<= largestPlace)
          guard all(isOrdinary) else { return }
          least.x = pointwiseMin(least.x, x)
          least.y = pointwiseMin(least.y, y)
          greatest.x = pointwiseMax(greatest.x, x)
          greatest.y = pointwiseMax(greatest.y, y)
          if mayBeInteger {
            let isInteger = (x .== x.rounded(.towardZero)) .& (x .< 0x1p53) .& (x .> -0x1p53)
            mayBeInteger = all(isInteger)
          }
          if rises {
            rises = all(xs.loadUnaligned(fromByteOffset: 8 * index - 8, as: Eight.self) .<= x)
          }
          index += 8
        }
      }
    }
    (lowX, lowY, highX, highY) = (least.x.min(), least.y.min(), greatest.x.max(), greatest.y.max())
    (hasIntegerX, isRising) = (mayBeInteger, rises)
    if index > start { lastOrdinary = index - 1 }
    return index
  }
}

/// `number` as people write it: integers without a point.
func shortText(_ number: Double) -> String {
  abs(number) < 1e15 && number == number.rounded() ? "\(Int(number))" : "\(number)"
}
