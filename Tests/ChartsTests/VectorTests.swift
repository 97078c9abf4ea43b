import Cells
import Testing

@testable import Charts

@Suite("Charts as SVG")
struct VectorTests {
  /// What is written in a document: text, x, width.
  private func texts(_ document: String) -> [(text: Substring, x: Int?, length: Int?)] {
    document.matches(of: #/<text x="(\d+)" y="\d+" textLength="(\d+)" [^>]*>([^<]*)</text>/#)
      .map { ($0.3, Int($0.1), Int($0.2)) }
  }

  @Test("In every chart each line is one element, and each text is escaped")
  func wellFormed() {
    for (name, chart) in Fixtures.all {
      let document = chart.svg(title: "a < b & \"c\"", width: 60)
      let lines = document.split(separator: "\n").dropFirst(2).dropLast()
      let shapes = lines.count { $0.hasPrefix("<rect ") || $0.hasPrefix("<path ") }
      #expect(shapes + texts(document).count == lines.count, "\(name)")
      #expect(texts(document).contains { $0.text == "&lt;" }, "\(name)")
    }
  }

  @Test("Words are whole, stand in their columns and are as wide as their cells")
  func words() {
    let chart = Chart.heatMap(HeatMap([1, 2], columns: 2, columnLabels: ["robot", "机器人"]))
    let texts = texts(chart.svg(title: "who & what", width: 60))
    for (word, columns) in [("who", 3), ("&amp;", 1), ("what", 4), ("robot", 5), ("机器人", 6)] {
      #expect(texts.first { $0.text == word }?.length == 9 * columns, "\(word)")
    }
    #expect(texts.first { $0.text == "what" }?.x == 9 * 6)
  }
}
