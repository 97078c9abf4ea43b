/// The time inside `run(in:)`, without pauses and without the reading of data.
struct RunClock {
  private var began = MonotonicTime.now
  private var stoppedAt: MonotonicTime?

  var seconds: Double { (stoppedAt ?? .now) - began }

  mutating func stop() { stoppedAt = stoppedAt ?? .now }

  mutating func goOn() {
    guard let stoppedAt else { return }
    began = began + (MonotonicTime.now - stoppedAt)
    self.stoppedAt = nil
  }
}
