extension Frame {
  /// Draws a border along the inside edge of `rect`, with `title` in its top line.
  ///
  /// Where a border meets one that is already there, the lines join (`├ ┬ ┼ …`), so that regions
  /// share their edges.
  public mutating func drawBox(
    _ rect: Rect, title: StyledText = StyledText(), glyphs: GlyphSet = .unicode,
    style: Style = .standard
  ) {}
}
