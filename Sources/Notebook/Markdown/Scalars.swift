/// A part of a source text; its indices are those of the whole.
typealias Scalars = ArraySlice<Unicode.Scalar>

extension Scalars {
  /// The text as a string.
  var string: String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: self)
    return String(view)
  }

  /// Whether nothing but blanks is left.
  var isBlank: Bool { allSatisfy(\.isBlank) }

  /// The number of leading spaces.
  var indent: Int { prefix { $0 == " " }.count }

  /// The text without blanks at both ends.
  var trimmed: Scalars {
    let start = drop(while: \.isBlank)
    let trailing = start.reversed().prefix(while: \.isBlank).count
    return start.dropLast(trailing)
  }

  /// Whether the text goes on with `text` at `index`.
  func continues(with text: String, at index: Int) -> Bool {
    self[index...].starts(with: text.unicodeScalars)
  }

  /// The first place of `text` at or after `index`.
  func firstIndex(of text: String, from index: Int) -> Int? {
    indices.dropFirst(index - startIndex).first { continues(with: text, at: $0) }
  }

  /// How often the scalar at `index` is repeated there.
  func runLength(at index: Int) -> Int {
    let scalar = self[index]
    return self[index...].prefix { $0 == scalar }.count
  }
}

extension Unicode.Scalar {
  /// A space, a tab or a line's end.
  var isBlank: Bool { self == " " || self == "\t" || self == "\n" || self == "\r" }

  /// `0` to `9`.
  var isDigit: Bool { ("0"..."9").contains(self) }

  /// A letter or digit as far as `_` inside a word is concerned.
  var isWord: Bool {
    value >= 0x80 || isDigit || ("a"..."z").contains(self) || ("A"..."Z").contains(self)
  }

  /// ASCII punctuation: what a backslash makes literal.
  var isPunctuation: Bool { value > 0x20 && value < 0x7F && !isWord }

  /// A Han character, kana, or the full-width punctuation that goes with them.
  var isHan: Bool {
    switch value {
    case 0x2E80...0x9FFF, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFFEF, 0x20000...0x3FFFF:
      true
    default: false
    }
  }

  /// Punctuation of Chinese, as wide as a character.
  var isFullWidthPunctuation: Bool {
    switch value {
    case 0x3001...0x3003, 0x3008...0x3011, 0x3014...0x301F, 0xFE30...0xFE4F: true
    case 0xFF01...0xFF0F, 0xFF1A...0xFF20, 0xFF3B...0xFF40, 0xFF5B...0xFF65: true
    default: false
    }
  }

  /// A quotation mark, dash or ellipsis that Chinese shares with other scripts.
  var isSharedPunctuation: Bool {
    switch value {
    case 0x2014, 0x2018...0x201D, 0x2026: true
    default: false
    }
  }
}
