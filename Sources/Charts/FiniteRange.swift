/// The least and the greatest of the finite numbers seen.
struct FiniteRange {
  private(set) var lower = Double.infinity
  private(set) var upper = -Double.infinity

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
