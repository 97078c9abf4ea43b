/// Which glyphs frames, marks and charts are drawn with.
public enum GlyphSet: Hashable, Sendable {
  /// Box lines, braille and marks.
  case unicode
  /// ASCII alone: the locale is not UTF-8, or glyphs of ambiguous width take two columns here.
  case ascii
}
