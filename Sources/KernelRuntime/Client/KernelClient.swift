/// A kernel process seen from the front end.
///
/// Its events arrive on a thread of its own, in order; `exited` is the last one. The process ends
/// with its client.
public final class KernelClient: Sendable {
  private let connection: KernelConnection

  /// Starts the process `margin kernel`.
  ///
  /// - Parameters:
  ///   - executable: The program: `Installation.current.program`.
  ///   - onEvent: Called for each event; while it runs, no other event arrives.
  /// - Throws: `KernelFailure` where no process can be started.
  public init(executable: String, onEvent: @escaping @Sendable (KernelEvent) -> Void)
    throws(KernelFailure)
  {
    var environment = processEnvironment()
    environment["SWIFT_BACKTRACE"] = Backtrace.settings
    let child = try ChildProcess(executable: executable, environment: environment)
    connection = KernelConnection(child, onEvent: onEvent)
    connection.begin()
  }

  deinit { kill() }

  /// The process's number.
  public var processIdentifier: Int32 { connection.child.pid }

  /// Sends a request, without waiting; after the process has died, does nothing.
  public func send(_ request: KernelRequest) { connection.send(request) }

  /// Ends the process and those it has started, at once.
  public func kill() { connection.kill() }
}
