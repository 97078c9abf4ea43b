internal import Cells

extension TextChart {
  /// Draws as many of the last lines as fit; those above are counted.
  func draw(into frame: inout Frame, in rect: Rect, style: ChartStyle, view: ChartView) {
    guard pieces.contains(where: { $0.text != "" }) else {
      return writeCentred([style.words.noText], into: &frame, in: rect)
    }
    let hasKey = hasProbabilities && rect.height >= 4
    let body = Rect(
      x: rect.x, y: rect.y, width: rect.width, height: rect.height - (hasKey ? 1 : 0))
    let lines = lines(width: rect.width, style)
    let range = rowScroll(of: lines.count, in: rect, style).range(from: view.row)
    let isCut = range.count < lines.count
    let top = isCut && body.height > 1 ? body.y + 1 : body.y
    if top > body.y, range.lowerBound > 0 {
      frame.write(
        style.words.linesAbove(range.lowerBound), x: body.x, y: body.y, style: .dim, clip: body)
    }
    for (row, line) in lines[range].enumerated() {
      frame.write(line, x: body.x, y: top + row, clip: body)
    }
    if hasKey { drawKey(into: &frame, y: rect.maxY - 1, clip: rect, style: style) }
  }

  var hasProbabilities: Bool { pieces.contains { $0.probability.isFinite } }

  /// The text in lines of at most `width` columns.
  func lines(width: Int, _ style: ChartStyle) -> [StyledText] {
    // Of very long texts the end is what is seen.
    var room = 16_000
    var runs: [StyledText.Run] = []
    for piece in pieces.reversed() where room > 0 {
      let text = String(piece.text.suffix(room))
      runs.append(.init(text, style.palette.likelihood(piece.probability)))
      room -= text.count
    }
    return StyledText(runs.reversed()).wrapped(to: max(1, width))
  }

  /// What the shades mean.
  private func drawKey(into frame: inout Frame, y: Int, clip: Rect, style: ChartStyle) {
    var x = frame.write("p ", x: clip.x, y: y, style: .dim, clip: clip)
    for probability in [0.01, 0.1, 0.5, 0.9] {
      x = frame.write(
        " \(probability) ", x: x, y: y, style: style.palette.likelihood(probability), clip: clip)
    }
  }
}

extension TextChart: PagedKind {
  func rowScroll(in rect: Rect, style: ChartStyle, view: ChartView) -> Scroll {
    rowScroll(of: lines(width: rect.width, style).count, in: rect, style)
  }

  private func rowScroll(of count: Int, in rect: Rect, _ style: ChartStyle) -> Scroll {
    let height = rect.height - (hasProbabilities && rect.height >= 4 ? 1 : 0)
    let seen = count > height ? max(1, height - 1) : height
    return Scroll(name: style.words.lines, count: count, seen: seen, start: max(0, count - seen))
  }
}

extension Palette {
  /// How a piece of text looks that had `probability`: by shade, else what surprises stands out.
  func likelihood(_ probability: Double) -> Style {
    guard probability.isFinite else { return .standard }
    guard hasShades else {
      return Style(
        .standard, probability < 0.05 ? [.bold, .underline] : probability < 0.3 ? .underline : [])
    }
    let shade = ColorMap.sequential.color(probability)
    return Style(shade.legibleText, background: shade)
  }
}
