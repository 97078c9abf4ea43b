/// Tells when the terminal has taken what was sent to it, by its answers to `CSI 5 n`.
///
/// The line's queues tell nothing: an ssh channel alone buffers two megabytes. A terminal that has never
/// answered gets ten frames a second.
struct Flow {
  private var hasAnswered = false
  private var unanswered = 0
  /// When the last bytes had left; nil while they leave.
  private var lastSent: Double?

  private static let blindInterval = 0.1
  /// An answer that takes longer is lost, as when tmux is attached to another terminal.
  private static let patience = 5.0

  var isReady: Bool { unanswered == 0 }

  /// Whether an answer is on its way, as far as is known.
  var isAnswerDue: Bool { hasAnswered && unanswered > 0 }

  /// When `expire(now:)` has something to do.
  var deadline: Double? {
    guard unanswered > 0, let lastSent else { return nil }
    return lastSent + (hasAnswered ? Flow.patience : Flow.blindInterval)
  }

  /// The answer may come before the last byte is known to have left.
  mutating func beginSending() {
    unanswered += 1
    lastSent = nil
  }

  mutating func endSending(now: Double) { lastSent = now }

  /// Takes an answer in; true where it was the last one awaited.
  mutating func answered() -> Bool {
    hasAnswered = true
    guard unanswered > 0 else { return false }
    unanswered -= 1
    return unanswered == 0
  }

  /// Gives up waiting where the time is over; true where it was.
  mutating func expire(now: Double) -> Bool {
    guard let deadline, now >= deadline else { return false }
    unanswered = 0
    return true
  }
}
