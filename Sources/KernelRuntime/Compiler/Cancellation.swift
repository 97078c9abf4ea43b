import Synchronization

/// The wish, from any thread, that a compilation end early.
public final class Cancellation: Sendable {
  private let flag = Atomic(false)

  /// A wish that nobody has yet.
  public init() {}

  /// Asks for the end; asking again changes nothing.
  public func cancel() { flag.store(true, ordering: .relaxed) }

  /// Whether the end was asked for.
  public var isCancelled: Bool { flag.load(ordering: .relaxed) }
}
