import Charts
import Margin

@testable import KernelRuntime

/// One of each message; a new case that is missing here does not compile.
enum Samples {
  static let setup = RunSetup(
    run: 3, parameters: ["rate": .number(0.1), "shape": .choice("full"), "on": .toggle(true)],
    seed: .max, changes: [.init(step: 12, name: "rate", value: .number(1e-300))], stepLimit: 5,
    data: ["iris": "/tmp/ïris.csv"], isPaused: true, pace: 12.5)

  static let requests: [KernelRequest] = [
    .load(kernel: "KMeans", library: nil), .load(kernel: "KMeans", library: "/tmp/Edit1.so"),
    .start(setup), .set(name: "rate", value: .integer(-3)), .pause, .resume, .step(count: 2),
    .pace(20), .pace(nil), .interrupt, .plotWidth(120), .shutdown,
    .evaluate(
      CellRequest(
        cell: 4,
        CellModule(
          name: "Cell1", library: "/tmp/ïCell1.so", names: [], imports: [], isKept: true,
          mayChange: true),
        parameters: ["rate": .number(0.5)])),
  ]

  static let description = KernelDescription(
    name: "KMeans",
    parameters: [
      ParameterDescription(
        name: "rate", label: "η", kind: .number(1e-6...1, scale: .log), defaultValue: .number(0.1)),
      ParameterDescription(
        name: "k", label: "K", kind: .integer(1...10, scale: .linear), defaultValue: .integer(3),
        restarts: true),
    ], threads: 2, blasCore: "Haswell")

  static let events: [KernelEvent] = [
    .ready(description), .state(run: 1, .paused, step: 7, seconds: 0.25),
    .metrics(
      run: 1,
      [
        MetricPoint(series: "loss", step: 1, x: 1, y: 1.0 / 3, time: 0.5),
        MetricPoint(series: "rate", step: 1, x: -0.0, y: -.infinity, time: 1e-9),
        MetricPoint(series: "loss", step: 2, x: .greatestFiniteMagnitude, y: 0, time: 1),
      ]),
    .curve(run: 1, CurveDescription(chart: "NLL", name: "train", xLabel: "epoch")),
    .display(
      run: 1, name: "line", chart: .line(LineChart([.init("a", x: [1, 2], y: [3, .infinity])])),
      step: 5),
    .changed(run: 1, step: 4, name: "rate", value: .number(0.5)),
    .progress(run: 1, done: 3, total: 10),
    .result(run: 1, RunResult(name: "NLL", value: .infinity, better: .lower)),
    .series(
      run: 1,
      SeriesUpdates([
        SeriesUpdate(
          series: "loss", start: 3,
          samples: [
            MetricSample(step: 4, x: 4, y: .infinity, time: 0.5),
            MetricSample(step: -1, x: -0.0, y: 1e-300, time: 1, start: 3),
          ], averages: [1, -2.5, .infinity, 0, 0.1, 1e-30]),
        SeriesUpdate(series: "the same", start: 0, samples: []),
      ])),
    .printed(PrintedLines([.init("ein Zeichen: 漢", replacesLast: true), .init("")], omitted: 7)),
    .loaded(run: 1, name: "clip", path: "/tmp/ïclip.safetensors", hash: "00ff"),
    .saved(run: 1, file: "counts.arpa", isWanted: true),
    .read(run: 1, name: "corpus", hash: "00ff"),
    .printed(PrintedLines([.init(.seriesLimit(9))])),
    .failed(run: 1, KernelFailure(message: "no", file: "KMeans.swift", line: 3)),
    .failed(
      run: 1, KernelFailure(.dataset(.unreadable(path: "a.csv", reason: .system(code: 13))))),
    .failed(run: 1, KernelFailure(.safetensors(.malformed(path: "a", defect: .short(size: 3))))),
    .finished(run: 1, interrupted: true, steps: 9, seconds: 1.5),
    .evaluating(cell: 4, run: 1, step: 7), .evaluating(cell: 5, run: nil, step: 0),
    .evaluated(
      CellResult(
        cell: 4, step: 7, seconds: 0.5,
        value: ShownValue(
          name: "x", type: "HeatMap", lines: ["[1, 2]"], omitted: 3,
          chart: .heatMap(HeatMap([1.0, -0.5], columns: 2))))),
    .evaluated(CellResult(cell: 5, failure: KernelFailure(message: "no"))),
    .exited(
      KernelExit(
        cause: .crash(signal: 4, .trap("Index out of range")), function: "run(in:)",
        file: "KMeans.swift", line: 4, lastLines: ["a", ""])),
  ]

  /// The position of a request's kind; exhaustive, so that a new kind asks for a sample.
  static func kind(_ request: KernelRequest) -> Int {
    switch request {
    case .load: 0
    case .start: 1
    case .set: 2
    case .pause: 3
    case .resume: 4
    case .step: 5
    case .interrupt: 6
    case .plotWidth: 7
    case .shutdown: 8
    case .pace: 9
    case .evaluate: 10
    }
  }

  /// The position of an event's kind, likewise.
  static func kind(_ event: KernelEvent) -> Int {
    switch event {
    case .ready: 0
    case .state: 1
    case .metrics: 2
    case .display: 3
    case .changed: 4
    case .progress: 5
    case .result: 6
    case .printed: 7
    case .failed: 8
    case .finished: 9
    case .exited: 10
    case .series: 11
    case .curve: 12
    case .loaded: 13
    case .saved: 14
    case .read: 15
    case .evaluating: 16
    case .evaluated: 17
    }
  }
}
