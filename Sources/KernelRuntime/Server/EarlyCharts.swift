import Margin

/// The charts of early steps, which are made and told though a frame has no time for them: a short run
/// is over before the second frame, and its steps are looked back at all the same.
///
/// What is made for it takes a fiftieth of a second of a run and no more; what is told of it has a limit
/// of bytes. The later a step, the fewer around it are early.
struct EarlyCharts {
  /// How long such charts may yet be made, in seconds.
  private var secondsLeft: Double
  /// How many bytes of them may yet be told.
  private var bytesLeft: Int

  /// However small a chart is, telling it costs something.
  private static let leastBytes = 4 << 10

  /// So much may be spent on them in a run.
  init(seconds: Double = 0.02, bytes: Int = 4 << 20) {
    (secondsLeft, bytesLeft) = (seconds, bytes)
  }

  /// What `setup` wants of them.
  init(_ setup: RunSetup) {
    self = setup.tellsEarlyCharts ? EarlyCharts() : EarlyCharts(seconds: 0, bytes: 0)
  }

  /// The chart of `step` made by `make`; nil where it can wait for a frame.
  mutating func made(in step: Int, by make: () -> Chart) -> Chart? {
    guard secondsLeft > 0, Self.isEarly(step) else { return nil }
    let began = MonotonicTime.now
    defer { secondsLeft -= MonotonicTime.now.seconds - began.seconds }
    return make()
  }

  /// Whether `chart`, which stood in a slot in `step`, is told though a newer one has its place.
  mutating func takes(_ chart: Chart, in step: Int) -> Bool {
    guard bytesLeft > 0, Self.isEarly(step) else { return false }
    bytesLeft -= max(Self.leastBytes, chart.byteCount)
    return true
  }

  /// The first 64 steps, of the next 64 every second one, of the next 128 every fourth, and so on.
  static func isEarly(_ step: Int) -> Bool {
    guard step > 0 else { return true }
    let octave = Int.bitWidth - 1 - step.leadingZeroBitCount
    return step.isMultiple(of: 1 << max(0, octave - 5))
  }
}
