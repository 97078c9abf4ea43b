/// The least and the greatest of the finite numbers seen.
struct FiniteRange {
  private(set) var lower: Double
  private(set) var upper: Double

  /// A range from `lower` to `upper`; without arguments nothing has been seen.
  init(_ lower: Double = .infinity, _ upper: Double = -.infinity) {
    self.lower = lower
    self.upper = upper
  }

  var isEmpty: Bool { lower > upper }

  mutating func include(_ number: Double) {
    guard number.isFinite else { return }
    lower = min(lower, number)
    upper = max(upper, number)
  }

  /// Both ranges together.
  mutating func include(_ other: FiniteRange) {
    lower = min(lower, other.lower)
    upper = max(upper, other.upper)
  }
}
