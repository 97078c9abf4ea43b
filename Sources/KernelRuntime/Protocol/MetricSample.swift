/// One value of a series.
public struct MetricSample: Hashable, Sendable {
  /// The step in which it was plotted.
  public var step: Int
  /// Its place on the x axis: the step, unless the kernel gave another.
  public var x: Double
  /// The value; it need not be finite.
  public var y: Double
  /// Seconds since the run began.
  public var time: Double
  /// Of several starts the one that it is of, from 1; 0 where there are none.
  public var start: Int

  /// `y` over `x`, plotted in `step` after `time` seconds.
  public init(step: Int, x: Double, y: Double, time: Double, start: Int = 0) {
    self.start = start
    self.step = step
    self.x = x
    self.y = y
    self.time = time
  }
}
