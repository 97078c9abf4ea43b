import Cells
import Glibc
import Testing

@testable import Charts

@Suite("Scatter charts")
struct ScatterChartTests {
  @Test("The outline of an ellipse satisfies its equation")
  func outline() {
    var random = Lehmer(6)
    for _ in 0..<200 {
      let a = Double.random(in: 0.01...5, using: &random)
      let b = Double.random(in: 0.01...5, using: &random)
      let r = Double.random(in: -0.99...0.99, using: &random)
      let ellipse = ScatterChart.Ellipse(
        group: 0, meanX: 3, meanY: -2, varianceX: a * a, varianceY: b * b,
        covariance: r * a * b, deviations: 2)
      let determinant = a * a * b * b * (1 - r * r)
      for (x, y) in ellipse.outline {
        let (dx, dy) = (x - 3, y + 2)
        let distance =
          (b * b * dx * dx - 2 * r * a * b * dx * dy + a * a * dy * dy) / determinant
        #expect(abs(distance - 4) < 1e-6)
      }
    }
  }

  @Test("A degenerate ellipse is a line or a point")
  func degenerate() {
    let line = ScatterChart.Ellipse(
      group: 0, meanX: 0, meanY: 0, varianceX: 1, varianceY: 4, covariance: 2)
    #expect(line.outline.allSatisfy { abs($0.y - 2 * $0.x) < 1e-7 })
    #expect(abs((line.outline.map(\.x).max() ?? 0) - 2) < 1e-3)
    let point = ScatterChart.Ellipse(
      group: 0, meanX: 7, meanY: 8, varianceX: 0, varianceY: 0, covariance: 0)
    #expect(point.outline.allSatisfy { $0.x == 7 && $0.y == 8 })
  }

  @Test("Ellipses that cannot be drawn leave the points standing")
  func impossible() {
    let bad: [Double] = [.nan, .infinity, -1, 1e308]
    for value in bad {
      let chart = ScatterChart(
        [.init("a", x: [0, 1], y: [0, 1])],
        ellipses: [
          .init(
            group: 900, meanX: 0, meanY: 0, varianceX: value, varianceY: 1, covariance: value),
          .init(group: -3, meanX: value, meanY: 0, varianceX: 1, varianceY: 1, covariance: 0),
        ])
      #expect(Chart.scatter(chart).frame(40, 12).text.contains("•"))
    }
  }

  @Test("Where groups meet, a cell shows the one with most points")
  func majority() {
    let corners = ScatterChart.Group("frame", x: [0, 1], y: [0, 1])
    let few = ScatterChart.Group("few", x: [0.5], y: [0.5])
    let many = ScatterChart.Group("many", x: [0.5, 0.5], y: [0.5, 0.5])
    for groups in [[corners, few, many], [corners, many, few]] {
      let index = groups.firstIndex { $0.name == "many" } ?? 0
      let frame = Chart.scatter(ScatterChart(groups)).frame(40, 11)
      let glyph = Signs.of(.unicode).point(index)
      // Once in the legend, once in the plot.
      #expect(frame.text.count { String($0) == glyph } == 2)
    }
  }

  @Test(
    "What is few and has a name stands over the points, on every canvas",
    arguments: [(24, 8), (40, 12), (80, 20), (160, 40)])
  func fewOnTop(width: Int, height: Int) {
    let places = (0..<150).map { Double($0 % 15) }
    let points = ScatterChart.Group("points", x: places + places, y: places + places)
    let centres = ScatterChart.Group("centres", x: [0, 7, 14], y: [0, 7, 14])
    for groups in [[points, centres], [centres, points]] {
      let index = groups.firstIndex { $0.name == "centres" } ?? 0
      let frame = Chart.scatter(ScatterChart(groups)).frame(width, height)
      let glyph = Signs.of(.unicode).point(index)
      // Once in the legend, three times in the plot.
      #expect(frame.text.count { String($0) == glyph } == 4)
    }
  }

  @Test("Without colour groups differ by glyph")
  func monochrome() {
    for glyphs in [GlyphSet.unicode, .ascii] {
      let points = (0..<8).map { Signs.of(glyphs).point($0) }
      #expect(Set(points).count == 8)
      #expect(points.allSatisfy { displayWidth(of: $0) == 1 })
    }
  }
}
