public import Cells

extension SourceEditor {
  /// Draws text, gutter and notes into `rect`, and where the editor has the focus also selection
  /// and cursor.
  ///
  /// - Parameters:
  ///   - frame: What is drawn on; its cursor is set if the editor has the focus.
  ///   - rect: The view; where its size is not `viewport`, the cursor is shown all the same.
  ///   - isFocused: Whether keys go to the editor.
  ///   - palette: The colours.
  ///   - glyphs: What the signs at a long line's ends are made of.
  public func draw(
    into frame: inout Frame, in rect: Rect, isFocused: Bool, palette: Palette, glyphs: GlyphSet
  ) {
    guard !rect.isEmpty else { return }
    frame.fill(rect)
    let size = Size(width: rect.width, height: rect.height)
    let scroll = shownScroll(in: size)
    let columns = columns(in: size)
    let text = Rect(
      x: rect.x + columns.gutter, y: rect.y, width: columns.text, height: rect.height)
    for (offset, row) in visibleRows(scroll, in: size).enumerated() {
      let y = rect.y + offset
      switch row {
      case .line(let line):
        if columns.gutter > 0 {
          drawGutter(line, into: &frame, x: rect.x, y: y, isFocused: isFocused, palette: palette)
        }
        let area = Rect(x: text.x, y: y, width: text.width, height: 1)
        drawLine(
          line, from: scroll.column, into: &frame, in: area, isFocused: isFocused,
          palette: palette)
        drawSigns(
          line, from: scroll.column, columns, into: &frame, in: area, palette: palette,
          glyphs: glyphs)
      case .note(_, let note):
        frame.write(
          note.text, x: text.x + note.x, y: y, style: palette.style(of: note.severity), clip: text)
      }
    }
    if isFocused { frame.cursor = cursorPoint(scroll, in: rect, text: text) }
  }

  /// The line and display column, from 0, that stand at `point` when the editor is drawn into
  /// `rect`; the nearest ones for a point outside of the text.
  public func place(at point: Point, in rect: Rect) -> (line: Int, column: Int) {
    let size = Size(width: rect.width, height: rect.height)
    let scroll = shownScroll(in: size)
    let rows = visibleRows(scroll, in: size)
    let column = scroll.column + point.x - rect.x - columns(in: size).gutter
    if point.y < rect.y { return (max(0, scroll.line - 1), max(0, column)) }
    guard point.y - rect.y < rows.count else {
      return (min((rows.last?.line ?? 0) + 1, buffer.lines.count - 1), max(0, column))
    }
    return (rows[point.y - rect.y].line, max(0, column))
  }

  private func shownScroll(in size: Size) -> Scroll {
    size == viewport ? scroll : revealing(scroll, in: size)
  }

  private func cursorPoint(_ scroll: Scroll, in rect: Rect, text: Rect) -> Point? {
    let size = Size(width: rect.width, height: rect.height)
    let row = visibleRows(scroll, in: size).firstIndex { row in
      if case .line(selection.head.line) = row { return true }
      return false
    }
    guard let row else { return nil }
    let point = Point(x: text.x + cursor.column - scroll.column, y: rect.y + row)
    return text.contains(point) ? point : nil
  }

  // MARK: Rows

  /// The line's number and whether it differs from the original: `~` changed, `+` new, `-` some
  /// line before it removed.
  private func drawGutter(
    _ line: Int, into frame: inout Frame, x: Int, y: Int, isFocused: Bool, palette: Palette
  ) {
    let digits = max(2, String(buffer.lines.count).count)
    let number = String(line + 1)
    let isCurrent = isFocused && line == selection.head.line
    frame.write(
      number, x: x + digits - number.count, y: y, style: isCurrent ? .standard : palette.secondary)
    if let mark = mark(of: line) { frame.write(mark, x: x + digits, y: y, style: palette.accent) }
  }

  private func mark(of line: Int) -> String? {
    let count = buffer.lines.count
    for hunk in difference.hunks {
      if hunk.new.contains(line) { return hunk.old.isEmpty ? "+" : "~" }
      if hunk.new.isEmpty && min(hunk.new.lowerBound, count - 1) == line { return "-" }
    }
    return nil
  }

  private func drawLine(
    _ line: Int, from first: Int, into frame: inout Frame, in area: Rect, isFocused: Bool,
    palette: Palette
  ) {
    var tokens = highlighting.tokens(of: line, in: buffer.lines)[...]
    let found = line < search.matches.count ? search.matches[line] : []
    let selected = isFocused ? selectedBytes(of: line) : nil
    var end = 0
    for glyph in Glyphs(of: buffer.lines[line]) {
      if glyph.column >= first + area.width { return }
      end = glyph.end
      guard glyph.end > first else { continue }
      while let token = tokens.first, token.range.upperBound <= glyph.offset {
        tokens.removeFirst()
      }
      let token = tokens.first.flatMap { $0.range.contains(glyph.offset) ? $0.kind : nil }
      var style = glyph.isHidden ? palette.error : palette.style(of: token)
      if found.contains(where: { $0.contains(glyph.offset) }) {
        style.attributes.formUnion([.bold, .underline])
      }
      if selected?.contains(glyph.offset) ?? false { style.attributes.insert(.reverse) }
      draw(glyph, x: area.x + glyph.column - first, style: style, into: &frame, in: area)
    }
    // A selected line break is shown as a blank.
    if let selected, selected.upperBound > buffer.lines[line].utf8.count, end >= first {
      frame.write(" ", x: area.x + end - first, y: area.y, style: .reverse, clip: area)
    }
  }

  /// A glyph that an edge would cut is shown as blanks.
  private func draw(_ glyph: Glyph, x: Int, style: Style, into frame: inout Frame, in area: Rect) {
    let isWhole = x >= area.x && x + glyph.width <= area.maxX
    let isBlank = glyph.character == "\t" || !isWhole
    let shown =
      isBlank
      ? String(repeating: " ", count: glyph.width)
      : glyph.isHidden ? "?" : String(glyph.character)
    frame.write(shown, x: x, y: area.y, style: style, clip: area)
  }

  /// The selected bytes of a line, its line break as one more.
  private func selectedBytes(of line: Int) -> Range<Int>? {
    let range = selection.range
    guard !range.isEmpty, range.lowerBound.line <= line, line <= range.upperBound.line else {
      return nil
    }
    let start = line == range.lowerBound.line ? range.lowerBound.offset : 0
    let end =
      line == range.upperBound.line ? range.upperBound.offset : buffer.lines[line].utf8.count + 1
    return start..<end
  }

  /// Signs that a line goes on to the left or to the right.
  private func drawSigns(
    _ line: Int, from first: Int, _ columns: ViewColumns, into frame: inout Frame, in area: Rect,
    palette: Palette, glyphs: GlyphSet
  ) {
    let text = buffer.lines[line]
    if first > 0 && columns.gutter > 0 && !text.isEmpty {
      frame.write(
        glyphs == .unicode ? "‹" : "<", x: area.x - 1, y: area.y, style: palette.secondary)
    }
    let goesOn = Glyphs(of: text).contains { $0.end > first + area.width }
    if columns.hasSign && goesOn {
      frame.write(
        glyphs == .unicode ? "›" : ">", x: area.maxX, y: area.y, style: palette.secondary)
    }
  }
}

extension Palette {
  fileprivate func style(of token: Token.Kind?) -> Style {
    switch token {
    case .keyword: keyword
    case .type: type
    case .function: function
    case .attribute: accent
    case .number: number
    case .string: string
    case .comment: comment
    case nil: .standard
    }
  }

  fileprivate func style(of severity: LineNote.Severity) -> Style {
    switch severity {
    case .error: error
    case .warning: warning
    case .note: secondary
    }
  }
}
