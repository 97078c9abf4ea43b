/// A climb that is over where a step gains too little: what EM, coordinate ascent and the like share.
///
/// The value of every step is given to `isOver(at:tolerance:)`, which keeps the gain.
public struct Ascent: Hashable, Sendable {
  /// The value of the last step; −∞ before the first one.
  public private(set) var value = -Double.infinity
  /// By how much the last step was higher than the one before; not finite for the first one.
  public private(set) var gain = Double.infinity
  /// How many steps there were.
  public private(set) var iterations = 0
  /// Whether the last step gained less than its tolerance.
  public private(set) var isConverged = false

  /// At the foot.
  public init() {}

  /// Takes the value of the next step.
  ///
  /// - Parameters:
  ///   - value: What is maximised.
  ///   - tolerance: The gain below which the climb is over; 0 is never reached.
  /// - Returns: Whether it is.
  public mutating func isOver(at value: Double, tolerance: Double) -> Bool {
    (gain, self.value) = (value - self.value, value)
    iterations += 1
    isConverged = abs(gain) < tolerance
    return isConverged
  }
}
