import Charts
import Margin
import Testing

@testable import KernelRuntime

@Suite("Charts that are made only when they are due")
struct PostponedChartTests {
  private let outbox = Outbox()
  private let control: RunControl
  private let host: RunHost
  private let pane: Pane
  private let counter = Counter()

  private final class Counter {
    var made: [Int] = []
  }

  init() {
    let setup = RunSetup(run: 1)
    control = RunControl(setup)
    host = RunHost(
      setup: setup, control: control, parameters: KernelParameters(of: Idle()), outbox: outbox)
    pane = Pane(host: host, seed: 0)
    outbox.begin(setup, signal: control.signal)
  }

  private final class Idle: Kernel {
    func run(in pane: Pane) throws {}
  }

  private func show(_ step: Int, as name: String = "clusters") {
    pane.show(as: name) { [counter] in
      counter.made.append(step)
      return .table(TableChart(columns: ["\(step)"], rows: []))
    }
  }

  /// The columns of the charts in a frame that is written now.
  private func frame() -> [String] {
    outbox.takeFrame().compactMap { event in
      if case .display(_, _, .table(let table), _) = event { table.columns[0] } else { nil }
    }
  }

  @Test("of a thousand steps without a frame the first and the last chart are made")
  func withoutFrames() {
    for step in pane.steps(1000) { show(step) }
    #expect(counter.made == [1])
    host.showAll()
    #expect(counter.made == [1, 1000])
    #expect(frame() == ["1000"])
    host.showAll()
    #expect(counter.made == [1, 1000])
  }

  @Test("a frame is followed by a new chart, at the next step also where none is shown again")
  func frames() {
    for step in pane.steps(10) { show(step) }
    #expect(frame() == ["1"])
    for _ in pane.steps(1) {}
    #expect(counter.made == [1, 10])
    #expect(frame() == ["10"])
    for step in pane.steps(10) { show(step) }
    #expect(counter.made == [1, 10, 12])
  }

  @Test("each slot has its own turn, and a chart shown at once takes the place of a postponed one")
  func slots() {
    for step in pane.steps(2) {
      show(step)
      show(step, as: "other")
    }
    #expect(counter.made == [1, 1])
    pane.show(.table(TableChart(columns: ["now"], rows: [])), as: "clusters")
    host.showAll()
    #expect(counter.made == [1, 1, 2])
    #expect(Set(frame()) == ["now", "2"])
  }
}

extension Outbox {
  /// What the writer would write if a frame were due.
  fileprivate func takeFrame() -> [KernelEvent] { take(isFrame: true).events }
}
