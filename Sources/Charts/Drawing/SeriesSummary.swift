/// What has to be known of a series before it can be drawn.
struct SeriesSummary {
  var x = FiniteRange()
  var y = FiniteRange()
  /// Points that can be drawn.
  var finite = 0
  /// Whether every x is an integer.
  var hasIntegerX = true
  private var gaps = 0
  private var firstGap: Int?
  private var lastFinite = -1
  private var firstGapIsNaN = true
  private var nonPositiveX = 0
  private var nonPositiveY = 0
  private var firstGapX = 0.0
  /// Points that no axis reaches.
  private var beyond = 0

  /// Looks once at every point; on a log scale the ranges are those of the positive values.
  init(_ series: LineChart.Series, xScale: AxisScale, yScale: AxisScale) {
    let xs = series.x
    let ys = series.y
    let needsPositiveX = xScale == .log
    let needsPositiveY = yScale == .log
    var lowX = Double.infinity
    var highX = -Double.infinity
    var lowY = Double.infinity
    var highY = -Double.infinity
    for index in 0..<min(xs.count, ys.count) {
      let x = xs[index]
      let y = ys[index]
      guard y.isFinite, x.isFinite else {
        noteGap(index, x: x, y: y)
        continue
      }
      finite += 1
      lastFinite = index
      if Self.isBeyond(x, xScale) || Self.isBeyond(y, yScale) { beyond += 1 }
      if needsPositiveX, x <= 0 {
        nonPositiveX += 1
      } else {
        lowX = x < lowX ? x : lowX
        highX = x > highX ? x : highX
      }
      if needsPositiveY, y <= 0 {
        nonPositiveY += 1
      } else {
        lowY = y < lowY ? y : lowY
        highY = y > highY ? y : highY
      }
      if hasIntegerX { hasIntegerX = abs(x) < 0x1p53 && x == Double(Int(x)) }
    }
    self.x = FiniteRange(lowX, highX)
    self.y = FiniteRange(lowY, highY)
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
  func notes(xLabel: String, signs: Signs) -> [String] {
    var notes: [String] = []
    if let firstGap {
      let what = firstGapIsNaN ? "NaN" : "infinite"
      let place = (xLabel == "" ? "" : xLabel + " ") + shortText(firstGapX)
      if lastFinite < firstGap {
        notes.append("\(what) from \(place)")
      } else if gaps == 1 {
        notes.append("\(what) at \(place)")
      } else {
        notes.append("\(what) \(gaps) times, first at \(place)")
      }
    }
    if nonPositiveY > 0 { notes.append("\(nonPositiveY) \(signs.lessOrEqual) 0") }
    if nonPositiveX > 0 {
      notes.append("\(nonPositiveX) at \(xLabel == "" ? "x" : xLabel) \(signs.lessOrEqual) 0")
    }
    if beyond > 0 { notes.append("\(beyond) too large or small to draw") }
    return notes
  }
}

/// `number` as people write it: integers without a point.
func shortText(_ number: Double) -> String {
  abs(number) < 1e15 && number == number.rounded() ? "\(Int(number))" : "\(number)"
}
