/// How much of a run's work is done, and how fast that grows.
///
/// In the kernel's own units, be they steps or epochs: the rate of steps says nothing of them.
public struct Share: Equatable {
  private(set) var done: Int
  private(set) var total: Int
  private var time: Double
  // Where the measuring began.
  private var startDone: Int
  private var startTime: Double

  /// How long it is measured before the time left is told, in seconds.
  private static let patience = 0.5

  /// So much was done when `time` was.
  public init(done: Int, of total: Int, at time: Double) {
    (self.done, self.total, self.time) = (done, total, time)
    (startDone, startTime) = (done, time)
  }

  /// Notes that so much is done at `time`.
  public mutating func advance(to done: Int, of total: Int, at time: Double) {
    let isSameWork = total == self.total && done >= self.done
    (self.done, self.total, self.time) = (done, total, time)
    if !isSameWork { rest(at: time) }
  }

  /// Begins to measure anew, as after a pause.
  mutating func rest(at time: Double) { (startDone, startTime) = (done, time) }

  /// The part that is done, from 0 to 1.
  var fraction: Double {
    total > 0 ? min(1, max(0, Double(done) / Double(total))) : 0
  }

  /// The seconds that the rest will take, from `time` on; nil before that is known.
  func secondsLeft(at time: Double) -> Double? {
    guard done > startDone, self.time - startTime >= Self.patience else { return nil }
    let seconds = (self.time - startTime) / (Double(done) - Double(startDone))
    let left = (Double(total) - Double(done)) * seconds - (time - self.time)
    return left < Self.longest ? max(0, left) : nil
  }

  /// What takes longer, in seconds, has no end that is worth telling.
  private static let longest = 1e9

  /// The part that is done, as "45 %".
  var percentage: String { "\(Int(100 * fraction)) %" }

  /// The percentage, and the time left where it is known: "45 %, 12 s left".
  public func text(at time: Double) -> String {
    guard let left = secondsLeft(at: time), left >= 1 else { return percentage }
    return percentage + ", " + Words(language: .english).timeLeft(clock(left))
  }
}
