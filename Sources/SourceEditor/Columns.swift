internal import Cells

/// A character of a line, and where the screen shows it.
struct Glyph {
  var character: Character
  /// UTF-8 bytes before it.
  var offset: Int
  /// Display columns before it.
  var column: Int
  var width: Int

  var end: Int { column + width }
  /// Whether it has no shape of its own, as a control character or a space of no width: it is
  /// shown as a question mark, so that nothing in a source is out of sight.
  var isHidden: Bool {
    guard character != "\t", let scalar = character.unicodeScalars.first else { return false }
    switch scalar.properties.generalCategory {
    case .control, .format, .nonspacingMark, .enclosingMark: return true
    default: return displayWidth(of: character) == 0
    }
  }
}

/// The characters of a line from left to right, tabs reaching to the next stop.
struct Glyphs: Sequence, IteratorProtocol {
  static let tabStop = 4

  private let line: String
  private var index: String.Index
  private var offset = 0
  private var column = 0

  init(of line: String) {
    self.line = line
    index = line.startIndex
  }

  mutating func next() -> Glyph? {
    guard index < line.endIndex else { return nil }
    let character = line[index]
    let width =
      character == "\t"
      ? Self.tabStop - column % Self.tabStop : Swift.max(1, displayWidth(of: character))
    let glyph = Glyph(character: character, offset: offset, column: column, width: width)
    line.formIndex(after: &index)
    offset += character.utf8.count
    column += width
    return glyph
  }
}

extension String {
  /// The display column of the character that holds the byte `offset`, or the line's width.
  func column(at offset: Int) -> Int {
    var end = 0
    for glyph in Glyphs(of: self) {
      if glyph.offset + glyph.character.utf8.count > offset { return glyph.column }
      end = glyph.end
    }
    return end
  }

  /// The byte at which the character over the display column `column` begins, or the line's end.
  func offset(atColumn column: Int) -> Int {
    Glyphs(of: self).first { $0.end > column }?.offset ?? utf8.count
  }
}
