/// A screen or a part of one, as a grid of cells: what a view returns and the terminal shows.
///
/// A double-width glyph is always whole: whatever is written over one of its halves blanks the other.
public struct Frame: Hashable, Sendable {
  /// Columns and rows.
  public let size: Size
  /// Row by row, `size.width` cells each.
  public private(set) var cells: [Cell]
  /// Where the terminal's cursor stands; hidden if nil.
  public var cursor: Point?

  /// A blank frame; a negative width or height is taken as 0.
  public init(_ size: Size) {
    self.size = Size(width: max(0, size.width), height: max(0, size.height))
    cells = Array(repeating: .blank, count: self.size.width * self.size.height)
  }

  /// The whole frame.
  public var bounds: Rect { Rect(x: 0, y: 0, width: size.width, height: size.height) }

  /// The cell in column `x` of row `y`; blank outside.
  ///
  /// A double-width glyph takes the next cell too; in the last column it is left out. A
  /// `continuation` without its left half is a blank.
  public subscript(x: Int, y: Int) -> Cell {
    get { isInside(x, y) ? cells[y * size.width + x] : .blank }
    set {
      guard isInside(x, y) else { return }
      if newValue.isContinuation {
        if !cells[y * size.width + x].isContinuation { put(Cell(.blank, newValue.style), x, y) }
      } else if newValue.isWide {
        if x + 1 < size.width {
          put(newValue, x, y)
          put(Cell(.continuation, newValue.style), x + 1, y)
        } else {
          put(Cell(.blank, newValue.style), x, y)
        }
      } else {
        put(newValue, x, y)
      }
    }
  }

  private func isInside(_ x: Int, _ y: Int) -> Bool {
    x >= 0 && x < size.width && y >= 0 && y < size.height
  }

  /// Stores `cell` and blanks the half that the glyph formerly here leaves behind.
  private mutating func put(_ cell: Cell, _ x: Int, _ y: Int) {
    let index = y * size.width + x
    let former = cells[index]
    if former.isContinuation, x > 0, !cell.isContinuation { cells[index - 1].symbol = .blank }
    if former.isWide, x + 1 < size.width { cells[index + 1].symbol = .blank }
    cells[index] = cell
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
      if column >= area.x { self[column, y] = Cell(character: character, style) }
      column += width
    }
    return column
  }

  /// Writes a text of several styles, as `write(_:x:y:style:clip:)` does.
  @discardableResult
  public mutating func write(_ text: StyledText, x: Int, y: Int, clip: Rect? = nil) -> Int {
    text.runs.reduce(x) { write($1.text, x: $0, y: y, style: $1.style, clip: clip) }
  }

  /// Sets every cell of `rect` to `cell`, which is not wider than one column.
  public mutating func fill(_ rect: Rect, with cell: Cell = .blank) {
    let area = bounds.intersection(rect)
    for y in area.y..<max(area.y, area.maxY) {
      for x in area.x..<max(area.x, area.maxX) { self[x, y] = cell }
    }
  }
}
