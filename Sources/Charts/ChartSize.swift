extension Chart {
  /// About how many bytes of memory the chart takes, by which its keeper can limit how many it keeps.
  public var byteCount: Int {
    switch self {
    case .line(let chart):
      bytes(chart.series) { $0.byteCount } + bytes(chart.marks) { $0.text.utf8.count }
        + bytes(chart.references) { $0.name.utf8.count }
    case .scatter(let chart): chart.byteCount
    case .table(let chart):
      bytes(chart.columns) { $0.utf8.count }
        + bytes(chart.rows) { row in bytes(row) { $0.byteCount } }
    case .contour(let chart):
      numbers(chart.z.count + chart.levels.count) + bytes(chart.paths) { $0.byteCount }
    case .images(let sheet): bytes(sheet.images) { $0.levels.count + $0.caption.utf8.count }
    case .heatMap(let map):
      numbers(map.values.count + 2 * map.marked.count)
        + bytes(map.rowLabels + map.columnLabels) { $0.utf8.count }
    case .bars(let chart):
      bytes(chart.categories) { $0.utf8.count }
        + bytes(chart.series) { numbers($0.values.count + $0.errors.count) }
    case .histogram(let chart):
      bytes(chart.groups) { numbers($0.counts.count) } + bytes(chart.marks) { $0.text.utf8.count }
    case .multiples(let chart): bytes(chart.panels) { $0.title.utf8.count + $0.chart.byteCount }
    case .lattice(let chart):
      numbers(chart.probabilities.count + chart.path.count)
        + bytes(chart.states + chart.steps) { $0.utf8.count }
    case .tree(let chart):
      bytes(chart.nodes) {
        $0.label.utf8.count + $0.branch.utf8.count + $0.note.utf8.count
          + numbers($0.children.count)
      }
    case .text(let chart): bytes(chart.pieces) { $0.text.utf8.count }
    }
  }
}

extension LineChart.Series {
  fileprivate var byteCount: Int {
    name.utf8.count + numbers(x.count + y.count + lower.count + upper.count)
  }
}

extension ScatterChart {
  fileprivate var byteCount: Int {
    bytes(groups) {
      $0.name.utf8.count + numbers($0.x.count + $0.y.count + $0.highlighted.count)
    } + bytes(ellipses) { _ in 0 } + bytes(arrows) { _ in 0 }
      + bytes(labels) { $0.text.utf8.count }
      + (field.map { numbers($0.values.count + $0.levels.count) } ?? 0)
  }
}

extension TableChart.Entry {
  fileprivate var byteCount: Int {
    switch self {
    case .text(let text): text.utf8.count
    case .number, .share: 0
    case .course(let course): numbers(course.count)
    }
  }
}

private func numbers(_ count: Int) -> Int { 8 * count }

/// What the elements hold, and what each of them is and is kept with.
private func bytes<Element>(_ elements: [Element], _ content: (Element) -> Int) -> Int {
  elements.reduce(elements.count * (MemoryLayout<Element>.stride + 32)) { $0 + content($1) }
}
