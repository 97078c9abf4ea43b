extension StyledText {
  /// The columns that the text takes on a terminal.
  public var width: Int { runs.reduce(0) { $0 + displayWidth(of: $1.text) } }

  /// The text in lines of at most `width` columns, English words whole and Chinese between characters.
  ///
  /// Newlines end a line; blanks at a break are dropped. Lines after the first of a paragraph begin
  /// with `hangingIndent` blanks.
  public func wrapped(to width: Int, hangingIndent: Int = 0) -> [StyledText] {
    [self]
  }

  /// The text, or its beginning with an ellipsis where it is wider than `width` columns.
  public func truncated(to width: Int, glyphs: GlyphSet = .unicode) -> StyledText {
    self
  }
}

extension String {
  /// The text, or its beginning with an ellipsis where it is wider than `width` columns.
  public func truncated(to width: Int, glyphs: GlyphSet = .unicode) -> String {
    StyledText(self).truncated(to: width, glyphs: glyphs).plain
  }
}
