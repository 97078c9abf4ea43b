internal import Cells

extension ScatterChart: PlaneKind {
  var tracks: [Track] {
    groups.map { Track(name: $0.name, x: $0.x, y: $0.y, keepsNumbers: true) }
      + (labels.isEmpty
        ? [] : [Track(name: "", x: labels.map(\.x), y: labels.map(\.y), keepsNumbers: true)])
  }

  func description(of point: (track: Int, index: Int), words: ChartWords) -> [String] {
    let track = tracks[point.track]
    let (x, y) = (track.x[point.index], track.y[point.index])
    let label = labels.first { $0.x == x && $0.y == y }?.text
    return [label].compactMap { $0 } + [
      words.reading(xLabel == "" ? "x" : xLabel, x), words.reading(yLabel == "" ? "y" : yLabel, y),
    ]
  }

  func remark(x: Double, y: Double, words: ChartWords) -> String? {
    guard let field, let value = field.value(x: x, y: y), value.isFinite else { return nil }
    guard field.levels.isEmpty else { return words.reading(words.field, value) }
    let index = groups.indices.first { Double($0) == value }
    return index.map { words.region(groups[$0].name) }
  }
}

extension ScatterChart.Field {
  /// What is known nearest to a place; nil outside.
  fileprivate func value(x place: Double, y height: Double) -> Double? {
    let rows = columns > 0 ? values.count / columns : 0
    guard x.contains(place), y.contains(height), columns > 1, rows > 1, x.length > 0, y.length > 0
    else { return nil }
    let column = ((place - x.lowerBound) / x.length * Double(columns - 1)).rounded()
    let row = ((height - y.lowerBound) / y.length * Double(rows - 1)).rounded()
    return values[Int(row) * columns + Int(column)]
  }
}
