public import Cells

/// Lays prose out in lines of cells.
public struct ProseLayout: Hashable, Sendable {
  /// Columns; no line is wider.
  public var width: Int
  /// Whether bullets, bars and formulas may leave ASCII.
  public var glyphs: GlyphSet
  /// The colours of headings, links and code; without colour, code keeps its backticks.
  public var palette: Palette

  /// A layout for `width` columns.
  public init(width: Int, glyphs: GlyphSet = .unicode, palette: Palette = Palette()) {
    self.width = max(1, width)
    self.glyphs = glyphs
    self.palette = palette
  }

  /// The lines of `blocks`, with one blank line between blocks.
  public func lines(of blocks: [Block]) -> [StyledText] {
    proseLines(of: blocks).map(\.text)
  }

  /// The links of `blocks` in reading order, each with the line of `lines(of:)` that it begins in.
  public func links(of blocks: [Block]) -> [ProseLink] {
    proseLines(of: blocks).enumerated().flatMap { index, line in
      line.links.map { ProseLink(text: $0.text, address: $0.address, line: index) }
    }
  }
}

/// A link and where it stands.
public struct ProseLink: Hashable, Sendable {
  /// What is shown.
  public var text: String
  /// Where it leads.
  public var address: String
  /// The index of the line in which it begins.
  public var line: Int
}
