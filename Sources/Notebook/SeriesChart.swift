public import Charts

/// The series of one chart.
public struct SeriesChart: Hashable, Sendable {
  /// What the chart is called.
  public var title: String
  /// Its series, in the order of their first samples.
  public var names: [String]

  /// The charts of all series of `records`, in the order of their first samples.
  public static func charts(of records: some Sequence<RunRecord>) -> [SeriesChart] {
    var charts: [SeriesChart] = []
    var places: [String: Int] = [:]
    var known: Set<String> = []
    for record in records {
      for name in record.seriesNames where known.insert(name).inserted {
        let title = record.curves[name]?.chart ?? name
        if let place = places[title] {
          charts[place].names.append(name)
        } else {
          places[title] = charts.count
          charts.append(SeriesChart(title: title, names: [name]))
        }
      }
    }
    return charts
  }
}

/// The words of a chart of series, in the reader's language.
public struct SeriesWords {
  /// A curve that is alone in its chart.
  public var now: String
  /// What x counts by itself.
  public var step: String
  /// What x counts within a start.
  public var iteration: String
  /// The time of a run.
  public var seconds: String
  /// The latest of several starts.
  public var start: (Int) -> String
  /// Those before it.
  public var formerStarts: (ClosedRange<Int>) -> String
  /// A name that the kernel gave.
  public var name: (String) -> String

  /// These words.
  public init(
    now: String, step: String, iteration: String, seconds: String,
    start: @escaping (Int) -> String,
    formerStarts: @escaping (ClosedRange<Int>) -> String, name: @escaping (String) -> String
  ) {
    self.now = now
    self.step = step
    self.iteration = iteration
    self.seconds = seconds
    self.start = start
    self.formerStarts = formerStarts
    self.name = name
  }
}

extension RunRecord {
  /// What a legend calls the series `name`.
  public func curveName(of name: String) -> String { curves[name]?.name ?? name }

  /// What the x axis of a chart of these series counts; empty where nobody has said.
  public func xLabel(
    of names: [String], over axis: SeriesAxis = .kernels, _ words: SeriesWords
  ) -> String {
    switch axis {
    case .kernels: break
    case .steps: return words.step
    case .seconds: return words.seconds
    case .series(let name): return words.name(curveName(of: name))
    }
    if let label = names.lazy.compactMap({ self.curves[$0]?.xLabel }).first {
      return words.name(label)
    }
    let samples = names.lazy.flatMap { self.series[$0] ?? [] }
    if samples.contains(where: { $0.start > 0 }) { return words.iteration }
    return samples.allSatisfy { $0.x == Double($0.step) } ? words.step : ""
  }

  /// The curves of one chart: of a series with several starts the latest, over the former ones, which
  /// are dim and have one name for all.
  ///
  /// Where they are smoothed each has its average over it, those of former starts in their place.
  public func lines(
    of names: [String], over axis: SeriesAxis = .kernels, smoothedBy weight: Double? = nil,
    _ words: SeriesWords
  ) -> [LineChart.Series] {
    var former: [LineChart.Series] = []
    var latest: [LineChart.Series] = []
    var averaged: [LineChart.Series] = []
    for name in names {
      var starts = (series[name] ?? []).split { $0.start != $1.start }
      guard let last = starts.popLast() else { continue }
      let number = last.first?.start ?? 0
      let alone = starts.isEmpty ? words.now : words.start(number)
      let label = names.count > 1 ? words.name(curveName(of: name)) : alone
      let raw = line(label, last, over: axis)
      if let weight {
        let smoothed = raw.smoothed(
          to: averages(of: name, last, over: axis, by: weight), by: weight)
        if names.count <= Self.mostWithRaw { latest.append(smoothed[0]) }
        averaged.append(smoothed[1])
      } else {
        latest.append(raw)
      }
      let isFirst = former.isEmpty
      former += starts.suffix(Self.mostStarts).map { samples in
        var ghost = line("", samples, over: axis)
        ghost.isGhost = true
        if let weight { ghost.y = averages(of: name, samples, over: axis, by: weight) }
        return ghost
      }
      if isFirst, let first = starts.first?.first?.start, let last = starts.last?.first?.start {
        former[0].name = words.formerStarts(min(first, last)...max(first, last))
      }
    }
    return former + latest + averaged
  }

  /// With more curves than that the ones before smoothing are not drawn behind them.
  private static let mostWithRaw = 8

  private func line(
    _ name: String, _ samples: ArraySlice<Sample>, over axis: SeriesAxis
  ) -> LineChart.Series {
    let places = places(of: samples, on: axis)
    let known = known(places, on: axis)
    return .init(
      name, x: known.map { places[$0] }, y: known.map { samples[samples.startIndex + $0].y })
  }

  /// The points that have a place: of another series nothing may be known yet.
  private func known(_ places: [Double], on axis: SeriesAxis) -> [Int] {
    places.indices.filter { axis == .kernels || places[$0].isFinite }
  }

  /// The moving averages at the points of the line of `samples`.
  private func averages(
    of name: String, _ samples: ArraySlice<Sample>, over axis: SeriesAxis, by weight: Double
  ) -> [Double] {
    let weights = MovingAverage.weights
    var values: [Double]
    if let told = averages[name], let place = weights.firstIndex(of: weight),
      told.count >= weights.count * samples.endIndex
    {
      values = samples.indices.map { Double(told[weights.count * $0 + place]) }
    } else {
      var running = MovingAverage(weight: weight)
      values = samples.map { running.add($0.y) }
    }
    return known(places(of: samples, on: axis), on: axis).map { values[$0] }
  }

  /// Of more former starts the latest are drawn.
  private static let mostStarts = 100

  /// Where on the x axis of these series the step `step` begins, or ends; nil where that is not known yet.
  ///
  /// Between two samples of a curve it lies in proportion; the steps themselves need no samples.
  ///
  /// - Parameters:
  ///   - step: The step.
  ///   - names: The series.
  ///   - axis: What is on the x axis.
  ///   - isEnd: Whether the place of the step's last sample is meant, where it has several.
  /// - Returns: The place on the axis.
  public func place(
    ofStep step: Int, on names: [String], over axis: SeriesAxis = .kernels, isEnd: Bool = false
  ) -> Double? {
    let all = names.compactMap { series[$0] }.filter { !$0.isEmpty }
    guard axis == .kernels else {
      return all.lazy.compactMap { samples in
        samples.index(ofStep: step, isEnd: isEnd).flatMap {
          self.places(of: samples[...$0], on: axis).last
        }
      }.first
    }
    if all.allSatisfy({ $0.allSatisfy { $0.x == Double($0.step) } }) { return Double(step) }
    return all.lazy.compactMap { $0.place(ofStep: step, isEnd: isEnd) }.first
  }
}

extension [RunRecord.Sample] {
  /// The stretches between the places where `isCut` says so of neighbours.
  fileprivate func split(
    _ isCut: (RunRecord.Sample, RunRecord.Sample) -> Bool
  ) -> [ArraySlice<RunRecord.Sample>] {
    var stretches: [ArraySlice<RunRecord.Sample>] = []
    var start = 0
    for index in indices.dropFirst() where isCut(self[index - 1], self[index]) {
      stretches.append(self[start..<index])
      start = index
    }
    return isEmpty ? [] : stretches + [self[start...]]
  }

  /// The first sample of a step, or the last one; where it has none, the next sample there is.
  fileprivate func index(ofStep step: Int, isEnd: Bool) -> Int? {
    guard let next = firstIndex(where: { $0.step >= step }) else { return nil }
    guard isEnd, self[next].step == step else { return next }
    return self[next...].lastIndex { $0.step == step }
  }

  fileprivate func place(ofStep step: Int, isEnd: Bool) -> Double? {
    guard let next = index(ofStep: step, isEnd: isEnd) else { return nil }
    let after = self[next]
    guard next > 0, after.step > step else { return after.x }
    let before = self[next - 1]
    guard before.start == after.start, before.step < after.step else { return after.x }
    let share = Double(step - before.step) / Double(after.step - before.step)
    return before.x + share * (after.x - before.x)
  }
}
