import Cells
import Glibc
import Testing

@testable import Charts

@Suite("Contours")
struct ContourChartTests {
  @Test("The line of a level runs where the function has that height")
  func circle() {
    let chart = ContourChart(x: -2...2, y: -2...2, columns: 81, rows: 81) { $0 * $0 + $1 * $1 }
    let grid = HeightGrid(columns: chart.columns, z: chart.z)
    var pieces = 0
    var length = 0.0
    grid.forEachSegment(at: 1) { start, end in
      pieces += 1
      length += hypot(end.x - start.x, end.y - start.y) / 20
      for point in [start, end] {
        #expect(abs(hypot(point.x / 20 - 2, point.y / 20 - 2) - 1) < 0.01)
      }
    }
    #expect(pieces > 100)
    #expect(abs(length - 2 * .pi) < 0.02)
  }

  @Test("A saddle is cut in two, never crossed")
  func saddle() {
    for z in [[0, 1, 1, 0], [1, 0, 0, 1]] as [[Double]] {
      var pieces: [(DotPoint, DotPoint)] = []
      HeightGrid(columns: 2, z: z).forEachSegment(at: 0.4) { pieces.append(($0, $1)) }
      #expect(pieces.count == 2)
      #expect(Set(pieces.flatMap { [$0.0, $0.1] }).count == 4)
    }
  }

  @Test("Heights that are not finite have no line, a flat land none either")
  func gaps() {
    let holes = ContourChart(x: 0...1, y: 0...1) { x, y in x > 0.5 ? .nan : log(x) + y }
    #expect(Chart.contour(holes).frame(40, 12).text.count { $0 != " " } > 20)
    let flat = ContourChart(x: 0...1, y: 0...1) { _, _ in 3 }
    #expect(ContourLevels(of: flat.z, isCoarse: false).values.isEmpty)
    #expect(ContourLevels(of: [], isCoarse: true).values.isEmpty)
    let never = ContourChart(x: 0...1, y: 0...1) { _, _ in .nan }
    #expect(Chart.contour(never).frame(40, 12).text.contains("┤"))
  }

  @Test("Levels rise and their labels are distinct")
  func levels() {
    let levels = ContourLevels(of: Fixtures.hill.z, isCoarse: false)
    #expect(levels.values.count >= 6)
    #expect(zip(levels.values, levels.values.dropFirst()).allSatisfy { $0 < $1 })
    #expect(Set(levels.labels).count == levels.labels.count)
  }

  @Test("names that one line has no room for stand whole in two or three, where the chart is tall")
  func names() {
    let names = ["ball", "modes by λ", "least squares", "mode"]
    let chart = ContourChart(
      x: -2...2, y: -2...2,
      paths: names.map { .init($0, x: [0, 1], y: [0, 1]) }, xLabel: "w_1", yLabel: "w_2"
    ) { -$0 * $0 - $1 * $1 }
    let line = LineChart(
      ["train", "valid", "train, earlier", "valid, earlier"].map {
        .init($0, x: [0, 1, 2], y: [0, 1, 0])
      }, yLabel: "nats")
    for (chart, names) in [(Chart.contour(chart), names), (.line(line), line.series.map(\.name))] {
      for (width, height) in [(36, 17), (39, 14), (30, 20)] {
        let text = chart.frame(width, height).text
        for name in names { #expect(text.contains(name), "\(name) at \(width)×\(height)") }
      }
    }
  }

}
