/// One cell of a frame. A double-width glyph stands in its left cell; the right one is `continuation`.
public struct Cell: Hashable, Sendable {
  /// What is shown; empty in the right half of a double-width glyph.
  public var glyph: String
  /// How it is shown.
  public var style: Style

  /// A cell that shows `glyph`.
  public init(_ glyph: String = " ", _ style: Style = .standard) {
    self.glyph = glyph
    self.style = style
  }

  /// A blank in the standard style.
  public static let blank = Cell()
  /// The right half of a double-width glyph.
  public static let continuation = Cell("")
}

/// A screen or a part of one, as a grid of cells: what a view returns and the terminal shows.
public struct Frame: Hashable, Sendable {
  /// Columns and rows.
  public let size: Size
  /// Row by row, `size.width` cells each.
  public private(set) var cells: [Cell]
  /// Where the terminal's cursor stands; hidden if nil.
  public var cursor: Point?

  /// A blank frame.
  public init(_ size: Size) {
    self.size = size
    cells = Array(repeating: .blank, count: max(0, size.width) * max(0, size.height))
  }

  /// The whole frame.
  public var bounds: Rect { Rect(x: 0, y: 0, width: size.width, height: size.height) }

  /// The cell in column `x` of row `y`; blank outside.
  public subscript(x: Int, y: Int) -> Cell {
    get {
      bounds.contains(Point(x: x, y: y)) ? cells[y * size.width + x] : .blank
    }
    set {
      guard bounds.contains(Point(x: x, y: y)) else { return }
      cells[y * size.width + x] = newValue
    }
  }

  /// Writes `text` from column `x` of row `y` to the right, cut at the edge of `clip` (else of the
  /// frame); a double-width glyph that does not fit whole is left out.
  ///
  /// - Returns: The column after the last glyph.
  @discardableResult
  public mutating func write(
    _ text: String, x: Int, y: Int, style: Style = .standard, clip: Rect? = nil
  ) -> Int {
    let area = clip.map { bounds.intersection($0) } ?? bounds
    guard y >= area.y, y < area.maxY else { return x }
    var column = x
    for character in text {
      let width = displayWidth(of: character)
      if width == 0 { continue }
      if column + width > area.maxX { break }
      if column >= area.x {
        self[column, y] = Cell(String(character), style)
        if width == 2 { self[column + 1, y] = Cell("", style) }
      }
      column += width
    }
    return column
  }

  /// Writes a text of several styles, as `write(_:x:y:style:clip:)` does.
  @discardableResult
  public mutating func write(_ text: StyledText, x: Int, y: Int, clip: Rect? = nil) -> Int {
    text.runs.reduce(x) { write($1.text, x: $0, y: y, style: $1.style, clip: clip) }
  }

  /// Sets every cell of `rect` to `cell`.
  public mutating func fill(_ rect: Rect, with cell: Cell = .blank) {
    let area = bounds.intersection(rect)
    for y in area.y..<area.maxY {
      for x in area.x..<area.maxX { self[x, y] = cell }
    }
  }

  /// The glyphs as lines of text, without blanks at their ends: what a golden file holds.
  public var text: String {
    (0..<size.height).map { y in
      var line = (0..<size.width).map { self[$0, y].glyph }.joined()
      while line.last == " " { line.removeLast() }
      return line
    }.joined(separator: "\n")
  }
}
