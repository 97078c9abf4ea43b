internal import Cells

extension ImageSheet {
  /// Draws as many pictures as there is room for, each as large as possible, and counts the rest.
  func draw(into frame: inout Frame, in rect: Rect, style: ChartStyle, view: ChartView) {
    guard images.contains(where: { $0.width * $0.height > 0 }) else {
      return writeCentred([style.words.noImages], into: &frame, in: rect)
    }
    let layout = layout(in: rect, style, zoom: view.zoom)
    let scroll = rowScroll(in: rect, style: style, view: view)
    let first = scroll.range(from: view.row).lowerBound * layout.columns
    let seen = first..<min(images.count, first + layout.shown)
    for (index, image) in images[seen].enumerated() {
      let corner = Point(
        x: rect.x + index % layout.columns * layout.stride,
        y: rect.y + index / layout.columns * layout.rise)
      image.draw(into: &frame, at: corner, layout: layout, clip: rect, style: style)
      guard layout.hasCaptions else { continue }
      // What has no words leaves its room to the words before it.
      let end = layout.columns - index % layout.columns
      let wide =
        1 + images[seen].dropFirst(index + 1).prefix(end - 1).prefix { $0.line(style) == "" }.count
      let clip = Rect(
        x: corner.x, y: corner.y + layout.picture.height, width: wide * layout.stride - 1, height: 1
      )
      frame.write(
        image.line(style).cut(to: clip.width, signs: style.words.signs), x: clip.x, y: clip.y,
        style: image.verdict.map { style.palette.verdict($0) } ?? .standard,
        clip: clip.intersection(rect))
    }
    if layout.shown < images.count {
      frame.write(
        view.row == nil
          ? style.words.moreImages(images.count - layout.shown)
          : style.words.seen(style.words.images, seen, of: images.count),
        x: rect.x, y: min(rect.maxY - 1, rect.y + layout.rows * layout.rise), style: .dim,
        clip: rect)
    }
  }

  private func layout(in rect: Rect, _ style: ChartStyle, zoom: Int) -> ImageLayout {
    ImageLayout(self, in: Size(width: rect.width, height: rect.height), style, zoom: zoom)
  }
}

extension ImageSheet: PagedKind {
  func rowScroll(in rect: Rect, style: ChartStyle, view: ChartView) -> Scroll {
    let layout = layout(in: rect, style, zoom: view.zoom)
    let columns = max(1, layout.columns)
    return Scroll(
      name: style.words.imageRows, count: (images.count + columns - 1) / columns, seen: layout.rows)
  }

  func largestZoom(in rect: Rect, style: ChartStyle) -> Int {
    layout(in: rect, style, zoom: 0).largestZoom
  }
}

extension ImageSheet.Image {
  /// Draws the picture with its top left corner at `corner`.
  fileprivate func draw(
    into frame: inout Frame, at corner: Point, layout: ImageLayout, clip: Rect, style: ChartStyle
  ) {
    if layout.scale == .dots { return drawDots(into: &frame, at: corner, clip: clip, style: style) }
    let (wide, high) = (max(1, width), max(1, height))
    let factor = min(layout.picture.width / wide, 2 * layout.picture.height / high)
    if factor >= 1 {
      // A smaller picture beside larger ones is drawn as large. The mean of one pixel is the pixel.
      let grid = PixelGrid(width: width * factor, height: height * factor) { x, y in
        mean(x: x / factor..<x / factor + 1, y: y / factor..<y / factor + 1)
      }
      return grid.draw(into: &frame, at: corner, clip: clip, style: style)
    }
    let divisor = max(
      (wide - 1) / max(1, layout.picture.width) + 1,
      (high - 1) / max(1, 2 * layout.picture.height) + 1)
    let grid = PixelGrid(
      width: (width + divisor - 1) / divisor, height: (height + divisor - 1) / divisor
    ) { x, y in
      mean(
        x: x * divisor..<min(width, (x + 1) * divisor),
        y: y * divisor..<min(height, (y + 1) * divisor))
    }
    grid.draw(into: &frame, at: corner, clip: clip, style: style)
  }

  /// The mean colour of a part of the picture.
  private func mean(x: Range<Int>, y: Range<Int>) -> PixelGrid.Pixel {
    let channels = isColored ? 3 : 1
    var sums = (0, 0, 0)
    for row in y {
      for column in x {
        let start = (row * width + column) * channels
        sums.0 += Int(levels[start])
        if channels == 3 {
          sums.1 += Int(levels[start + 1])
          sums.2 += Int(levels[start + 2])
        }
      }
    }
    let count = max(1, x.count * y.count)
    let first = UInt8(sums.0 / count)
    guard channels == 3 else { return .init(color: .rgb(first, first, first), ink: first) }
    let (second, third) = (UInt8(sums.1 / count), UInt8(sums.2 / count))
    // Rec. 601: how bright each of the three looks.
    let ink = (299 * Int(first) + 587 * Int(second) + 114 * Int(third)) / 1000
    return .init(color: .rgb(first, second, third), ink: UInt8(ink))
  }

  /// The picture as dots, one for each pixel that has more than half of the brightest one's ink.
  private func drawDots(into frame: inout Frame, at corner: Point, clip: Rect, style: ChartStyle) {
    let grid = PixelGrid(width: width, height: height) { mean(x: $0..<$0 + 1, y: $1..<$1 + 1) }
    let inks = grid.pixels.map { Int($0.ink) }
    let threshold = ((inks.min() ?? 0) + (inks.max() ?? 0)) / 2
    var canvas = DotCanvas(columns: (width + 1) / 2, rows: (height + 3) / 4)
    for (index, ink) in inks.enumerated() where ink > threshold {
      canvas.setDot(x: index % width, y: index / width, owner: 0)
    }
    for row in 0..<canvas.rows {
      for column in 0..<canvas.columns {
        let place = Point(x: corner.x + column, y: corner.y + row)
        guard clip.contains(place) else { continue }
        frame[place.x, place.y] = Cell(
          brailleGlyphs[Int(canvas.mask(row * canvas.columns + column))])
      }
    }
  }
}

extension Palette {
  /// The colour of what came of something.
  func verdict(_ verdict: ImageSheet.Verdict) -> Style {
    switch verdict {
    case .right: success
    case .wrong: error
    case .doubtful: warning
    }
  }
}
