import Cells
import Glibc
import Testing

@testable import Charts

@Suite("Charts are explored")
struct ExploringTests {
  private let rect = Rect(x: 1, y: 1, width: 70, height: 20)

  private func explorer(_ chart: Chart, _ rect: Rect? = nil) -> ChartExplorer {
    ChartExplorer(chart, in: rect ?? self.rect, style: ChartStyle())
  }

  private func text(_ chart: Chart, _ view: ChartView) -> String {
    var frame = Frame(Size(width: 72, height: 22))
    chart.draw(into: &frame, in: rect, style: ChartStyle(), view: view)
    return frame.text
  }

  @Test(
    "Any movements, at any size, draw inside of the rectangle", arguments: Fixtures.all.map(\.name))
  func anyMovements(_ name: String) throws {
    let chart = try #require(Fixtures.all.first { $0.name == name }?.chart)
    var dice = Lehmer(name.utf8.reduce(7 as UInt64) { $0 &* 31 &+ UInt64($1) })
    for (width, height) in [(70, 20), (20, 6), (5, 3), (1, 1)] {
      let rect = Rect(x: 1, y: 1, width: width, height: height)
      let explorer = explorer(chart, rect)
      var view = ChartView(hasCrosshair: true)
      for _ in 0..<40 {
        view = Self.moved(view, by: explorer, &dice)
        _ = (explorer.reading(view), explorer.extent(view))
        var frame = Frame(Size(width: width + 2, height: height + 2))
        frame.fill(frame.bounds, with: Cell("X"))
        frame.fill(rect)
        chart.draw(into: &frame, in: rect, style: ChartStyle(), view: view)
        let columns = 0..<width + 2
        #expect(columns.allSatisfy { frame[$0, 0].glyph == "X" })
        #expect(columns.allSatisfy { frame[$0, height + 1].glyph == "X" })
        #expect((1...height).allSatisfy { frame[0, $0].glyph == "X" })
        #expect((1...height).allSatisfy { frame[width + 1, $0].glyph == "X" })
      }
    }
  }

  private static func moved(
    _ view: ChartView, by explorer: ChartExplorer, _ dice: inout Lehmer
  ) -> ChartView {
    func die(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &dice) }
    let point = Point(x: die(0...72), y: die(0...22))
    switch die(0...9) {
    case 0: return explorer.moved(view, columns: die(-9...9), rows: die(-9...9))
    case 1: return explorer.paged(view, by: die(-2...2))
    case 2: return explorer.atEnd(view, isLast: die(0...1) == 1)
    case 3, 4: return explorer.zoomed(view, by: die(-2...4))
    case 5: return explorer.zoomed(view, by: die(-2...4), around: point)
    case 6: return explorer.stretched(view, by: die(-2...3))
    case 7: return explorer.dragged(view, from: point, to: Point(x: die(0...72), y: die(0...22)))
    case 8: return explorer.pointed(view, at: point)
    default:
      return die(0...1) == 0
        ? explorer.stepped(view, by: die(-12...12)) : explorer.switched(view, by: die(-1...1))
    }
  }

  @Test("Odd numbers are explored too")
  func oddNumbers() {
    let odd: [Double] = [
      .nan, .infinity, -.infinity, 4e307, -4e307, 1.7e308, 1e-300, 0, 1, 1.0.nextUp, 1.7e18,
    ]
    var dice = Lehmer(11)
    for scale in [AxisScale.linear, .log, .symlog] {
      for numbers in [odd, [], [1], [1, 1.0.nextUp], [-4e307, 4e307]] {
        let series = LineChart.Series("a", x: numbers, y: numbers, lower: numbers, upper: numbers)
        let charts: [Chart] = [
          .line(LineChart([series], xScale: scale, yScale: scale)),
          .scatter(ScatterChart([.init("a", x: numbers, y: numbers)])),
          .histogram(Histogram(numbers)),
          .heatMap(HeatMap(numbers, columns: max(1, numbers.count))),
        ]
        for chart in charts {
          var view = ChartView(hasCrosshair: true)
          for _ in 0..<60 {
            view = Self.moved(view, by: explorer(chart), &dice)
            _ = (text(chart, view), explorer(chart).reading(view))
          }
        }
      }
    }
  }

  @Test("Zooming in and out again shows all, and the same")
  func thereAndBack() {
    for chart in [Chart.line(Fixtures.losses), .scatter(Fixtures.clouds), .contour(Fixtures.hill)] {
      let explorer = explorer(chart)
      let closer = explorer.zoomed(ChartView(), by: 3)
      #expect(closer.isPartial && text(chart, closer) != text(chart, ChartView()))
      let back = explorer.zoomed(closer, by: -4)
      #expect(!back.isPartial && text(chart, back) == text(chart, ChartView()))
    }
  }

  @Test("A part stays where it is while the curve grows")
  func growth() {
    let steps = (1...400).map(Double.init)
    func chart(_ count: Int) -> Chart {
      .line(LineChart([.init("a", x: Array(steps.prefix(count)), y: steps.prefix(count).map(sin))]))
    }
    let view = explorer(chart(100)).zoomed(ChartView(), by: 4)
    #expect(text(chart(100), view) == text(chart(400), view))
  }

  @Test("A line goes on to its next point beyond the edge of a part")
  func beyondEdges() {
    let chart = Chart.line(LineChart([.init("a", x: [0, 100], y: [0, 100])]))
    var view = ChartView()
    (view.x, view.y) = (40...60, 40...60)
    let lines = text(chart, view).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[2...17].allSatisfy { line in line.contains { ("⠁"..."⣿").contains($0) } })
  }

  @Test("The newest point is read and followed; its neighbours are stepped through")
  func reading() {
    func chart(_ count: Int) -> Chart {
      let steps = (1...count).map(Double.init)
      return .line(LineChart([.init("loss", x: steps, y: steps.map { 1 / $0 })], xLabel: "step"))
    }
    let view = ChartView(hasCrosshair: true)
    #expect(explorer(chart(20)).reading(view) == "loss   step 20   0.05")
    #expect(explorer(chart(40)).reading(view) == "loss   step 40   0.025")
    let before = explorer(chart(20)).stepped(view, by: -1)
    #expect(explorer(chart(40)).reading(before) == "loss   step 19   0.052632")
    let first = explorer(chart(20)).atEnd(view, isLast: false)
    #expect(explorer(chart(20)).reading(first) == "loss   step 1   1")
    let last = explorer(chart(40)).atEnd(first, isLast: true)
    #expect(explorer(chart(50)).reading(last) == "loss   step 50   0.02")
    #expect(text(chart(20), view).contains("┼"))
  }

  @Test("What the mouse points at is the nearest point")
  func pointing() throws {
    let chart = Chart.scatter(
      ScatterChart([
        .init("a", x: [0, 1], y: [0, 1]), .init("b", x: [0, 1], y: [1, 0]),
      ]))
    let explorer = explorer(chart)
    let corner = explorer.pointed(ChartView(), at: Point(x: 10, y: 3))
    #expect(explorer.reading(corner) == "b   x 0   y 1")
    let other = explorer.pointed(ChartView(), at: Point(x: 69, y: 3))
    #expect(explorer.reading(other) == "a   x 1   y 1")
    #expect(explorer.reading(explorer.switched(other, by: 1))?.hasPrefix("b") == true)
  }

  @Test("A point that moves keeps being read")
  func identity() {
    func chart(_ shift: Double) -> Chart {
      .scatter(ScatterChart([.init("a", x: [shift, 5 - shift], y: [1, 2])]))
    }
    let view = explorer(chart(0)).stepped(ChartView(hasCrosshair: true), by: 1)
    #expect(explorer(chart(0)).reading(view) == "a   x 5   y 2")
    #expect(explorer(chart(4)).reading(view) == "a   x 1   y 2")
  }

  @Test("A place of a contour chart has a height, and of regions a group")
  func places() throws {
    let hill = ContourChart(x: 0...1, y: 0...1) { $0 + 2 * $1 }
    #expect(abs(try #require(hill.height(x: 0.3, y: 0.7)) - 1.7) < 1e-9)
    let middle = explorer(.contour(hill)).reading(ChartView())
    #expect(middle?.hasPrefix("x 0.5   y 0.5   height 1.5") == true)
    let words = explorer(.scatter(Fixtures.regions)).reading(ChartView())
    #expect(words?.contains("in the region of inside") == true)
  }

  @Test("A bin of a histogram is read with its ends, and parts of it are as high as in the whole")
  func bins() {
    let chart = Chart.histogram(
      Histogram((0..<100).map { Double($0 % 10) + 0.5 }, bins: 10, range: 0...10))
    let explorer = explorer(chart)
    #expect(explorer.reading(ChartView()) == "x 0 … 1   count 10")
    let part = explorer.zoomed(ChartView(), by: 2)
    #expect(part.isPartial && explorer.reading(part) == "x 0 … 1   count 10")
    var view = part
    for _ in 0..<20 { view = explorer.moved(view, columns: 1, rows: 0) }
    #expect(text(chart, view) != text(chart, part))
  }

  @Test("Cells of a matrix are read by name; a part is seen in the colours of the whole")
  func cells() {
    let explorer = explorer(.heatMap(Fixtures.joint))
    let view = explorer.moved(ChartView(), columns: 2, rows: 1)
    #expect(explorer.reading(view) == "row sun   column hot   value 0.2")
    let large = self.explorer(.heatMap(Fixtures.similarities))
    let closer = large.zoomed(view, by: 6)
    #expect(large.extent(closer)?.contains("of 96") == true)
    let part = Fixtures.similarities.sliced(rows: 0..<3, columns: 30..<40)
    #expect(part.limits.lower == Fixtures.similarities.limits.lower)
    #expect(part[2, 9] == Fixtures.similarities[2, 39])
    var walk = closer
    for _ in 0..<200 { walk = large.moved(walk, columns: 1, rows: 1) }
    #expect(large.reading(walk)?.hasPrefix("row 96   column 96") == true)
  }

  @Test("What is cut is counted, and reached by scrolling")
  func scrolling() {
    let names = (1...60).map { "row \($0)." }
    let charts: [Chart] = [
      .table(TableChart(columns: ["a"], rows: names.map { [.text($0)] })),
      .bars(BarChart(names, names.indices.map(Double.init))),
      .tree(TreeChart([.init("", children: Array(1...60))] + names.map { .init($0) })),
      .text(TextChart(names.joined(separator: "\n"))),
      .images(
        ImageSheet(
          names.map { .init(Array(repeating: 0.5, count: 400), width: 20, caption: $0) },
          columns: 3)),
      .multiples(Multiples(names.map { .init($0, .line(Fixtures.likelihood)) })),
      .lattice(
        Lattice(
          states: names, steps: ["1"], probabilities: Array(repeating: 0.5, count: 60))),
    ]
    for chart in charts {
      let explorer = explorer(chart)
      let start = explorer.atEnd(ChartView(), isLast: false)
      let end = explorer.atEnd(ChartView(), isLast: true)
      #expect(text(chart, start).contains("row 1."), "\(chart.kindName)")
      #expect(!text(chart, start).contains("row 60."), "\(chart.kindName)")
      #expect(text(chart, end).contains("row 60."), "\(chart.kindName)")
      #expect(explorer.extent(end) != nil, "\(chart.kindName)")
      #expect(text(chart, start).contains("more") || text(chart, end).contains("above"))
    }
  }

  @Test("Columns of a table that have no room are reached too")
  func columns() {
    let columns = (1...30).map { "column \($0)" }
    let chart = Chart.table(TableChart(columns: columns, rows: [columns.map { .text($0) }]))
    let explorer = explorer(chart)
    #expect(text(chart, ChartView()).contains("more") || text(chart, ChartView()).contains("+"))
    var view = ChartView()
    for _ in 0..<40 { view = explorer.moved(view, columns: 1, rows: 0) }
    #expect(text(chart, view).contains("column 30"))
    for _ in 0..<40 { view = explorer.moved(view, columns: -1, rows: 0) }
    #expect(view == ChartView())
  }

  @Test("Pictures become larger, and all of them can still be reached")
  func pictures() {
    let chart = Chart.images(Fixtures.digits)
    let explorer = explorer(chart, Rect(x: 0, y: 0, width: 58, height: 30))
    #expect(explorer.canZoom)
    let larger = explorer.zoomed(ChartView(), by: 3)
    #expect(larger.zoom > 0 && explorer.extent(larger) != nil)
    #expect(explorer.zoomed(larger, by: -9) == ChartView())
  }
}
