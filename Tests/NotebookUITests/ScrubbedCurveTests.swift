import Charts
import KernelRuntime
import Margin
import Testing

@testable import NotebookUI

/// What `,` makes of curves, which have all their points.
@Suite("Scrubbed curves")
struct ScrubbedCurveTests {
  @Test("a curve that is all of one start stays whole, with a line at the step")
  func mark() throws {
    var session = Session.stepped()
    session.press(", , ,")
    let pane = try #require(session.pane)
    let slot = try #require(pane.slots.first { $0.displayName == nil })
    guard case .line(let chart)? = session.model.shown(slot, of: pane, width: 60)?.chart else {
      Issue.record("not a chart of lines")
      return
    }
    #expect(chart.references == [LineChart.Reference(x: 17, name: "step 17")])
    #expect(chart.series.last?.x.last == 20)
  }

  @Test("a curve that begins later is not drawn yet at an earlier step")
  func beforeFirstPoint() throws {
    var session = Session.stepped(steps: 10)
    let run = try #require(session.lastSetup?.run)
    session.kernel(
      .metrics(
        run: run,
        MetricBatch([MetricPoint(series: "at the end", step: 10, x: 1, y: 2, time: 0.1)])))
    session.press("g 9 Enter")
    let pane = try #require(session.pane)
    let slot = try #require(pane.slots.first { $0.title == "at the end" })
    #expect(session.model.shown(slot, of: pane, width: 60) == nil)
    #expect(session.text.contains("not drawn yet at this step"))
  }

  @Test("of several starts those that came later are not shown")
  func starts() throws {
    var session = Session.stepped(steps: 1)
    let run = try #require(session.lastSetup?.run)
    for step in 2...9 {
      let start = (step - 1) / 3 + 1
      session.kernel(
        .metrics(
          run: run,
          MetricBatch([
            MetricPoint(
              series: "restarted",
              MetricSample(
                step: step, x: Double((step - 1) % 3), y: Double(step), time: 0, start: start))
          ])))
    }
    session.show(9...9)
    session.press("g 5 Enter")
    let pane = try #require(session.pane)
    let slot = try #require(pane.slots.first { $0.title == "restarted" })
    guard case .line(let chart)? = session.model.shown(slot, of: pane, width: 60)?.chart else {
      Issue.record("not a chart of lines")
      return
    }
    #expect(chart.series.last?.name == "start 2" && chart.series.last?.y == [4, 5])
  }
}
