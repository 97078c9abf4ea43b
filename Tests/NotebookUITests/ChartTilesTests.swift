import Cells
import Charts
import Testing

@testable import NotebookUI

/// Which charts are shown, and how wide.
@Suite("Chart tiles")
struct ChartTilesTests {
  private let slots = ["a", "b", "c", "d", "e"].map { Slot.display($0) }

  private func tiles(
    _ width: Int, _ height: Int, offset: Int = 0, _ widths: [String: Int] = [:],
    heights: [String: Int] = [:]
  )
    -> ChartTiles
  {
    ChartTiles(
      slots, offset: offset, in: Rect(x: 3, y: 1, width: width, height: height),
      fullWidth: { widths[$0.title] }, fullHeight: { heights[$0.title] })
  }

  @Test("a table has its full width, its neighbours the rest")
  func tableBesideCurve() {
    let tiles = tiles(100, 12, ["b": 50])
    #expect(tiles.visible.map(\.slot.title) == ["a", "b"])
    #expect(tiles.visible.map(\.rect.width) == [48, 50])
  }

  @Test("a table that does not fit beside another chart is shown alone, and reached by paging")
  func wideTable() {
    let widths = ["b": 60]
    #expect(tiles(73, 12, widths).visible.map(\.slot.title) == ["a"])
    #expect(tiles(73, 12, offset: 1, widths).visible.map(\.rect.width) == [73])
    #expect(tiles(73, 12, offset: 2, widths).visible.map(\.slot.title) == ["c", "d"])
    #expect(tiles(73, 12, widths).lastOffset == 3)
  }

  @Test("a chart of few rows takes no more, so that there is room for another one")
  func fewRows() {
    let both = tiles(73, 18, ["a": 73], heights: ["a": 9])
    #expect(both.visible.map(\.slot.title) == ["a", "b", "c"])
    #expect(both.visible.map(\.rect.height) == [10, 8, 8])
    #expect(tiles(73, 16, ["a": 73], heights: ["a": 9]).visible.map(\.slot.title) == ["a"])
    #expect(tiles(73, 18, ["a": 73], heights: ["a": 30]).visible.map(\.rect.height) == [18])
  }

  @Test("at every size and offset tiles lie inside, apart from each other, and the last is reached")
  func invariants() {
    for (width, height) in [(1, 1), (33, 9), (34, 10), (80, 13), (122, 23), (200, 60), (70, 11)] {
      for wide in [0, 20, 40, 61, 300] {
        for offset in 0..<7 {
          let tiles = tiles(
            width, height, offset: offset, ["b": wide, "e": wide / 2],
            heights: ["a": wide / 6, "d": 4])
          let area = Rect(x: 3, y: 1, width: width, height: height)
          let rects = tiles.visible.map(\.rect)
          #expect(
            !rects.isEmpty && rects.allSatisfy { $0.intersection(area) == $0 && $0.width > 0 })
          for (i, rect) in rects.enumerated() {
            #expect(rects[..<i].allSatisfy { $0.intersection(rect).isEmpty })
          }
          #expect(tiles.offset <= tiles.lastOffset)
          if offset >= tiles.lastOffset { #expect(tiles.visible.last?.slot.title == "e") }
        }
      }
    }
  }

  @Test("the charts that a step speaks of stand first")
  func leading() {
    var pane = PaneModel(
      kernel: "Mixture", step: 0, parameters: [], startValues: [:], leadingCharts: ["clusters"])
    var session = Session.lesson()
    session.run(steps: 3)
    pane.runs = session.pane?.runs ?? []
    pane.arrangeCharts()
    #expect(session.pane?.slots.map(\.title) == ["log-likelihood", "clusters"])
    #expect(pane.slots.map(\.title) == ["clusters", "log-likelihood"])
  }

  @Test("a chart that the step speaks of has its place before it comes, until the run is over")
  func awaited() throws {
    var pane = PaneModel(
      kernel: "Mixture", step: 0, parameters: [], startValues: [:],
      leadingCharts: ["BIC", "log-likelihood"])
    pane.arrangeCharts()
    #expect(pane.slots.isEmpty)
    var session = Session.lesson()
    session.press("r")
    session.answerLaunch()
    pane.runs = session.pane?.runs ?? []
    pane.arrangeCharts()
    #expect(pane.slots == [.awaited("BIC"), .awaited("log-likelihood")])
    session.advance(from: 1, to: 3)
    pane.runs = session.pane?.runs ?? []
    pane.arrangeCharts()
    #expect(pane.slots.map(\.title) == ["BIC", "log-likelihood", "clusters"])
    #expect(pane.slots.first == .awaited("BIC"))
    session.finish(3)
    pane.runs = session.pane?.runs ?? []
    pane.arrangeCharts()
    #expect(pane.slots.map(\.title) == ["log-likelihood", "clusters"])
  }

  @Test("a chart that comes late does not wait for the first step when that is long past")
  func awaitedWords() throws {
    var session = Session.lesson()
    session.press("r")
    session.answerLaunch()
    let waiting = "waiting for the first step"
    #expect(session.text.contains(waiting))
    session.advance(from: 1, to: 3)
    var pane = try #require(session.pane)
    pane.slotTable = SlotTable()
    pane.slotTable.update(pane.runs, leading: ["BIC"], awaits: true)
    session.model.lesson?.pane = pane
    #expect(session.text.contains("not drawn yet") && !session.text.contains(waiting))
  }

  @Test("a family that the step names by its chart or by its curves is one chart, shown once")
  func family() throws {
    for leading in [["NLL"], ["train NLL", "valid NLL"], ["valid NLL", "NLL"]] {
      var session = Session.lesson()
      session.press("r")
      session.answerLaunch()
      let run = try #require(session.lastSetup?.run)
      for name in ["train", "valid"] {
        session.kernel(.curve(run: run, .init(chart: "NLL", name: name, xLabel: "epoch")))
      }
      for step in [10, 20] {
        session.kernel(
          .metrics(
            run: run,
            [
              .init(series: "train loss", step: step, x: Double(step), y: 1, time: 0),
              .init(series: "train NLL", step: step, x: Double(step) / 10, y: 2, time: 0),
              .init(series: "valid NLL", step: step, x: Double(step) / 10, y: 3, time: 0),
            ]))
      }
      session.kernel(.changed(run: run, step: 15, name: "floor", value: .number(1e-3)))
      var pane = try #require(session.pane)
      pane.slotTable = SlotTable()
      pane.slotTable.update(pane.runs, leading: leading, awaits: true)
      #expect(pane.slots.map(\.title) == ["NLL", "train loss"])
      let chart = lineChart(of: ["train NLL", "valid NLL"], ghosts: 1, session.model, pane)
      #expect(chart.series.map(\.name) == ["train", "valid"])
      #expect(chart.xLabel == "epoch")
      #expect(chart.marks.map(\.x) == [1.5])
    }
  }
}
