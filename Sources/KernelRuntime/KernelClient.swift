/// A kernel process seen from the front end. Its events arrive on a thread of its own, in order;
/// `exited` is the last one.
public final class KernelClient: Sendable {
  /// Starts the process `margin kernel`.
  ///
  /// - Throws: `KernelFailure` where no process can be started.
  public init(executable: String, onEvent: @escaping @Sendable (KernelEvent) -> Void)
    throws(KernelFailure)
  {
    throw KernelFailure(message: "not yet")
  }

  /// Sends a request; after the process has died, does nothing.
  public func send(_ request: KernelRequest) {}

  /// Ends the process at once.
  public func kill() {}
}
