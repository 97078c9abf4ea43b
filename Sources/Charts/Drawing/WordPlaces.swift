internal import Cells

/// Where the words of a scatter chart stand, so that none covers another or a point.
struct WordPlaces {
  private var placed: [(text: String, place: Rect)] = []
  private var hidden = 0

  /// Finds a place for each of `labels` that there is room for, the first ones first; in a chart that
  /// `isPart` of a larger one, of those that are in sight.
  init(_ labels: [ScatterChart.Label], plot: Plot, isPart: Bool, _ frame: Frame) {
    let (xMap, yMap) = (plot.xMap, plot.yMap)
    var taken = Set<Point>()
    let anchors = labels.map { plot.cell(x: xMap($0.x), y: yMap($0.y)) }
    for (label, anchor) in zip(labels, anchors) {
      let width = displayWidth(of: label.text)
      guard let anchor, width > 0 else {
        hidden += anchor == nil && !isPart ? 1 : 0
        continue
      }
      let isPoint = frame[anchor.x, anchor.y].glyph != " "
      let offsets = [
        (isPoint ? 1 : 0, 0), (-width, 0), (-width / 2, -1), (-width / 2, 1), (1, -1), (1, 1),
        (-width, -1), (-width, 1),
      ]
      let places = offsets.map {
        Rect(x: anchor.x + $0.0, y: anchor.y + $0.1, width: width, height: 1)
      }
      let free = places.first { place in
        plot.area.intersection(place) == place
          && (place.x..<place.maxX).allSatisfy { x in
            !taken.contains(Point(x: x, y: place.y)) && frame[x, place.y].glyph == " "
          }
          && !taken.contains(Point(x: place.x - 1, y: place.y))
          && !taken.contains(Point(x: place.maxX, y: place.y))
      }
      guard let free else {
        hidden += 1
        continue
      }
      for x in free.x..<free.maxX { taken.insert(Point(x: x, y: free.y)) }
      placed.append((label.text, free))
    }
  }

  /// Writes the words, and how many had no room.
  func draw(into frame: inout Frame, plot: Plot, style: ChartStyle) {
    for (text, place) in placed { frame.write(text, x: place.x, y: place.y, clip: plot.area) }
    guard hidden > 0 else { return }
    let note = style.words.hiddenWords(hidden)
    let width = displayWidth(of: note)
    frame.write(
      note, x: max(plot.area.x, plot.area.maxX - width), y: plot.area.maxY - 1,
      style: style.palette.warning, clip: plot.area)
  }
}
