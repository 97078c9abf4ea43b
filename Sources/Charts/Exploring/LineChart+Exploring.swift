internal import Cells

extension LineChart: PlaneKind {
  func plot(in rect: Rect, style: ChartStyle, view: ChartView) -> Plot? {
    let drawing = LineDrawing(self, style: style, view: view)
    return drawing.hasPoints ? drawing.arranged(in: rect).plot : nil
  }

  /// The curves, then the ghosts, which come and go.
  private var order: [Series] { series.filter { !$0.isGhost } + series.filter(\.isGhost) }

  var tracks: [Track] { order.map { Track(name: $0.name, x: $0.x, y: $0.y) } }

  /// What is smoothed says more than what it was made of.
  var newest: (track: Int, isLast: Bool) {
    (order.firstIndex { !$0.isGhost && $0.isFaint != true } ?? 0, true)
  }

  var fitsY: Bool { true }

  func description(of point: (track: Int, index: Int), words: ChartWords) -> [String] {
    let series = order[point.track]
    let (x, y) = (series.x[point.index], series.y[point.index])
    var value = words.reading(yLabel, y)
    if series.lower.indices.contains(point.index), series.upper.indices.contains(point.index) {
      let ends = [series.lower[point.index], series.upper[point.index]].map { legible($0) }
      value += " (\(words.between(ends[0], ends[1])))"
    }
    return [words.reading(xLabel == "" ? "x" : xLabel, x), value]
  }
}
