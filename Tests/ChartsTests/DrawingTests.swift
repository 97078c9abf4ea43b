import Cells
import Testing

@testable import Charts

@Suite("What every chart keeps to")
struct DrawingTests {
  @Test("At every size nothing is drawn outside the rectangle", arguments: Fixtures.all.map(\.name))
  func staysInside(_ name: String) throws {
    let chart = try #require(Fixtures.all.first { $0.name == name }?.chart)
    let outside = Cell("X")
    for canvas in ChartStyle.Canvas.allCases {
      for height in 0...30 {
        for width in 0...60 where (width + 5 * height).isMultiple(of: 9) || width < 6 {
          var frame = Frame(Size(width: width + 4, height: height + 2))
          frame.fill(frame.bounds, with: outside)
          let rect = Rect(x: 3, y: 1, width: width, height: height)
          frame.fill(rect)
          chart.draw(into: &frame, in: rect, style: .testing(canvas))
          for y in 0..<frame.size.height {
            for x in 0..<frame.size.width where !rect.contains(Point(x: x, y: y)) {
              #expect(frame[x, y] == outside, "\(name) \(width)×\(height) at \(x), \(y)")
            }
          }
        }
      }
    }
  }

  @Test("A rectangle beyond the frame is cut, not trapped on")
  func beyondFrame() {
    for (_, chart) in Fixtures.all {
      var frame = Frame(Size(width: 20, height: 8))
      chart.draw(
        into: &frame, in: Rect(x: -5, y: -5, width: 100, height: 50), style: ChartStyle())
      chart.draw(into: &frame, in: Rect(x: 50, y: 50, width: 9, height: 9), style: ChartStyle())
    }
  }

  @Test("The ASCII canvas is ASCII wherever the names are", arguments: Fixtures.all.map(\.name))
  func asciiOnly(_ name: String) throws {
    let chart = try #require(Fixtures.all.first { $0.name == name }?.chart)
    var named = Set(chart.names.joined() + "→")
    if case .text(let text) = chart { named.formUnion(text.pieces.map(\.text).joined()) }
    for (width, height) in [(80, 20), (40, 8), (16, 4)] {
      let strangers = chart.frame(width, height, .ascii).text.filter { !$0.isASCII }
      #expect(Set(strangers).isSubset(of: named))
    }
  }

  @Test("Without UTF-8 there is no braille, whatever the canvas")
  func asciiGlyphsWin() {
    var frame = Frame(Size(width: 60, height: 12))
    Chart.line(Fixtures.likelihood).draw(
      into: &frame, in: frame.bounds, style: ChartStyle(canvas: .braille, glyphs: .ascii))
    #expect(!frame.text.contains { !$0.isASCII })
  }

  @Test("Double-width names are never cut in half")
  func wideNames() {
    let names = ["对数似然", "验证集上的损失函数值", "训练"]
    let chart = Chart.line(
      LineChart(
        names.map { .init($0, x: [1, 2, 3], y: [1, 3, 2]) }, marks: [.init(x: 2, text: "下限")],
        xLabel: "步", yLabel: "损失"))
    for width in 1...60 {
      for height in [1, 4, 6, 9, 14] {
        let frame = chart.frame(width, height)
        for y in 0..<height {
          for x in 0..<width where displayWidth(of: frame[x, y].glyph) == 2 {
            #expect(x + 1 < width && frame[x + 1, y].glyph == "", "\(width)×\(height)")
          }
        }
      }
    }
  }

  @Test("Text for a pipe has no trailing blanks and no empty lines at its end")
  func plainText() throws {
    let lines = Chart.table(Fixtures.posteriors).text(width: 80, height: 40, style: ChartStyle())
    #expect(lines.count == 7)
    #expect(lines.allSatisfy { $0.plain.last != " " })
    let curve = Chart.line(Fixtures.rerun)
    #expect(
      curve.text(width: 72, height: 14, style: ChartStyle()).map(\.plain).joined(separator: "\n")
        == curve.frame(72, 14).text)
  }

  @Test("What a chart says itself is Chinese on a Chinese screen")
  func chinese() {
    var style = ChartStyle()
    style.language = .chinese
    let rows = (1...30).map { [TableChart.Entry.number(Double($0))] }
    let gaps = LineChart([.init("a", x: [1, 2, 3], y: [1, .nan, 2])], xLabel: "步")
    let charts: [(Chart, String)] = [
      (.line(LineChart([])), "还没有数据点"), (.line(gaps), "步 2 处为 NaN"),
      (.table(TableChart(columns: ["a"], rows: rows)), "另有 21 行"),
    ]
    for (chart, words) in charts {
      let text = chart.text(width: 60, height: 12, style: style).map(\.plain).joined()
      #expect(text.contains(words))
    }
  }
}
