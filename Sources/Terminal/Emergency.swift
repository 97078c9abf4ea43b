import CNcurses
import Glibc
import Synchronization

/// What gives the terminal back when the program ends or stops by a signal.
///
/// All of it is prepared beforehand: a signal handler may only write and set modes.
enum Emergency {
  private struct Preparation {
    var descriptor: Int32
    var channel: Int32
    var signalDescriptor: Int32
    var modes: termios
    var bytes: UnsafeRawBufferPointer
    /// What was to happen before, by the signal's number.
    var formerActions: UnsafeMutablePointer<sigaction>
  }

  // Written before the handlers are set; a handler reads it, and it is never freed.
  nonisolated(unsafe) private static var preparation: UnsafeMutablePointer<Preparation>?
  private static let taken = Atomic(false)

  private static let deadly = [SIGILL, SIGTRAP, SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGSYS]
  /// All others whose default ends a program, those of real time too.
  static let ending: [Int32] =
    [
      SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGIO,
      SIGPWR, SIGXCPU, SIGSTKFLT,
    ] + Array(34...64)
  /// Those that a write of our own may raise: the write itself fails as well, which is told there.
  private static let writing = [SIGPIPE, SIGXFSZ]
  /// The signal that asked the program to end; 0 if none has.
  private static let asked = Atomic<Int32>(0)

  /// Whether the terminal is ours and must be given back.
  static var isTaken: Bool { taken.load(ordering: .acquiring) }

  /// Has `bytes` written and the modes of `device` restored by whatever ends the program.
  static func arm(device: Device, bytes: [UInt8]) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
    copy.copyBytes(from: bytes)
    let prepared = UnsafeMutablePointer<Preparation>.allocate(capacity: 1)
    prepared.initialize(
      to: Preparation(
        descriptor: device.descriptor, channel: device.channel,
        signalDescriptor: device.signalDescriptor, modes: device.modesToRestore,
        bytes: UnsafeRawBufferPointer(copy),
        formerActions: preparation?.pointee.formerActions ?? currentActions()))
    preparation = prepared
    taken.store(true, ordering: .releasing)
    prepareThread()
    for number in deadly { handle(number, dyingBy: { Emergency.die($0, $1, $2) }) }
    for number in ending { handle(number) { Emergency.ask($0) } }
    for number in writing { handle(number, dyingBy: { Emergency.askUnlessOwn($0, $1, $2) }) }
    for number in [SIGWINCH, SIGCONT] { handle(number) { Emergency.note($0) } }
    handle(SIGTSTP) { _ in Emergency.stop() }
  }

  /// Gives the calling thread a stack of its own for handlers: its overflow is a signal, too.
  static func prepareThread() {
    var current = stack_t()
    guard sigaltstack(nil, &current) == 0, current.ss_flags & Int32(SS_DISABLE) != 0 else { return }
    let size = 1 << 16
    var stack = stack_t(ss_sp: malloc(size), ss_flags: 0, ss_size: size)
    sigaltstack(&stack, nil)
  }

  /// The terminal was taken over again after `restoreNow()`.
  static func retake() { taken.store(true, ordering: .releasing) }

  /// Gives the terminal back, once; a terminal that takes nothing is given up within a second.
  static func restoreNow() {
    guard taken.exchange(false, ordering: .acquiringAndReleasing), let prepared = preparation
    else { return }
    let descriptor = prepared.pointee.descriptor
    // In the background each of these calls would stop the program.
    var blocked = sigset_t()
    var former = sigset_t()
    sigemptyset(&blocked)
    sigaddset(&blocked, SIGTTOU)
    pthread_sigmask(SIG_BLOCK, &blocked, &former)
    tcflow(descriptor, TCOON)
    write(prepared.pointee.bytes, to: prepared.pointee.channel)
    tcsetattr(descriptor, TCSANOW, &prepared.pointee.modes)
    // Mouse reports on their way would be typed into the shell.
    tcflush(descriptor, TCIFLUSH)
    pthread_sigmask(SIG_SETMASK, &former, nil)
  }

  private static func write(_ bytes: UnsafeRawBufferPointer, to channel: Int32) {
    var rest = bytes
    for _ in 0..<10 where !rest.isEmpty {
      var watched = pollfd(fd: channel, events: Int16(POLLOUT), revents: 0)
      guard poll(&watched, 1, 100) > 0 else { continue }
      let count = Glibc.write(channel, rest.baseAddress, rest.count)
      if count > 0 { rest = UnsafeRawBufferPointer(rebasing: rest[count...]) }
    }
  }

  /// Ends the program by `number`, five seconds after it was asked to save and has not ended itself.
  static func end(by number: Int32) {
    sleep(5)
    signal(number, SIG_DFL)
    kill(getpid(), number)
  }

  /// Ends the program by the signal that asked for it, if one has, so that its status says so.
  static func endAsAsked() {
    let number = asked.load(ordering: .acquiring)
    guard number != 0 else { return }
    var unblocked = sigset_t()
    sigemptyset(&unblocked)
    sigaddset(&unblocked, number)
    signal(number, SIG_DFL)
    pthread_sigmask(SIG_UNBLOCK, &unblocked, nil)
    raise(number)
  }

  private static func currentActions() -> UnsafeMutablePointer<sigaction> {
    let actions = UnsafeMutablePointer<sigaction>.allocate(capacity: 65)
    actions.initialize(repeating: sigaction(), count: 65)
    for number in deadly { sigaction(number, nil, actions + Int(number)) }
    return actions
  }

  private static func handle(_ number: Int32, by handler: @escaping @convention(c) (Int32) -> Void)
  {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = handler
    action.sa_flags = SA_RESTART | Int32(SA_ONSTACK)
    sigaction(number, &action, nil)
  }

  private static func handle(
    _ number: Int32,
    dyingBy handler:
      @escaping @convention(c) (
        Int32, UnsafeMutablePointer<siginfo_t>?, UnsafeMutableRawPointer?
      ) -> Void
  ) {
    var action = sigaction()
    action.__sigaction_handler.sa_sigaction = handler
    action.sa_flags = SA_SIGINFO | Int32(SA_ONSTACK)
    sigaction(number, &action, nil)
  }

  /// Before the end comes what was to happen anyway, such as Swift's backtrace: on the shell's screen.
  private static func die(
    _ number: Int32, _ information: UnsafeMutablePointer<siginfo_t>?,
    _ context: UnsafeMutableRawPointer?
  ) {
    restoreNow()
    if let former = preparation?.pointee.formerActions[Int(number)],
      former.sa_flags & SA_SIGINFO != 0
    {
      former.__sigaction_handler.sa_sigaction?(number, information, context)
    }
    signal(number, SIG_DFL)
    raise(number)
  }

  /// The program is asked to end: the terminal is given back at once.
  ///
  /// There is time to save, however many such signals come. While another program has the terminal,
  /// its Ctrl-C is not ours.
  private static func ask(_ number: Int32) {
    if number == SIGINT || number == SIGQUIT, !isTaken { return }
    let saved = errno
    _ = asked.compareExchange(expected: 0, desired: number, ordering: .acquiringAndReleasing)
    restoreNow()
    note(number)
    errno = saved
  }

  /// A pipe that nobody reads, or a file at its limit, is no request to end: that comes from others.
  private static func askUnlessOwn(
    _ number: Int32, _ information: UnsafeMutablePointer<siginfo_t>?,
    _ context: UnsafeMutableRawPointer?
  ) {
    guard let information, margin_sender(information) != getpid() else { return }
    ask(number)
  }

  /// Stops as any program does, and takes the terminal back when it goes on.
  private static func stop() {
    let saved = errno
    let wasTaken = isTaken
    restoreNow()
    signal(SIGTSTP, SIG_DFL)
    var stopping = sigset_t()
    var former = sigset_t()
    sigemptyset(&stopping)
    sigaddset(&stopping, SIGTSTP)
    raise(SIGTSTP)
    // It happens here, until the program is continued.
    pthread_sigmask(SIG_UNBLOCK, &stopping, &former)
    pthread_sigmask(SIG_SETMASK, &former, nil)
    handle(SIGTSTP) { _ in Emergency.stop() }
    if wasTaken { note(SIGCONT) }
    errno = saved
  }

  private static func note(_ number: Int32) {
    guard let prepared = preparation else { return }
    let saved = errno
    var byte = UInt8(truncatingIfNeeded: number)
    _ = Glibc.write(prepared.pointee.signalDescriptor, &byte, 1)
    errno = saved
  }
}
