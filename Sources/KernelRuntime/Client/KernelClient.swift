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
  ///   - linesPerFrame: Of the lines that the kernel prints within a sixtieth of a second so many are
  ///     told, or twice as many, the last ones, and how many there were before; nil: all of them.
  ///   - onEvent: Called for each event. While it runs no other event arrives: what the kernel shows
  ///     meanwhile is thinned, and where every point or line is told, the kernel waits.
  /// - Throws: `KernelFailure` where no process can be started.
  public init(
    executable: String, linesPerFrame: Int? = nil,
    onEvent: @escaping @Sendable (KernelEvent) -> Void
  ) throws(KernelFailure) {
    var environment = processEnvironment()
    environment["SWIFT_BACKTRACE"] = Backtrace.settings
    let child = try ChildProcess(executable: executable, environment: environment)
    connection = KernelConnection(child, linesPerFrame: linesPerFrame, onEvent: onEvent)
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
