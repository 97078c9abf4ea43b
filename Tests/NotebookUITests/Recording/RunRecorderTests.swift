import KernelRuntime
import Margin
import Notebook
import Testing

@testable import NotebookUI

@Suite("Run recorder") struct RunRecorderTests {
  let origin = RunRecord.Origin(
    kernel: "GaussianMixture", parameters: ["components": "5", "floor": "0.0001"], seed: 7,
    sourceHash: "", isBuiltIn: true)

  func recorder(run: Int? = 1) -> RunRecorder { RunRecorder(origin: origin, began: 0, run: run) }

  @Test("events become series, changes, results and an ending")
  func whole() {
    var recorder = recorder()
    recorder.apply(
      .ready(
        KernelDescription(
          name: "GaussianMixture", parameters: [], threads: 2, blasCore: "Haswell")))
    recorder.apply(.metrics(run: 1, [point(1, -3), point(2, -2)]))
    recorder.apply(.changed(run: 1, step: 2, name: "floor", value: .number(0.01)))
    recorder.apply(.result(run: 1, RunResult(name: "log-likelihood", value: -2, better: .higher)))
    recorder.apply(.finished(run: 1, interrupted: false, steps: 2, seconds: 0.5))
    let record = recorder.record
    #expect(record.series["likelihood"]?.map(\.y) == [-3, -2])
    #expect(record.changes == [.init(step: 2, name: "floor", value: "0.01")])
    #expect(record.results == [.init(name: "log-likelihood", value: -2, better: "higher")])
    #expect(record.ending == .finished)
    #expect(record.origin.threads == 2 && record.origin.blasCore == "Haswell")
  }

  @Test("a result that comes again stays where it is among the others")
  func resultOrder() {
    var recorder = recorder()
    for (name, value) in [("loss", 3.0), ("words per second", 1), ("loss", 2)] {
      recorder.apply(.result(run: 1, RunResult(name: name, value: value)))
    }
    #expect(recorder.record.results.map(\.name) == ["loss", "words per second"])
    #expect(recorder.record.results.map(\.value) == [2, 1])
  }

  @Test("late events of an earlier run change nothing")
  func earlierRun() {
    var recorder = recorder(run: 2)
    let before = recorder
    recorder.apply(.metrics(run: 1, [point(1, 0)]))
    recorder.apply(.finished(run: 1, interrupted: true, steps: 9, seconds: 1))
    #expect(recorder == before)
  }

  @Test("a process that dies ends its run, but not one that has ended")
  func died() {
    var recorder = recorder()
    let exit = KernelEvent.exited(KernelExit(cause: .crash(signal: 4, .trap("It crashed"))))
    var ended = recorder
    recorder.apply(exit)
    #expect(recorder.record.ending == .died("It crashed."))
    ended.apply(.finished(run: 1, interrupted: false, steps: 1, seconds: 0))
    ended.apply(exit)
    #expect(ended.record.ending == .finished)
  }

  @Test("a long series stays bounded, with its spikes, its first and its last sample")
  func bounded() throws {
    var recorder = recorder()
    let count = 5 * ThinnedMetrics.capacity + 3
    for step in 1...count { recorder.apply(.metrics(run: 1, [point(step, step == 777 ? 9 : 0)])) }
    let samples = try #require(recorder.record.series["likelihood"])
    #expect(samples.count <= ThinnedMetrics.capacity)
    #expect(samples.first?.step == 1)
    #expect(samples.last?.step == count)
    #expect(samples.contains { $0.step == 777 && $0.y == 9 })
  }

  private func point(_ step: Int, _ y: Double) -> MetricPoint {
    MetricPoint(series: "likelihood", step: step, x: Double(step), y: y, time: 0)
  }
}

@Suite("The line that runs a record again") struct RunCommandTests {
  let parameters = [
    ParameterDescription(
      name: "components", label: "components K", kind: .integer(1...10, scale: .linear),
      defaultValue: .integer(3), restarts: true),
    ParameterDescription(
      name: "floor", label: "covariance floor", kind: .number(1e-6...0.1, scale: .log),
      defaultValue: .number(1e-4)),
  ]

  func record(_ values: [String: String] = [:], seed: UInt64 = 0) -> RunRecord {
    RunRecord(
      origin: .init(
        kernel: "GaussianMixture", parameters: values, seed: seed, sourceHash: "",
        isBuiltIn: true), began: 0)
  }

  @Test("what is at its default is not named")
  func defaults() {
    let record = record(["components": "3", "floor": "0.0001"])
    #expect(record.command(parameters: parameters) == "margin run GaussianMixture")
  }

  @Test("values, live changes, seed, data and source are named")
  func everything() {
    var record = record(["components": "5", "floor": "0.0001"], seed: 42)
    record.changes = [.init(step: 120, name: "floor", value: "0.01")]
    record.origin.isBuiltIn = false
    record.origin.data = ["iris": "/my data/it's.csv"]
    #expect(
      record.command(parameters: parameters, sourcePaths: ["/tmp/GaussianMixture.swift"])
        == "margin run GaussianMixture --source /tmp/GaussianMixture.swift --set components=5 "
        + "--set floor@120=0.01 --seed 42 --data 'iris=/my data/it'\\''s.csv'")
  }

  @Test("an interrupted run is one of so many steps")
  func interrupted() {
    var record = record()
    record.steps = 37
    record.ending = .interrupted
    #expect(record.command(parameters: parameters) == "margin run GaussianMixture --steps 37")
  }
}
