public import Cells

/// What the terminal can do, found out at the start.
public struct TerminalTraits: Hashable, Sendable {
  /// Columns and rows now.
  public var size: Size
  /// How many colours there are; 0 where colour is absent or unwanted.
  public var colors: Int
  /// Unicode, or ASCII where the locale is not UTF-8 or ambiguous glyphs take two columns.
  public var glyphs: GlyphSet
  /// Whether braille can be shown.
  public var hasBraille: Bool
  /// Whether it speaks UTF-8; if not, it shows ASCII alone.
  public var speaksUTF8: Bool

  /// Traits as found or supposed.
  public init(
    size: Size, colors: Int, glyphs: GlyphSet, hasBraille: Bool, speaksUTF8: Bool = true
  ) {
    self.size = size
    self.colors = colors
    self.glyphs = glyphs
    self.hasBraille = hasBraille
    self.speaksUTF8 = speaksUTF8
  }
}
