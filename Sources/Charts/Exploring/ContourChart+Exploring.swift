internal import Cells

extension ContourChart: PlaneKind {
  /// The paths, then the ghosts.
  private var order: [LineChart.Series] {
    paths.filter { !$0.isGhost } + paths.filter(\.isGhost)
  }

  var tracks: [Track] {
    order.map { Track(name: $0.name, x: $0.x, y: $0.y, keepsNumbers: true) }
  }

  var newest: (track: Int, isLast: Bool) { (0, true) }

  func description(of point: (track: Int, index: Int), words: ChartWords) -> [String] {
    let path = order[point.track]
    return [
      words.reading(xLabel == "" ? "x" : xLabel, path.x[point.index]),
      words.reading(yLabel == "" ? "y" : yLabel, path.y[point.index]),
    ]
  }

  func remark(x: Double, y: Double, words: ChartWords) -> String? {
    height(x: x, y: y).map { words.reading(words.height, $0) }
  }

  /// The height at a place, between the points of the grid in proportion; nil where none is known.
  func height(x place: Double, y height: Double) -> Double? {
    let rows = z.count / max(1, columns)
    guard x.contains(place), y.contains(height), x.length > 0, y.length > 0, rows > 1 else {
      return nil
    }
    let across = (place - x.lowerBound) / x.length * Double(columns - 1)
    let up = (height - y.lowerBound) / y.length * Double(rows - 1)
    let (column, row) = (min(columns - 2, Int(across)), min(rows - 2, Int(up)))
    let (right, top) = (across - Double(column), up - Double(row))
    let corner = row * columns + column
    let lower = z[corner] * (1 - right) + z[corner + 1] * right
    let upper = z[corner + columns] * (1 - right) + z[corner + columns + 1] * right
    let value = lower * (1 - top) + upper * top
    return value.isFinite ? value : nil
  }
}
