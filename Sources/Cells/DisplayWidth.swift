/// The columns that `text` takes on a terminal.
public func displayWidth(of text: some StringProtocol) -> Int {
  text.reduce(0) { $0 + displayWidth(of: $1) }
}

/// The columns that `character` takes on a terminal: 0, 1 or 2.
///
/// A control character takes one, for the stand-in that is shown in its place. Emoji sequences, flags
/// and key caps take two; combining marks none of their own.
public func displayWidth(of character: Character) -> Int {
  if let ascii = character.asciiValue { return ascii == 0 ? 0 : 1 }
  let scalars = character.unicodeScalars
  guard let first = scalars.first else { return 0 }
  if first.properties.isEmoji, scalars.dropFirst().contains(emojiSelector) { return 2 }
  return displayWidth(of: first)
}

/// U+FE0F asks for the colourful, two columns wide form of the character before it.
private let emojiSelector: Unicode.Scalar = "\u{FE0F}"

/// The columns that `scalar` takes where it stands first in a grapheme.
func displayWidth(of scalar: Unicode.Scalar) -> Int {
  switch scalar.value {
  case 0: return 0
  case 1..<0x300: return scalar.value == 0xAD ? 0 : 1
  // Box lines, blocks, braille, arrows and Greek are what charts and formulas are made of.
  case 0x370..<0x483, 0x2190..<0x2300, 0x2500..<0x25FD, 0x2800..<0x2900: return 1
  default: break
  }
  if isZeroWidth(scalar) { return 0 }
  return isWide(scalar) ? 2 : 1
}

private func isZeroWidth(_ scalar: Unicode.Scalar) -> Bool {
  // Vowels and final consonants of Hangul join the syllable that the initial consonant opened.
  if 0x1160...0x11FF ~= scalar.value || 0xD7B0...0xD7FF ~= scalar.value { return true }
  switch scalar.properties.generalCategory {
  case .nonspacingMark, .enclosingMark, .format: return true
  default: return scalar.properties.isDefaultIgnorableCodePoint
  }
}

private func isWide(_ scalar: Unicode.Scalar) -> Bool {
  guard scalar.value >= 0x1100 else { return false }
  return scalar.properties.isEmojiPresentation || wideRanges.contains { $0 ~= scalar.value }
}

/// East_Asian_Width W and F of Unicode 14 without emoji; holes that are not assigned count as wide.
private let wideRanges: [ClosedRange<UInt32>] = [
  0x4E00...0xA4C6,  // ideographs, Yi: first, since they are what is asked for most
  0x2E80...0x303E,  // radicals, CJK punctuation
  0x3041...0x3247,  // kana, Bopomofo, Hangul letters
  0x3250...0x4DBF,  // squared words, ideographs A
  0xFF01...0xFF60,  // full-width ASCII
  0xFFE0...0xFFE6,  // full-width signs
  0xAC00...0xD7A3,  // Hangul syllables
  0x1100...0x115F,  // initial consonants of Hangul
  0x2329...0x232A,  // angle brackets
  0xA960...0xA97C,  // old initial consonants
  0xF900...0xFAFF,  // compatibility ideographs
  0xFE10...0xFE19,  // vertical forms
  0xFE30...0xFE6B,  // compatibility and small forms
  0x16FE0...0x1B2FB,  // Tangut, Khitan, old kana, Nüshu
  0x1F200...0x1F265,  // squared ideographs
  0x20000...0x3FFFD,  // ideographs B and later
]
