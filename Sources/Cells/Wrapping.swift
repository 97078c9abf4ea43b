extension StyledText {
  /// The columns that the text takes on a terminal.
  public var width: Int { runs.reduce(0) { $0 + displayWidth(of: $1.text) } }

  /// The text in lines of at most `width` columns, English words whole and Chinese between characters,
  /// numbers with their units and short pairs in brackets in one line.
  ///
  /// Newlines end a line; blanks at a break are dropped. Lines after the first of a paragraph begin
  /// with `hangingIndent` blanks. A word wider than a line is broken; a double-width character in a
  /// width of 1 is left out.
  public func wrapped(to width: Int, hangingIndent: Int = 0) -> [StyledText] {
    let width = max(1, width)
    let mostIndent = max(0, min(width / 2, width - 2))
    var wrapper = Wrapper(width: width, indent: min(max(0, hangingIndent), mostIndent))
    var graphemes = Array(graphemes)
    for (index, mayBreak) in lineBreaks(in: graphemes.map(\.character), width: width).enumerated() {
      graphemes[index].mayFollowBreak = mayBreak
    }
    for grapheme in graphemes { wrapper.add(grapheme) }
    return wrapper.finish()
  }

  /// The text, or its beginning with an ellipsis where it is wider than `width` columns.
  public func truncated(to width: Int, glyphs: GlyphSet = .unicode) -> StyledText {
    if self.width <= width { return self }
    let ellipsis = (glyphs == .unicode ? "…" : "...").prefix(max(0, width))
    var space = width - ellipsis.count
    var kept: [Grapheme] = []
    for grapheme in graphemes {
      space -= grapheme.width
      if space < 0 { break }
      kept.append(grapheme)
    }
    var text = StyledText(graphemes: kept)
    text.append(String(ellipsis), kept.last?.style ?? runs.first?.style ?? .standard)
    return text
  }

  /// The columns of the widest piece that lines keep whole where they are wide enough for it.
  public var widestPiece: Int {
    let graphemes = Array(graphemes)
    let breaks = lineBreaks(in: graphemes.map(\.character), width: 16)
    var (widest, solid, blank) = (0, 0, 0)
    for (grapheme, mayBreak) in zip(graphemes, breaks) {
      if mayBreak || grapheme.character.isNewline { (solid, blank) = (0, 0) }
      if grapheme.character.isBreakingSpace {
        blank += grapheme.width
      } else {
        (solid, blank) = (solid + blank + grapheme.width, 0)
        widest = max(widest, solid)
      }
    }
    return widest
  }

  private var graphemes: some Sequence<Grapheme> {
    runs.lazy.flatMap { run in run.text.lazy.map { Grapheme($0, run.style) } }
  }
}

extension String {
  /// The text, or its beginning with an ellipsis where it is wider than `width` columns.
  public func truncated(to width: Int, glyphs: GlyphSet = .unicode) -> String {
    StyledText(self).truncated(to: width, glyphs: glyphs).plain
  }
}

/// A grapheme with what wrapping needs to know of it.
private struct Grapheme {
  let character: Character
  let style: Style
  let width: Int
  /// Whether a line may end before it.
  var mayFollowBreak = false

  init(_ character: Character, _ style: Style) {
    self.character = character
    self.style = style
    width = character.isNewline ? 0 : displayWidth(of: character)
  }
}

extension StyledText {
  fileprivate init(graphemes: some Sequence<Grapheme>) {
    self.init()
    for grapheme in graphemes {
      if runs.last?.style == grapheme.style {
        runs[runs.count - 1].text.append(grapheme.character)
      } else {
        append(String(grapheme.character), grapheme.style)
      }
    }
  }
}

/// Fills lines grapheme by grapheme, and remembers where the current one may be broken.
private struct Wrapper {
  let width: Int
  let indent: Int
  private var lines: [StyledText] = []
  private var line: [Grapheme] = []
  /// The columns that `line` takes.
  private var used = 0
  /// The number of graphemes of `line` before the last place where it may be broken.
  private var lastBreak: Int?
  /// Whether the current line goes on with the one above.
  private var isContinued = false

  init(width: Int, indent: Int) {
    self.width = width
    self.indent = indent
  }

  private var room: Int { isContinued ? width - indent : width }

  mutating func add(_ next: Grapheme) {
    if next.character.isNewline {
      end(line)
      isContinued = false
      return
    }
    guard next.width <= room else { return }
    if isContinued, line.isEmpty, next.character.isBreakingSpace { return }
    if !line.isEmpty, next.mayFollowBreak { lastBreak = line.count }
    if used + next.width > room {
      let rest = endAtLastBreak()
      for grapheme in rest + [next] { add(grapheme) }
    } else {
      line.append(next)
      used += next.width
    }
  }

  mutating func finish() -> [StyledText] {
    end(line)
    return lines
  }

  /// Ends the line where it may be broken, or else right here, and returns what is left of it.
  private mutating func endAtLastBreak() -> [Grapheme] {
    let place = lastBreak ?? line.count
    let rest = Array(line[place...])
    end(line[..<place].dropLast(while: { $0.character.isBreakingSpace }))
    isContinued = true
    return rest
  }

  private mutating func end(_ graphemes: some Sequence<Grapheme>) {
    defer {
      line = []
      used = 0
      lastBreak = nil
    }
    if isContinued, line.isEmpty { return }
    var text = StyledText(graphemes: graphemes)
    if isContinued, indent > 0 {
      text.runs.insert(.init(String(repeating: " ", count: indent)), at: 0)
    }
    lines.append(text)
  }
}

extension ArraySlice {
  fileprivate func dropLast(while isDropped: (Element) -> Bool) -> ArraySlice {
    var rest = self
    while let last = rest.last, isDropped(last) { rest.removeLast() }
    return rest
  }
}
