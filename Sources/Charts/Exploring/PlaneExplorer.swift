internal import Cells

/// A kind whose charts have axes.
protocol PlaneKind: ChartKind {
  /// The axes in `rect` as `view` has them; nil where nothing is drawn.
  func plot(in rect: Rect, style: ChartStyle, view: ChartView) -> Plot?
  /// What is read point by point.
  var tracks: [Track] { get }
  /// The track that is read first, at its end or its beginning.
  var newest: (track: Int, isLast: Bool) { get }
  /// Whether y follows what of x is seen.
  var fitsY: Bool { get }
  /// Whether a part of y can be chosen.
  var hasFreeY: Bool { get }
  /// The least part of x that can be seen.
  var grain: Double { get }
  /// What is known at a place besides, in words.
  func remark(x: Double, y: Double, words: ChartWords) -> String?
  /// What a point says of itself.
  func description(of point: (track: Int, index: Int), words: ChartWords) -> [String]
}

extension PlaneKind {
  var newest: (track: Int, isLast: Bool) { (0, false) }
  var fitsY: Bool { false }
  var hasFreeY: Bool { true }
  var grain: Double { 0 }
  func remark(x: Double, y: Double, words: ChartWords) -> String? { nil }
  func explorer(in rect: Rect, style: ChartStyle) -> any Explorer {
    PlaneExplorer(chart: self, rect: rect, style: style)
  }

  /// The point that `view` reads.
  func point(of view: ChartView) -> (track: Int, index: Int)? {
    let tracks = tracks
    switch view.cursor {
    case .item(let track, let index)
    where tracks.indices.contains(track) && (0..<tracks[track].count).contains(index):
      return (track, index)
    case .place(let track, let x, let y) where tracks.indices.contains(track):
      if let index = tracks[track].nearest(toX: x, y: y) { return (track, index) }
    default: break
    }
    let (first, isLast) = newest
    let order = [first] + tracks.indices.filter { $0 != first }
    for track in order where tracks.indices.contains(track) {
      if let index = tracks[track].end(isLast: isLast) { return (track, index) }
    }
    return nil
  }

  /// Draws the lines that cross at the point that is read.
  func drawCrosshair(_ view: ChartView, plot: Plot, into frame: inout Frame, style: ChartStyle) {
    guard view.hasCrosshair else { return }
    var place: (x: Double, y: Double)?
    if let (number, index) = point(of: view) {
      let track = tracks[number]
      place = (plot.xMap(track.x[index]), plot.yMap(track.y[index]))
    } else if tracks.isEmpty {
      place = (Double(plot.canvas.width - 1) / 2, Double(plot.canvas.height - 1) / 2)
    }
    if let place { plot.drawCrosshair(x: place.x, y: place.y, into: &frame, style: style) }
  }
}

/// A chart with axes: parts of it are seen larger, and its points are read.
struct PlaneExplorer: Explorer {
  let chart: any PlaneKind
  let rect: Rect
  let style: ChartStyle

  var sight: ChartSight { .plane }

  /// What a key moves the view by, as a part of what is seen.
  private static let step = 0.125
  /// How much larger a step of the zoom makes it.
  private static let factor = 1.5

  private func plot(_ view: ChartView) -> Plot? {
    chart.plot(in: rect, style: style, view: view)
  }

  // MARK: The part that is seen

  func moved(_ view: ChartView, columns: Int, rows: Int) -> ChartView {
    panned(view, across: Self.step * Double(columns), up: -Self.step * Double(rows))
  }

  func paged(_ view: ChartView, by pages: Int) -> ChartView {
    panned(view, across: 0, up: -0.5 * Double(pages))
  }

  func dragged(_ view: ChartView, from start: Point, to end: Point) -> ChartView {
    guard let area = plot(view)?.area, area.width > 1, area.height > 1 else { return view }
    return panned(
      view, across: Double(start.x - end.x) / Double(area.width),
      up: Double(end.y - start.y) / Double(area.height))
  }

  private func panned(_ view: ChartView, across: Double, up: Double) -> ChartView {
    guard let plot = plot(view), let whole = self.plot(ChartView()) else { return view }
    var view = view
    if across != 0 {
      // At least to the next bin.
      let least = chart.grain / max(.leastNormalMagnitude, plot.x.upper - plot.x.lower)
      let share = abs(across) < least ? least * (across < 0 ? -1 : 1) : across
      view.x = plot.x.moved(by: share, within: whole.x) ?? view.x
    }
    if up != 0, chart.hasFreeY { view.y = plot.y.moved(by: up, within: whole.y) ?? view.y }
    return view
  }

  func zoomed(_ view: ChartView, by steps: Int, around point: Point?, onlyY: Bool) -> ChartView {
    guard let plot = plot(view), let whole = self.plot(ChartView()) else { return view }
    let size = (0..<abs(steps)).reduce(1.0) { size, _ in
      steps > 0 ? size / Self.factor : size * Self.factor
    }
    let anchor = anchor(view, plot: plot, at: point)
    var view = view
    if !onlyY {
      view.x = plot.x.resized(by: size, around: anchor.x, within: whole.x, least: chart.grain)
    }
    let changesY = onlyY || !chart.fitsY || view.y != nil
    if chart.hasFreeY, changesY {
      view.y = plot.y.resized(by: size, around: anchor.y, within: whole.y, least: 0)
    }
    return view
  }

  /// Where the view stays as it is, as shares of the axes: at `point`, else at what is read where that
  /// is in sight, else in the middle.
  private func anchor(_ view: ChartView, plot: Plot, at point: Point?) -> (x: Double, y: Double) {
    if let point, !plot.area.isEmpty {
      return (
        (Double(point.x - plot.area.x) + 0.5) / Double(plot.area.width),
        1 - (Double(point.y - plot.area.y) + 0.5) / Double(plot.area.height)
      )
    }
    guard view.hasCrosshair, let (number, index) = chart.point(of: view) else { return (0.5, 0.5) }
    let track = chart.tracks[number]
    let place = (plot.x.place(of: track.x[index]), plot.y.place(of: track.y[index]))
    return (
      0...1 ~= place.0 ? place.0 : 0.5,
      0...1 ~= place.1 ? place.1 : 0.5
    )
  }

  // MARK: The point that is read

  func stepped(_ view: ChartView, by count: Int) -> ChartView {
    guard let (number, start) = chart.point(of: view), let plot = plot(view) else { return view }
    let track = chart.tracks[number]
    let map = plot.xMap
    func column(_ index: Int) -> Double { (map(track.x[index]) / 2).rounded(.down) }
    var index = start
    for _ in 0..<abs(count) {
      var next = index + count.signum()
      // Along a curve to the next column, for more is not to be seen.
      while (0..<track.count).contains(next),
        !track.isFinite(next) || !track.keepsNumbers && column(next) == column(index)
      {
        next += count.signum()
      }
      if !(0..<track.count).contains(next) {
        index = track.end(isLast: count > 0) ?? index
        break
      }
      index = next
    }
    return reading(view, track: number, index: index)
  }

  func switched(_ view: ChartView, by count: Int) -> ChartView {
    let tracks = chart.tracks
    guard let (number, index) = chart.point(of: view) else { return view }
    let place = (tracks[number].x[index], tracks[number].y[index])
    for offset in 1...tracks.count {
      let next = ((number + count.signum() * offset) % tracks.count + tracks.count) % tracks.count
      guard let nearest = tracks[next].nearest(toX: place.0, y: place.1) else { continue }
      return reading(view, track: next, index: nearest)
    }
    return view
  }

  func atEnd(_ view: ChartView, isLast: Bool) -> ChartView {
    guard let (number, _) = chart.point(of: view),
      let index = chart.tracks[number].end(isLast: isLast)
    else { return view }
    var view = reading(view, track: number, index: index)
    // The newest point is followed as the curve grows.
    let newest = chart.newest
    if newest == (number, isLast) { view.cursor = nil }
    return view
  }

  func pointed(_ view: ChartView, at point: Point) -> ChartView {
    guard let plot = plot(view), plot.area.contains(point) else { return view }
    let place = (
      x: 2 * Double(point.x - plot.area.x) + 0.5, y: 4 * Double(point.y - plot.area.y) + 1.5
    )
    let (xMap, yMap) = (plot.xMap, plot.yMap)
    var best: (track: Int, index: Int, distance: Double)?
    for (number, track) in chart.tracks.enumerated() {
      for index in 0..<track.count {
        let across = xMap(track.x[index]) - place.x
        let down = yMap(track.y[index]) - place.y
        let distance = across * across + down * down
        if distance < best?.distance ?? .infinity { best = (number, index, distance) }
      }
    }
    guard let best else { return view }
    return reading(view, track: best.track, index: best.index)
  }

  /// The view that reads a point, moved so far that it is in sight.
  private func reading(_ view: ChartView, track number: Int, index: Int) -> ChartView {
    let track = chart.tracks[number]
    var view = view
    view.cursor =
      track.keepsNumbers
      ? .item(track: number, index: index)
      : .place(track: number, x: track.x[index], y: track.y[index])
    guard let plot = plot(view) else { return view }
    let place = (plot.x.place(of: track.x[index]), plot.y.place(of: track.y[index]))
    func way(_ place: Double) -> Double { 0...1 ~= place ? 0 : place - 0.5 }
    let across = view.x == nil ? 0 : way(place.0)
    let up = view.y == nil ? 0 : way(place.1)
    return across.isFinite && up.isFinite ? panned(view, across: across, up: up) : view
  }

  func reading(_ view: ChartView) -> String? {
    let words = style.words
    guard let (number, index) = chart.point(of: view) else {
      guard chart.tracks.isEmpty, let plot = plot(view) else { return nil }
      let (x, y) = (plot.x.value(at: 0.5), plot.y.value(at: 0.5))
      return
        ([words.reading("x", x), words.reading("y", y)] + [chart.remark(x: x, y: y, words: words)])
        .compactMap { $0 }.joined(separator: "   ")
    }
    let track = chart.tracks[number]
    let parts =
      [track.name == "" ? nil : track.name]
      + chart.description(of: (number, index), words: words)
      + [chart.remark(x: track.x[index], y: track.y[index], words: words)]
    return parts.compactMap { $0 }.joined(separator: "   ")
  }
}
