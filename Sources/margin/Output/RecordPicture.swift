import Cells
import Charts
import Notebook

/// A run's charts and results as lines of text.
struct RecordPicture {
  var record: RunRecord
  var traits: OutputTraits

  /// Every chart under its name: the series, then what the kernel shows.
  var charts: [String] {
    shown.flatMap { name, chart in [heading(name)] + drawn(chart) + [""] }
  }

  /// Every chart below its name, as a vector graphic.
  var svg: String { Chart.svg(shown.map { (title: $0.name, chart: $0.chart) }) }

  private var shown: [(name: String, chart: Chart)] {
    SeriesChart.charts(of: [record]).map {
      (name: $0.title, chart: Chart.line(lineChart(of: $0.names)))
    } + record.displays
  }

  /// The results, one a line.
  var results: [String] {
    let width = record.results.map(\.name.count).max() ?? 0
    return record.results.map { padded($0.name, to: width) + "  \($0.value)" }
  }

  private func lineChart(of names: [String]) -> LineChart {
    let marks = record.changes.compactMap { change in
      record.place(ofStep: change.step, on: names).map {
        LineChart.Mark(x: $0, text: "\(change.name) \(change.value)")
      }
    }
    return LineChart(
      record.lines(of: names, .plain), marks: marks, xLabel: record.xLabel(of: names, .plain))
  }

  private func heading(_ name: String) -> String {
    let rule = traits.glyphs == .unicode ? "─" : "-"
    let rest = max(0, traits.width - displayWidth(of: name) - 4)
    return String(repeating: rule, count: 2) + " \(name) " + String(repeating: rule, count: rest)
  }

  private func drawn(_ chart: Chart) -> [String] {
    let height = chart.height(width: traits.width, style: traits.chartStyle)
    var frame = Frame(Size(width: traits.width, height: height))
    chart.draw(into: &frame, in: frame.bounds, style: traits.chartStyle)
    return frame.lines(hasColor: traits.hasColor, isTrueColor: traits.isTrueColor)
  }
}

extension SeriesWords {
  /// English, with the names that the kernel gives.
  fileprivate static var plain: SeriesWords {
    SeriesWords(
      now: "now", step: "step", iteration: "iteration", start: { "start \($0)" },
      formerStarts: {
        $0.count == 1 ? "start \($0.lowerBound)" : "starts \($0.lowerBound)-\($0.upperBound)"
      }, name: { $0 })
  }
}
