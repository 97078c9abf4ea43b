import Cells
import Testing

@testable import Charts

@Suite("Tables")
struct TableChartTests {
  @Test("Points stand in one column")
  func alignment() {
    let numbers: [Double] = [1, -22.5, 333.25, 0.125, 0]
    let table = TableChart(
      columns: ["n", "value"], rows: numbers.map { [.text("x"), .number($0)] })
    let lines = Chart.table(table).text(width: 40, height: 10, style: ChartStyle())
      .dropFirst(2).map(\.plain)
    let places = lines.map { line in
      line.firstIndex(of: ".").map { line.distance(from: line.startIndex, to: $0) }
    }
    #expect(Set(places).count == 1)
  }

  private static let columns: [(numbers: [Double], texts: [String])] = [
    ([24.187, 0, 2.825e-4], ["24.1870", "0.0000", "0.0003"]),
    ([0.1 + 0.2, 0.25, 0.5], ["0.30", "0.25", "0.50"]),
    ([0.6514000000000001, 0.5718, 0.7313], ["0.6514", "0.5718", "0.7313"]),
    ([1, 2, 3], ["1", "2", "3"]),
    ([0.5, 1], ["0.5", "1.0"]),
    ([-180.187654, -306.861234], ["-180.19", "-306.86"]),
    ([0.796789, 0.519583], ["0.79679", "0.51958"]),
    ([1234.5678, 1234.5679], ["1234.5678", "1234.5679"]),
    ([1e-9, 0.1], ["1.000e-9", "1.000e-1"]),
    ([1e20, 9.99999e20], ["1.000e20", "1.000e21"]),
    ([.leastNonzeroMagnitude, 0], ["5e-324", "0"]),
    ([.nan, -.infinity], ["NaN", "-inf"]),
    ([0, 0], ["0", "0"]),
  ]

  @Test("At its full width nothing is cut, one column less and something is")
  func fullWidth() throws {
    let table = TableChart(
      columns: ["k", "share", "smallest"],
      rows: [[.text("1"), .share(0.25), .number(0.5)], [.text("2"), .share(0.75), .number(12)]])
    let width = try #require(Chart.table(table).fullWidth(style: ChartStyle()))
    func first(_ width: Int) -> String {
      Chart.table(table).text(width: width, height: 10, style: ChartStyle()).first?.plain ?? ""
    }
    #expect(first(width).hasSuffix("smallest"))
    #expect(first(width - 1).contains(" columns"))
    #expect(Chart.line(LineChart([])).fullWidth(style: ChartStyle()) == nil)
  }

  @Test("A column has the digits that it needs")
  func digits() {
    for (numbers, texts) in Self.columns {
      let column = NumberColumn(numbers)
      #expect(numbers.map { column.text($0) } == texts)
    }
  }

  @Test("Equal shares have equal bars, larger ones no shorter bars")
  func bars() {
    let shares = (0...100).map { Double($0) / 100 }
    for canvas in ChartStyle.Canvas.allCases {
      let table = TableChart(columns: ["p"], rows: (shares + shares).map { [.share($0)] })
      let frame = Chart.table(table).frame(30, 210, canvas)
      let bars = (0..<202).map { row in (0..<8).map { frame[$0, row + 2].glyph }.joined() }
      #expect(Array(bars[..<101]) == Array(bars[101...]))
      let eighths = Array(" ▏▎▍▌▋▊▉█")
      let lengths = bars[..<101].map { bar in
        bar.reduce(0) { $0 + ($1 == "#" ? 8 : eighths.firstIndex(of: $1) ?? 0) }
      }
      #expect(zip(lengths, lengths.dropFirst()).allSatisfy { $0 <= $1 })
      #expect(lengths.first == 0 && lengths.last == 64)
    }
  }

  @Test("Long texts are cut before a column is hidden")
  func longTexts() {
    let long = "a huge turquoise ring over a green cross"
    let table = TableChart(
      columns: ["text of the image", "n", "drawn instead"],
      rows: [[.text(long), .number(12.5), .text(long)], [.text("short"), .number(3), .text("s")]])
    func lines(_ width: Int) -> [String] {
      Chart.table(table).text(width: width, height: 10, style: ChartStyle()).map(\.plain)
    }
    #expect(lines(88)[2] == long + "  12.5  " + long)
    #expect(lines(70)[0].hasSuffix("drawn instead"))
    let cut = "a huge turquoise ring over a g…"
    #expect(lines(70)[2] == cut + "  12.5  " + cut)
    #expect(lines(70)[3].hasPrefix("short  ") && lines(70)[3].hasSuffix(" s"))
    #expect(lines(52)[0].hasSuffix("+2 columns"))
  }

  @Test("What has no room is counted")
  func cuts() {
    let table = TableChart(
      columns: (1...20).map { "column \($0)" },
      rows: (1...30).map { row in (1...20).map { .number(Double(row * $0)) } })
    let text = Chart.table(table).frame(60, 12).text
    #expect(text.contains("… 21 more rows"))
    #expect(text.contains("+1"))
    let ragged = TableChart(
      columns: ["a", "b"], rows: [[.text("x")], [], [.number(1), .text("y"), .text("z")]])
    #expect(Chart.table(ragged).frame(20, 6).text.contains("x"))
  }
}
