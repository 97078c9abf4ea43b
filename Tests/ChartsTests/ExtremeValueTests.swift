import Testing

@testable import Charts

@Suite("Values at the ends of what a number can be")
struct ExtremeValueTests {
  @Test("Points that no axis reaches are counted", arguments: [AxisScale.linear, AxisScale.log])
  func beyond(scale: AxisScale) {
    let y = scale == .log ? [1, 1e-100, 1e-295, 1e-300] : [1, 2, 1.7e308, -1.7e308]
    let chart = LineChart([.init("a", x: [1, 2, 3, 4], y: y)], yScale: scale)
    #expect(Chart.line(chart).frame(60, 12).text.contains("2 too large or small to draw"))
  }

  @Test("Points of a scatter and of a contour's path that have no place are counted")
  func beyondInPlanes() {
    let points = ScatterChart([
      .init("a", x: [0, 1, .nan, 1.7e308], y: [0, 1, 2, 3]), .init("b", x: [.nan], y: [0]),
    ])
    let scatter = Chart.scatter(points).frame(90, 14).text
    #expect(scatter.contains("1 not finite · 1 too large or small to draw"))
    #expect(scatter.contains("b · 1 not finite"))
    let lost = ScatterChart([.init("a", x: [.nan], y: [0])])
    #expect(Chart.scatter(lost).frame(60, 12).text.contains("1 not finite"))
    let path = LineChart.Series("way", x: [0.5, .nan, 7], y: [0.5, 0, 0])
    let contour = ContourChart(x: 0...1, y: 0...1, paths: [path]) { $0 + $1 }
    #expect(Chart.contour(contour).frame(80, 14).text.contains("way · 1 not finite · 1 outside"))
  }

  @Test(
    "Values that have all but their last digits in common stand at different places",
    arguments: [
      (1_700_000_000_000_000_000, 1000), (1_700_000_000, 60), (0.7, 1e-15), (-1e16, 10),
      (1e300, 1e286),
    ] as [(Double, Double)])
  func near(value: Double, step: Double) {
    let x = (0..<4).map { value + Double($0) * step }
    let axis = Axis(
      FiniteRange(x[0], x[3]), scale: .linear, ends: .tight, maximum: 6, allowsOffset: true)
    let map = axis.map(from: 0, to: 120)
    for (index, value) in x.enumerated() { #expect(abs(map(value) - 40 * Double(index)) < 5) }
    #expect(axis.ticks.count >= 2)
    #expect(axis.offset != nil)
    let chart = Chart.line(
      LineChart([.init("a", x: x, y: [1, 2, 3, 4], style: .points)], xLabel: "t"))
    let frame = chart.frame(70, 12)
    let columns = (4..<70).filter { column in (0..<10).contains { frame[column, $0].glyph == "•" } }
    #expect(columns.count == 4)
  }
}
