import Cells
import Charts
import Notebook

/// A run's charts and results as lines of text.
struct RecordPicture {
  var record: RunRecord
  var traits: OutputTraits

  /// Rows of a chart that has no height of its own.
  private static let curveHeight = 12
  private static let planeHeight = 20

  /// Every chart under its name: the series, then what the kernel shows.
  var charts: [String] {
    let curves = record.seriesNames.map { (name: $0, chart: Chart.line(curve(of: $0))) }
    return (curves + record.displays).flatMap { name, chart in
      [heading(name)] + drawn(chart) + [""]
    }
  }

  /// The results, one a line.
  var results: [String] {
    let width = record.results.map(\.name.count).max() ?? 0
    return record.results.map { padded($0.name, to: width) + "  \($0.value)" }
  }

  private func curve(of name: String) -> LineChart {
    let samples = record.series[name] ?? []
    let marks = record.changes.map {
      LineChart.Mark(x: Double($0.step), text: "\($0.name) \($0.value)")
    }
    let series = LineChart.Series(name, x: samples.map(\.x), y: samples.map(\.y))
    let isByStep = samples.allSatisfy { $0.x == Double($0.step) }
    return LineChart([series], marks: isByStep ? marks : [], xLabel: isByStep ? "step" : "")
  }

  private func heading(_ name: String) -> String {
    let rule = traits.glyphs == .unicode ? "─" : "-"
    let rest = max(0, traits.width - displayWidth(of: name) - 4)
    return String(repeating: rule, count: 2) + " \(name) " + String(repeating: rule, count: rest)
  }

  private func drawn(_ chart: Chart) -> [String] {
    var frame = Frame(Size(width: traits.width, height: height(of: chart)))
    chart.draw(into: &frame, in: frame.bounds, style: traits.chartStyle)
    return frame.lines(hasColor: traits.hasColor)
  }

  private func height(of chart: Chart) -> Int {
    switch chart {
    case .line: Self.curveHeight
    case .scatter, .contour: Self.planeHeight
    case .table(let table): table.rows.count + 2
    }
  }
}
