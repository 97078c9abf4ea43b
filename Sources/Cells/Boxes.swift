extension Frame {
  /// Draws a border along the inside edge of `rect`, with `title` at the left of its top line and
  /// `trailing` at its right.
  ///
  /// Where a border meets one that is already there, the lines join (`├ ┬ ┼ …`), so that regions
  /// share their edges. Nothing is drawn in a rectangle narrower or lower than two cells.
  public mutating func drawBox(
    _ rect: Rect, title: StyledText = StyledText(), trailing: StyledText = StyledText(),
    glyphs: GlyphSet = .unicode, style: Style = .standard
  ) {
    guard rect.width >= 2, rect.height >= 2 else { return }
    let (left, right) = (rect.x, rect.maxX - 1)
    let (top, bottom) = (rect.y, rect.maxY - 1)
    for y in [top, bottom] { drawLine(from: left, to: right, y: y, glyphs: glyphs, style: style) }
    for x in [left, right] { drawLine(x: x, from: top, to: bottom, glyphs: glyphs, style: style) }
    let space = rect.width - 6
    guard space > 0 else { return }
    let title = title.truncated(to: space, glyphs: glyphs)
    if title.width > 0 { write(title.padded, x: left + 1, y: top) }
    let rest = title.width > 0 ? space - title.width - 3 : space
    if trailing.width > 0, trailing.width <= rest {
      write(trailing.padded, x: right - 3 - trailing.width, y: top)
    }
  }

  /// Draws a horizontal line from column `start` to column `end`, joined with lines already there.
  public mutating func drawLine(
    from start: Int, to end: Int, y: Int, glyphs: GlyphSet = .unicode, style: Style = .standard
  ) {
    guard start <= end else { return }
    for x in start...end {
      let before: LineArms = x > start ? .left : []
      let after: LineArms = x < end ? .right : []
      join(before.union(after), x: x, y: y, glyphs: glyphs, style: style)
    }
  }

  /// Draws a vertical line from row `start` to row `end`, joined with lines already there.
  public mutating func drawLine(
    x: Int, from start: Int, to end: Int, glyphs: GlyphSet = .unicode, style: Style = .standard
  ) {
    guard start <= end else { return }
    for y in start...end {
      let before: LineArms = y > start ? .up : []
      let after: LineArms = y < end ? .down : []
      join(before.union(after), x: x, y: y, glyphs: glyphs, style: style)
    }
  }

  private mutating func join(_ arms: LineArms, x: Int, y: Int, glyphs: GlyphSet, style: Style) {
    let all = arms.union(LineArms(glyph: self[x, y].glyph))
    self[x, y] = Cell(all.glyph(in: glyphs), style)
  }
}

extension StyledText {
  fileprivate var padded: StyledText {
    StyledText([Run(" ")] + runs + [Run(" ")])
  }
}

/// The directions in which a box line leaves the middle of its cell.
private struct LineArms: OptionSet {
  let rawValue: Int

  static let up = LineArms(rawValue: 1)
  static let down = LineArms(rawValue: 2)
  static let left = LineArms(rawValue: 4)
  static let right = LineArms(rawValue: 8)

  /// One glyph for each set of directions, in the order of `rawValue`.
  private static let unicode = Array(" ╵╷│╴┘┐┤╶└┌├─┴┬┼").map(String.init)
  private static let ascii = Array(" |||-+++-+++-+++").map(String.init)

  init(rawValue: Int) { self.rawValue = rawValue }

  /// The directions of a line that is already there; none for any other glyph.
  init(glyph: String) {
    switch glyph {
    case " ": self = []
    case "-": self = [.left, .right]
    case "|": self = [.up, .down]
    case "+": self = [.up, .down, .left, .right]
    default: self.init(rawValue: LineArms.unicode.firstIndex(of: glyph) ?? 0)
    }
  }

  func glyph(in set: GlyphSet) -> String {
    (set == .unicode ? LineArms.unicode : LineArms.ascii)[rawValue]
  }
}
