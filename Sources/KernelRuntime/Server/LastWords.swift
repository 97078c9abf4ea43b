import Glibc
import Synchronization

/// What a kernel has told when its process crashes or exits is still told: the thread that crashes
/// waits until it is written.
enum LastWords {
  /// All that a signal handler may use.
  private struct Preparation {
    /// Wakes the thread that tells.
    var crash: UnsafeMutablePointer<sem_t>
    /// What was to happen before, by the signal's number.
    var formerActions: UnsafeMutablePointer<sigaction>
  }

  // Written before the handlers are set, and never freed.
  nonisolated(unsafe) private static var preparation: UnsafeMutablePointer<Preparation>?
  private static let outbox = Monitor<Outbox?>(nil)
  private static let isTold = Atomic(false)
  private static let isAsked = Atomic(false)

  private static let signals = [SIGILL, SIGTRAP, SIGSEGV, SIGABRT, SIGBUS, SIGFPE]

  /// From now on `outbox` is emptied before a crash or an `exit` ends this process.
  static func prepare(_ outbox: Outbox) {
    let crash = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)
    sem_init(crash, 0, 0)
    let actions = UnsafeMutablePointer<sigaction>.allocate(capacity: 65)
    actions.initialize(repeating: sigaction(), count: 65)
    let prepared = UnsafeMutablePointer<Preparation>.allocate(capacity: 1)
    prepared.initialize(to: Preparation(crash: crash, formerActions: actions))
    preparation = prepared
    Self.outbox.withLock { $0 = outbox }
    startThread {
      while let prepared = preparation, sem_wait(prepared.pointee.crash) != 0 {}
      outbox.tellEverything()
      isTold.store(true, ordering: .releasing)
    }
    atexit { LastWords.outbox.withLock { $0 }?.tellEverything() }
    for number in signals {
      var action = sigaction()
      action.__sigaction_handler.sa_sigaction = { LastWords.die($0, $1, $2) }
      action.sa_flags = SA_SIGINFO | Int32(SA_ONSTACK)
      sigaction(number, &action, actions + Int(number))
    }
  }

  /// Lets the other thread tell, for half a second at most since it may wait for what this one holds;
  /// then comes what was to happen anyway, which is Swift's backtrace.
  private static func die(
    _ number: Int32, _ information: UnsafeMutablePointer<siginfo_t>?,
    _ context: UnsafeMutableRawPointer?
  ) {
    guard let prepared = preparation else { return }
    if !isAsked.exchange(true, ordering: .relaxed) {
      sem_post(prepared.pointee.crash)
      var rest = timespec(tv_sec: 0, tv_nsec: 1_000_000)
      for _ in 0..<500 where !isTold.load(ordering: .acquiring) { nanosleep(&rest, nil) }
    }
    let former = prepared.pointee.formerActions[Int(number)]
    if former.sa_flags & SA_SIGINFO != 0 {
      former.__sigaction_handler.sa_sigaction?(number, information, context)
    }
    signal(number, SIG_DFL)
    raise(number)
  }
}
