/// Why something could not be kept or read back, in words for the learner.
public struct StoreError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What happened, where, and what to do.
  public let description: String
}
