/// One cell of a frame.
///
/// A double-width glyph stands in its left cell; the right one is `continuation`.
public struct Cell: Hashable, Sendable {
  var symbol: Glyph
  /// How it is shown.
  public var style: Style

  /// A cell that shows the first grapheme of `glyph`; a control character as a visible stand-in.
  public init(_ glyph: String = " ", _ style: Style = .standard) {
    symbol = glyph.first.map { Glyph($0) } ?? .continuation
    self.style = style
  }

  /// A cell that shows `character`; a control character as a visible stand-in.
  public init(character: Character, _ style: Style = .standard) {
    self.init(Glyph(character), style)
  }

  init(_ symbol: Glyph, _ style: Style) {
    self.symbol = symbol
    self.style = style
  }

  /// What is shown; empty in the right half of a double-width glyph.
  public var glyph: String {
    get { symbol.text }
    set { symbol = Cell(newValue).symbol }
  }

  /// Whether the glyph takes this cell and the next.
  public var isWide: Bool { symbol.isWide }
  /// Whether this is the right half of a double-width glyph.
  public var isContinuation: Bool { symbol.isContinuation }

  /// A blank in the standard style.
  public static let blank = Cell()
  /// The right half of a double-width glyph.
  public static let continuation = Cell("")
}
