import Synchronization

/// What one cell shows, in four bytes: a scalar, or the number of a longer grapheme.
///
/// A frame of such cells is built, copied and compared without a reference count.
struct Glyph: Hashable, Sendable {
  private var bits: UInt32

  private static let wideBit: UInt32 = 1 << 31
  private static let clusterBit: UInt32 = 1 << 30

  static let blank = Glyph(bits: 0x20)
  /// The right half of a double-width glyph.
  static let continuation = Glyph(bits: 0)

  private init(bits: UInt32) { self.bits = bits }

  /// The grapheme `character`, made safe for a terminal; a grapheme without width is a blank.
  init(_ character: Character) {
    if let ascii = character.asciiValue, 0x20..<0x7F ~= ascii {
      bits = UInt32(ascii)
      return
    }
    let width = displayWidth(of: character)
    guard width > 0, let first = character.unicodeScalars.first else {
      bits = 0x20
      return
    }
    let scalars = Glyph.visible(character.unicodeScalars)
    bits = standIn(for: first)?.value ?? first.value
    if scalars.count > 1, let number = clusters.withLock({ $0.number(of: scalars) }) {
      bits = number | Glyph.clusterBit
    }
    if width == 2 { bits |= Glyph.wideBit }
  }

  var isContinuation: Bool { bits == 0 }
  var isWide: Bool { bits & Glyph.wideBit != 0 }

  /// The glyph as text; empty for a continuation.
  var text: String {
    if isContinuation { return "" }
    let value = bits & ~(Glyph.wideBit | Glyph.clusterBit)
    if bits & Glyph.clusterBit != 0 { return clusters.withLock { $0.text(of: value) } }
    return Unicode.Scalar(value).map { String(Character($0)) } ?? " "
  }

  /// The scalars that may reach a terminal: formatting characters can reorder or hide what stands
  /// around them, and marks without end would be drawn over the rows above.
  private static func visible(_ scalars: Character.UnicodeScalarView) -> [Unicode.Scalar] {
    guard let first = scalars.first, standIn(for: first) == nil else { return [] }
    let isEmoji = first.properties.isEmoji
    let rest = scalars.dropFirst().filter { scalar in
      switch scalar.properties.generalCategory {
      case .control: false
      case .format: isEmoji
      default: isEmoji || !scalar.properties.isDefaultIgnorableCodePoint
      }
    }
    return [first] + rest.prefix(maximumMarks)
  }

  /// The longest emoji sequences, two people with skin tones, have nine scalars after the first.
  private static let maximumMarks = 11
}

/// The visible sign that is shown for a control character, never sent raw; nil for all others.
private func standIn(for scalar: Unicode.Scalar) -> Unicode.Scalar? {
  switch scalar.value {
  case 0..<0x20: Unicode.Scalar(0x2400 + scalar.value)
  case 0x7F: "\u{2421}"
  case 0x80..<0xA0, 0x2028, 0x2029: "\u{2426}"
  default: nil
  }
}

/// Graphemes of several scalars, each kept once for the life of the program.
private struct Clusters: ~Copyable {
  private var numbers: [[Unicode.Scalar]: UInt32] = [:]
  private var texts: [String] = []

  /// Text from outside must not grow the table for ever; past it a grapheme is its first scalar.
  private static let capacity = 1 << 16

  mutating func number(of scalars: [Unicode.Scalar]) -> UInt32? {
    if let number = numbers[scalars] { return number }
    guard texts.count < Clusters.capacity else { return nil }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    texts.append(String(text))
    let number = UInt32(texts.count - 1)
    numbers[scalars] = number
    return number
  }

  func text(of number: UInt32) -> String { texts[Int(number)] }
}

private let clusters = Mutex(Clusters())
