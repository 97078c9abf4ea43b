import Testing

@testable import Charts

/// About how much memory a chart takes.
@Suite("The size of charts")
struct SizeTests {
  @Test("what a chart holds is counted, whatever its kind")
  func numbers() {
    let numbers = [Double](repeating: 0.5, count: 10_000)
    let line = LineChart([.init("a", x: numbers, y: numbers)])
    let charts: [Chart] = [
      .line(line), .heatMap(HeatMap(numbers, columns: 100)),
      .scatter(ScatterChart([.init("a", x: numbers, y: numbers)])),
      .bars(BarChart(numbers.map { "\($0)" }, numbers)),
      .table(TableChart(columns: ["a"], rows: [[.course(numbers)]])),
      .table(TableChart(columns: ["a"], rows: numbers.map { [.number($0)] })),
      .multiples(Multiples([.init("a", .line(line)), .init("b", .line(line))])),
      .text(TextChart(numbers.map { .init("a", probability: $0) })),
    ]
    for chart in charts {
      #expect((80_000...2_000_000).contains(chart.byteCount), "\(chart.kindName)")
    }
    let sheet = ImageSheet([.init(numbers, width: 100), .init(numbers, width: 100)])
    #expect((20_000...30_000).contains(Chart.images(sheet).byteCount))
  }
}
