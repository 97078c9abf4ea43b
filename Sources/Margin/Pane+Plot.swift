// Curves.
extension Pane {
  /// Adds the point (`x`, `y`) to a curve that has a chart of its own; `x` is the step unless given.
  public func plot(_ name: String, _ y: Double, x: Double? = nil) {
    host.plot(name, x: x ?? Double(step), y: y, step: step, start: 0)
  }

  /// Adds the point (`x`, `y`) to a curve that has a chart of its own, where `y` stands for one number,
  /// such as a loss.
  ///
  /// - Parameters:
  ///   - name: The chart and its curve.
  ///   - y: The value.
  ///   - x: Its place; without one the step, or within a start the step of that start.
  ///   - xLabel: What `x` counts, such as "epoch".
  ///   - start: Which of several starts the point is of, from 1: each is a curve of its own, and the
  ///     chart shows the latest one over the former ones.
  @_disfavoredOverload
  public func plot(
    _ name: String, _ y: some SingleNumber, x: (any SingleNumber)? = nil, xLabel: String? = nil,
    start: Int? = nil
  ) {
    plot(y, on: CurveDescription(chart: name, xLabel: xLabel), x: x, start: start)
  }

  /// Adds a point to each of the curves of one chart.
  ///
  ///     pane.plot("NLL", ["train": a, "valid": b], x: epoch, xLabel: "epoch")
  ///
  /// - Parameters:
  ///   - chart: The chart; the series are called `train NLL` and `valid NLL`.
  ///   - curves: The curves by name, each with its value.
  ///   - x: The place of all of them; without one the step, or within a start the step of that start.
  ///   - xLabel: What `x` counts, such as "epoch".
  ///   - start: Which of several starts the points are of, from 1.
  public func plot(
    _ chart: String, _ curves: KeyValuePairs<String, any SingleNumber>,
    x: (any SingleNumber)? = nil, xLabel: String? = nil, start: Int? = nil
  ) {
    for (name, y) in curves { plot(chart, curve: name, y, x: x, xLabel: xLabel, start: start) }
  }

  /// Adds a point to one of the curves of a chart, where their names are known only as it runs.
  ///
  /// - Parameters:
  ///   - chart: The chart; the series is called by the curve and the chart, such as `train NLL`.
  ///   - curve: The curve's name.
  ///   - y: The value.
  ///   - x: Its place; without one the step, or within a start the step of that start.
  ///   - xLabel: What `x` counts, such as "epoch".
  ///   - start: Which of several starts the point is of, from 1.
  public func plot(
    _ chart: String, curve: String, _ y: some SingleNumber, x: (any SingleNumber)? = nil,
    xLabel: String? = nil, start: Int? = nil
  ) {
    plot(
      y, on: CurveDescription(chart: chart, name: curve, xLabel: xLabel), x: x, start: start)
  }

  private func plot(
    _ y: any SingleNumber, on curve: CurveDescription, x: (any SingleNumber)?, start: Int?
  ) {
    if curves.isNews(curve) { host.describe(curve) }
    let iteration = start.map { curves.iteration(step, ofStart: $0) }
    host.plot(
      curve.series, x: x?.singleNumber ?? Double(iteration ?? step), y: y.singleNumber, step: step,
      start: start ?? 0)
  }
}
