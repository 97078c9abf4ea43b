import Glibc

/// What gives the terminal back when the program ends by a signal.
///
/// All of it is prepared beforehand: a signal handler may only write and set modes.
enum Emergency {
  private struct Preparation {
    var descriptor: Int32
    var signalDescriptor: Int32
    var modes: termios
    var bytes: UnsafeMutableRawBufferPointer
  }

  // Written before the handlers are set; a handler reads it, and it is never freed.
  nonisolated(unsafe) private static var preparation: UnsafeMutablePointer<Preparation>?
  /// Whether the terminal is ours and must be given back.
  nonisolated(unsafe) private static var isTaken = false

  private static let deadly = [SIGILL, SIGTRAP, SIGSEGV, SIGABRT, SIGBUS, SIGFPE]
  private static let ending = [SIGTERM, SIGHUP, SIGINT]

  /// Has `bytes` written and the modes of `device` restored by whatever ends the program.
  static func arm(device: Device, bytes: [UInt8]) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
    copy.copyBytes(from: bytes)
    let prepared = UnsafeMutablePointer<Preparation>.allocate(capacity: 1)
    prepared.initialize(
      to: Preparation(
        descriptor: device.descriptor, signalDescriptor: device.signalDescriptor,
        modes: device.modesToRestore, bytes: copy))
    preparation = prepared
    isTaken = true
    for number in deadly { handle(number) { Emergency.die($0) } }
    for number in ending { handle(number) { Emergency.ask($0) } }
    for number in [SIGWINCH, SIGCONT] { handle(number) { Emergency.note($0) } }
    signal(SIGTSTP, SIG_DFL)
  }

  /// The terminal was taken over again after `restoreNow()`.
  static func retake() { isTaken = true }

  /// Gives the terminal back, once.
  static func restoreNow() {
    guard isTaken, let prepared = preparation else { return }
    isTaken = false
    tcflow(prepared.pointee.descriptor, TCOON)
    _ = write(
      prepared.pointee.descriptor, prepared.pointee.bytes.baseAddress, prepared.pointee.bytes.count)
    tcsetattr(prepared.pointee.descriptor, TCSANOW, &prepared.pointee.modes)
  }

  /// Ends the program by `number`, five seconds after it was asked to save and has not ended itself.
  static func end(by number: Int32) {
    sleep(5)
    signal(number, SIG_DFL)
    kill(getpid(), number)
  }

  private static func handle(_ number: Int32, by handler: @escaping @convention(c) (Int32) -> Void)
  {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = handler
    action.sa_flags = SA_RESTART | Int32(SA_ONSTACK)
    sigaction(number, &action, nil)
  }

  private static func die(_ number: Int32) {
    restoreNow()
    signal(number, SIG_DFL)
    raise(number)
  }

  /// The program is asked to end: the terminal is given back at once.
  ///
  /// There is time to save; the second such signal ends it.
  private static func ask(_ number: Int32) {
    note(number)
    restoreNow()
    signal(number, SIG_DFL)
  }

  private static func note(_ number: Int32) {
    guard let prepared = preparation else { return }
    let saved = errno
    var byte = UInt8(truncatingIfNeeded: number)
    _ = write(prepared.pointee.signalDescriptor, &byte, 1)
    errno = saved
  }
}
