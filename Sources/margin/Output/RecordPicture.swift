import Cells
import Charts
import Notebook

/// A run's charts and results as lines of text.
struct RecordPicture {
  var record: RunRecord
  var traits: OutputTraits

  /// Every chart under its name: the series, then what the kernel shows.
  var charts: [String] {
    shown.flatMap { name, chart in
      ChartPicture(title: name, chart: chart).lines(traits, style: traits.chartStyle) + [""]
    }
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
}

extension SeriesWords {
  /// English, with the names that the kernel gives.
  fileprivate static var plain: SeriesWords {
    SeriesWords(
      now: "now", step: "step", iteration: "iteration", seconds: "seconds",
      start: { "start \($0)" },
      formerStarts: {
        $0.count == 1 ? "start \($0.lowerBound)" : "starts \($0.lowerBound)-\($0.upperBound)"
      }, name: { $0 })
  }
}
