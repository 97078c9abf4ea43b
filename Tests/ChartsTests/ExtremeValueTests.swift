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
}
