import Charts
import Margin
import Testing

@testable import KernelRuntime

/// A run that is over before the second frame has steps to look back at.
@Suite("Charts of early steps")
struct EarlyChartTests {
  /// The steps of the charts that are told of a run of `steps` steps without a frame.
  private func told(steps: Int, early: EarlyCharts?, isMade: Bool = false, isWanted: Bool = true)
    -> [Int]
  {
    let outbox = Outbox()
    let setup = RunSetup(run: 1, tellsEarlyCharts: isWanted)
    let control = RunControl(setup)
    let host = RunHost(
      setup: setup, control: control, parameters: KernelParameters(of: Idle()), outbox: outbox,
      early: early)
    let pane = Pane(host: host, seed: 0)
    outbox.begin(setup, signal: control.signal)
    for step in pane.steps(steps) {
      let chart = Chart.table(TableChart(columns: ["\(step)"], rows: []))
      if isMade { pane.show(chart, as: "a") } else { pane.show(as: "a") { chart } }
    }
    host.showAll()
    return outbox.take(isFrame: true).events.compactMap { event in
      guard case .display(_, "a", .table(let table), let step) = event else { return nil }
      #expect(table.columns == ["\(step)"])
      return step
    }
  }

  private final class Idle: Kernel {
    func run(in pane: Pane) throws {}
  }

  @Test("of a short run every step is told, each with its number", arguments: [false, true])
  func short(isMade: Bool) {
    #expect(
      told(steps: 21, early: EarlyCharts(seconds: .infinity), isMade: isMade) == Array(1...21))
  }

  @Test("of a long run the fewer are told the later they come, and the last one")
  func long() {
    let steps = told(steps: 1003, early: EarlyCharts(seconds: .infinity))
    #expect(Array(steps.prefix(66)) == Array(1...64) + [66, 68])
    #expect(steps.suffix(3) == [976, 992, 1003])
    #expect(steps.count < 250)
  }

  @Test("when the time for them is used up, charts wait for a frame again")
  func time() {
    #expect(told(steps: 100, early: EarlyCharts(seconds: 0)) == [1, 100])
  }

  @Test("where nobody looks back at them none are told but the newest", arguments: [false, true])
  func unwanted(isMade: Bool) {
    #expect(told(steps: 100, early: nil, isMade: isMade, isWanted: false) == [100])
  }

  @Test("of large charts few are told")
  func bytes() {
    var early = EarlyCharts(bytes: 100_000)
    let chart = Chart.heatMap(HeatMap([Double](repeating: 0, count: 10_000), columns: 100))
    #expect((1...9).filter { early.takes(chart, in: $0) } == [1, 2])
  }
}
