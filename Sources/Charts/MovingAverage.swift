/// The exponential moving average of a series, corrected for its beginning.
///
/// m_t = w · m_(t−1) + (1 − w) · y_t, shown as m_t / (1 − w^t), so that the first values weigh as much as
/// they should (Kingma & Ba 2015, section 3). What is not finite changes nothing.
public struct MovingAverage: Hashable, Sendable {
  /// The weights that a reader can choose, for which a series that is thinned keeps its averages.
  public static let weights = [0.6, 0.9, 0.99]

  /// How much the former values weigh in the present one, 0…0.9999.
  public let weight: Double
  private var mean = 0.0
  private var share = 1.0

  /// No value yet.
  public init(weight: Double) { self.weight = max(0, min(0.9999, weight.isNaN ? 0 : weight)) }

  /// Takes in `value`.
  ///
  /// - Returns: The average; `value` itself where it is not finite.
  public mutating func add(_ value: Double) -> Double {
    guard value.isFinite else { return value }
    mean = weight * mean + (1 - weight) * value
    share *= weight
    return mean / (1 - share)
  }
}
