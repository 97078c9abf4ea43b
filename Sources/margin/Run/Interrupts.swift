import Glibc
import Synchronization

/// Counts presses of Ctrl-C, which then no longer end the program.
enum Interrupts {
  private static let presses = Atomic(0)

  /// How often it was pressed since `count()`.
  static var number: Int { presses.load(ordering: .relaxed) }

  /// Begins to count.
  ///
  /// - Parameter terminations: Whether requests to end (SIGTERM) count, too; else they end the program.
  static func count(terminations: Bool = false) {
    // The counter must exist before a handler, which may not allocate, uses it.
    presses.store(0, ordering: .relaxed)
    // Whoever started this program may have blocked the signal for itself.
    var interrupt = sigset_t()
    sigemptyset(&interrupt)
    let signals = terminations ? [SIGINT, SIGTERM] : [SIGINT]
    for number in signals { sigaddset(&interrupt, number) }
    pthread_sigmask(SIG_UNBLOCK, &interrupt, nil)
    for number in signals {
      signal(number) { _ in Interrupts.presses.add(1, ordering: .relaxed) }
    }
  }
}
