extension Chart {
  /// The same picture with every word in it replaced by `rename`: names of series and groups, axes,
  /// marks, headings and texts of tables.
  public func renamed(_ rename: (String) -> String) -> Chart {
    switch self {
    case .line(var chart):
      for index in chart.series.indices { chart.series[index].rename(rename) }
      for index in chart.marks.indices { chart.marks[index].text = rename(chart.marks[index].text) }
      (chart.xLabel, chart.yLabel) = (rename(chart.xLabel), rename(chart.yLabel))
      return .line(chart)
    case .scatter(var chart):
      for index in chart.groups.indices {
        chart.groups[index].name = rename(chart.groups[index].name)
      }
      (chart.xLabel, chart.yLabel) = (rename(chart.xLabel), rename(chart.yLabel))
      return .scatter(chart)
    case .table(var chart):
      chart.columns = chart.columns.map(rename)
      chart.rows = chart.rows.map { row in
        row.map { if case .text(let text) = $0 { .text(rename(text)) } else { $0 } }
      }
      return .table(chart)
    case .contour(var chart):
      for index in chart.paths.indices { chart.paths[index].rename(rename) }
      (chart.xLabel, chart.yLabel) = (rename(chart.xLabel), rename(chart.yLabel))
      return .contour(chart)
    }
  }
}

extension LineChart.Series {
  fileprivate mutating func rename(_ rename: (String) -> String) { name = rename(name) }
}
