internal import Charts
internal import Foundation

/// One line of a run's file: what was new when it was written.
///
/// The first line has version, number, time, lesson step and origin; a line counts over those before it.
struct RunLine: Codable, Equatable {
  static let version = 1

  var version: Int?
  var number: Int?
  var began: Double?
  /// The lesson step, as `slug/3`.
  var pane: String?
  var origin: RunRecord.Origin?
  var curve: CurveLine?
  var samples: SampleBatch?
  var change: RunRecord.Change?
  /// All results so far.
  var results: [ResultLine]?
  var display: Display?
  var steps: Int?
  var seconds: Double?
  var touchedAt: Int?
  var ending: EndingLine?

  /// Where the samples of a series stand.
  struct CurveLine: Codable, Equatable {
    var series: String
    var curve: RunRecord.Curve
  }

  /// Samples of a series from place `at` on, in columns.
  struct SampleBatch: Codable, Equatable {
    var series: String
    var at: Int
    var step: [Int]
    /// Left out where every x is its step.
    var x: NumberColumn?
    var y: NumberColumn
    var time: NumberColumn
    /// Left out where there are no starts.
    var start: [Int]?
    /// The moving averages at each sample; left out where all samples are there.
    var averages: [Float]?
  }

  /// A result whose value may be no number.
  struct ResultLine: Codable, Equatable {
    var name: String
    var value: NumberColumn
    var better: String?
  }

  /// The chart in a slot, in place of the former one.
  struct Display: Codable, Equatable {
    var name: String
    var chart: Chart
  }

  /// How the run ended, and in which words.
  struct EndingLine: Codable, Equatable {
    enum Kind: String, Codable { case finished, interrupted, failed, died }

    var kind: Kind
    var message: String?
    var cause: String?
  }
}

/// Numbers as JSON, which has no NaN: one that is not finite is `null`, and `text` says what it is
/// by its place.
struct NumberColumn: Codable, Equatable {
  private var values: [Double?]
  private var text: [String: String]?

  init(_ numbers: [Double]) {
    values = numbers.map { $0.isFinite ? $0 : nil }
    let special = numbers.enumerated().filter { !$0.element.isFinite }
    if !special.isEmpty {
      text = .init(uniqueKeysWithValues: special.map { ("\($0.offset)", "\($0.element)") })
    }
  }

  var numbers: [Double] {
    values.enumerated().map { $0.element ?? Double(text?["\($0.offset)"] ?? "") ?? .nan }
  }
}

extension RunLine.SampleBatch {
  init(_ samples: ArraySlice<RunRecord.Sample>, of series: String, averages: ArraySlice<Float>?) {
    self.series = series
    at = samples.startIndex
    step = samples.map(\.step)
    x = samples.allSatisfy { $0.x == Double($0.step) } ? nil : NumberColumn(samples.map(\.x))
    y = NumberColumn(samples.map(\.y))
    time = NumberColumn(samples.map(\.time))
    start = samples.allSatisfy { $0.start == 0 } ? nil : samples.map(\.start)
    self.averages = averages.map(Array.init)
  }

  /// The samples; none if the columns are not of one length.
  var samples: [RunRecord.Sample] {
    let x = x?.numbers ?? step.map(Double.init)
    let y = y.numbers
    let time = time.numbers
    guard x.count == step.count, y.count == step.count, time.count == step.count,
      start == nil || start?.count == step.count
    else { return [] }
    return step.indices.map {
      .init(step: step[$0], x: x[$0], y: y[$0], time: time[$0], start: start?[$0] ?? 0)
    }
  }
}

extension RunLine.EndingLine {
  init(_ ending: RunRecord.Ending, cause: String?) {
    switch ending {
    case .finished: self.init(kind: .finished)
    case .interrupted: self.init(kind: .interrupted)
    case .failed(let message): self.init(kind: .failed, message: message, cause: cause)
    case .died(let message): self.init(kind: .died, message: message, cause: cause)
    }
  }

  var ending: RunRecord.Ending {
    switch kind {
    case .finished: .finished
    case .interrupted: .interrupted
    case .failed: .failed(message ?? "")
    case .died: .died(message ?? "")
    }
  }
}

extension RunRecord {
  /// The record that the first line of a file begins; nil if it is none.
  init?(header: RunLine) {
    guard let origin = header.origin, let began = header.began else { return nil }
    self.init(origin: origin, began: began, pane: header.pane)
    number = header.number
  }

  /// Takes up what a later line says.
  mutating func apply(_ line: RunLine) {
    if let origin = line.origin { self.origin = origin }
    if let line = line.curve { curves[line.series] = line.curve }
    if let batch = line.samples {
      replaceSamples(
        of: batch.series, from: batch.at, with: batch.samples, averages: batch.averages ?? [])
    }
    if let change = line.change { changes.append(change) }
    if let results = line.results {
      self.results = results.map {
        .init(name: $0.name, value: $0.value.numbers.first ?? .nan, better: $0.better)
      }
    }
    if let display = line.display { show(display.chart, as: display.name) }
    if let steps = line.steps { self.steps = steps }
    if let seconds = line.seconds { self.seconds = seconds }
    if let touchedAt = line.touchedAt { self.touchedAt = touchedAt }
    if let ending = line.ending {
      self.ending = ending.ending
      cause = ending.cause
    }
  }

  /// The lines that lead from `former`, an earlier state of the same run, to this one, each made when it
  /// is asked for.
  func lines(since former: RunRecord?) -> [() -> RunLine] {
    var lines: [() -> RunLine] = []
    func add(_ line: @autoclosure @escaping () -> RunLine) { lines.append(line) }
    if former == nil {
      add(
        RunLine(
          version: RunLine.version, number: number, began: began, pane: pane, origin: origin))
    } else if former?.origin != origin {
      // The kernel process tells threads and core type after the run was begun.
      add(RunLine(origin: origin))
    }
    for (name, curve) in curves.sorted(by: { $0.key < $1.key })
    where former?.curves[name] != curve {
      add(RunLine(curve: .init(series: name, curve: curve)))
    }
    for name in seriesNames {
      let samples = series[name] ?? []
      let known = former?.series[name] ?? []
      let common = zip(samples, known).prefix { $0.isSame(as: $1) }.count
      if common < samples.count || common < known.count || former?.series[name] == nil {
        let averages = averages[name]?.dropFirst(common * MovingAverage.weights.count)
        add(RunLine(samples: .init(samples[common...], of: name, averages: averages)))
      }
    }
    for change in changes.dropFirst(former?.changes.count ?? 0) { add(RunLine(change: change)) }
    if results != former?.results ?? [] {
      let results = results.map {
        RunLine.ResultLine(name: $0.name, value: NumberColumn([$0.value]), better: $0.better)
      }
      add(RunLine(results: results))
    }
    for (name, chart) in displays where former?.chart(named: name) != chart {
      add(RunLine(display: .init(name: name, chart: chart)))
    }
    if steps != former?.steps ?? 0 || seconds != former?.seconds ?? 0 {
      add(RunLine(steps: steps, seconds: seconds))
    }
    if let touchedAt, touchedAt != former?.touchedAt { add(RunLine(touchedAt: touchedAt)) }
    if let ending, ending != former?.ending {
      add(RunLine(ending: .init(ending, cause: cause)))
    }
    return lines
  }

  private func chart(named name: String) -> Chart? {
    displayNames.firstIndex(of: name).map { displayCharts[$0] }
  }
}

extension RunRecord.Sample {
  /// Whether all bits are the same; unlike `==` true of a NaN and itself.
  fileprivate func isSame(as other: Self) -> Bool {
    step == other.step && start == other.start && x.bitPattern == other.x.bitPattern
      && y.bitPattern == other.y.bitPattern && time.bitPattern == other.time.bitPattern
  }
}
