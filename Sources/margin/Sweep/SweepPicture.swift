import Cells
import Charts
import LessonKit
import Margin

/// The charts and tables of a sweep.
struct SweepPicture {
  var summary: SweepSummary

  private var grid: SweepGrid { summary.grid }

  /// Of each result that differs from setting to setting: a curve or bars over the parameter that
  /// varies, a map over two; of more parameters there is no picture.
  var charts: [(title: String, chart: Chart)] {
    let axes = grid.varied.map { grid.axes[$0] }
    return summary.names.filter(isVaried).compactMap { name in
      switch axes.count {
      case 1: (name, axes[0].isMeasured ? curve(name, over: axes[0]) : bars(name, over: axes[0]))
      case 2: (name, map(name, over: axes[0], axes[1]))
      default: nil
      }
    }
  }

  /// Whether the means of a result are not all the same; a flat picture says no more than the table.
  private func isVaried(_ name: String) -> Bool {
    let means = summary.rows.compactMap { $0.estimates[name]?.value.mean }.filter(\.isFinite)
    return Set(means).count > 1
  }

  private func curve(_ name: String, over axis: SweepGrid.Axis) -> Chart {
    let points = points(of: name, over: axis).compactMap { value, estimate in
      value.number.map { (x: $0, estimate: estimate) }
    }.sorted { $0.x < $1.x }
    let means = points.map(\.estimate.mean)
    let errors = points.map { $0.estimate.standardError ?? 0 }
    let hasErrors = errors.contains { $0 > 0 }
    let series = LineChart.Series(
      "", x: points.map(\.x), y: means, lower: hasErrors ? zip(means, errors).map(-) : [],
      upper: hasErrors ? zip(means, errors).map(+) : [], spread: hasErrors ? .bars : nil)
    return .line(
      LineChart([series], xLabel: axis.name, xScale: axis.isLogarithmic ? .log : .linear))
  }

  private func bars(_ name: String, over axis: SweepGrid.Axis) -> Chart {
    let points = points(of: name, over: axis)
    let errors = points.map { $0.estimate.standardError ?? 0 }
    return .bars(
      BarChart(
        points.map(\.value.shown), points.map(\.estimate.mean),
        errors: errors.contains { $0 > 0 } ? errors : [], xLabel: axis.name))
  }

  /// The values of the only parameter that varies with their estimates, where there are any.
  private func points(
    of name: String, over axis: SweepGrid.Axis
  ) -> [(value: ParameterValue, estimate: MeanEstimate)] {
    zip(axis.values, summary.rows).compactMap { value, row in
      row.estimates[name].map { (value, $0.value) }
    }
  }

  private func map(
    _ name: String, over rows: SweepGrid.Axis, _ columns: SweepGrid.Axis
  ) -> Chart {
    .heatMap(
      HeatMap(
        summary.rows.map { $0.estimates[name]?.value.mean ?? .nan }, columns: columns.values.count,
        rowLabels: rows.values.map(\.shown),
        columnLabels: columns.values.map(\.shown), xLabel: columns.name, yLabel: rows.name,
        absence: isWhole(name) ? nil : "no result"))
  }

  /// Whether each setting has told the result.
  private func isWhole(_ name: String) -> Bool {
    summary.rows.allSatisfy { $0.estimates[name] != nil }
  }

  // MARK: Tables

  /// The settings with what they came to, in as many tables as it takes to leave no result out; of one
  /// setting its results, one a line.
  func tables(width: Int, _ style: ChartStyle) -> [(title: String, chart: Chart)] {
    if summary.finished == 0 || summary.names.isEmpty { return [] }
    if grid.settings.count == 1 { return [(title, .table(resultTable))] }
    // Of a sweep that was stopped most settings may have nothing to tell.
    let rows = (grid.varied.count > 2 ? summary.sorted : summary.rows)
      .filter { $0.finished + $0.failed > 0 }
    var tables = [settingTable(rows)]
    for name in summary.names {
      let texts = EstimateColumn(rows.map { $0.estimates[name] }, runs: rows.map(\.finished)).texts
      var table = tables[tables.count - 1]
      table.add(name, texts)
      if Chart.table(table).fullWidth(style: style) ?? 0 > width,
        tables[tables.count - 1].columns.count > grid.varied.count + 1
      {
        table = settingTable(rows)
        table.add(name, texts)
        tables.append(table)
      } else {
        tables[tables.count - 1] = table
      }
    }
    return tables.map { (title, .table($0)) }
  }

  /// What the tables tell, and how they are sorted.
  private var title: String {
    let isUncertain = summary.rows.contains { row in
      row.estimates.values.contains { $0.value.standardError != nil }
    }
    let what = isUncertain ? "mean ± standard error over seeds" : "results"
    guard grid.varied.count > 2, let name = summary.ranking else { return what }
    let direction = summary.better[name].map { ", \($0) is better" } ?? ""
    return "\(what), by \(name)\(direction)"
  }

  /// The varied parameters and the number of runs.
  private func settingTable(_ rows: [SweepSummary.Row]) -> TableChart {
    TableChart(
      columns: grid.varied.map { grid.axes[$0].name } + ["n"],
      rows: rows.map { row in
        let values = grid.settings[row.setting]
        return grid.varied.map { values[$0].entry } + [.number(Double(row.finished))]
      })
  }

  private var resultTable: TableChart {
    TableChart(
      columns: ["result", "mean", "n"],
      rows: summary.names.map { name in
        let estimate = summary.rows[0].estimates[name]
        return [
          .text(name), .text(EstimateColumn([estimate], runs: [estimate?.count ?? 0]).texts[0]),
          .number(Double(estimate?.count ?? 0)),
        ]
      })
  }
}

extension TableChart {
  fileprivate mutating func add(_ column: String, _ texts: [String]) {
    columns.append(column)
    for row in rows.indices { rows[row].append(.text(texts[row])) }
  }
}

extension SweepGrid.Axis {
  /// Whether all values are numbers.
  fileprivate var isMeasured: Bool { values.allSatisfy { $0.number != nil } }

  /// Whether the parameter is told apart by factors, and has no value that a logarithm has no place for.
  fileprivate var isLogarithmic: Bool {
    let scale: SliderScale? =
      switch parameter.kind {
      case .integer(_, let scale), .number(_, let scale): scale
      case .choice, .toggle, .text: nil
      }
    return scale == .log && values.allSatisfy { $0.number ?? 0 > 0 }
  }
}

extension ParameterValue {
  fileprivate var number: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    case .choice, .toggle, .text, .automatic: nil
    }
  }

  fileprivate var entry: TableChart.Entry { number.map { .number($0) } ?? .text(shown) }
}
