/// A word, an operator, a literal or another character of a Swift text, and where it stands.
struct SwiftToken: Hashable {
  enum Kind: Hashable {
    case word, number, text, sign
    /// A bracket, a comma, a semicolon and the like: one character.
    case mark
  }

  var kind: Kind
  var text: String
  /// In bytes of UTF-8.
  var range: Range<Int>
  /// Whether a line ends between the token before it and this one.
  var beginsLine: Bool
  /// Whether something other than white space stands directly before, or after it.
  var touchesLast = false
  var touchesNext = false
}

/// The tokens of a Swift text, which need not compile, and whether it ends in the middle of one.
struct SwiftTokens {
  private(set) var tokens: [SwiftToken] = []
  /// Whether a comment or a text of several lines is still open at the end.
  private(set) var isOpen = false
  private let bytes: [UInt8]
  private var place = 0
  private var beginsLine = true

  init(_ text: String) {
    bytes = Array(text.utf8)
    while place < bytes.count { readNext() }
    for index in tokens.indices {
      let range = tokens[index].range
      tokens[index].touchesLast = range.lowerBound > 0 && !isBlank(bytes[range.lowerBound - 1])
      tokens[index].touchesNext =
        range.upperBound < bytes.count && !isBlank(bytes[range.upperBound])
    }
  }

  private func byte(_ ahead: Int = 0) -> UInt8 {
    place + ahead < bytes.count ? bytes[place + ahead] : 0
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }

  private func startsWith(_ text: StaticString) -> Bool {
    (0..<text.utf8CodeUnitCount).allSatisfy { byte($0) == text.utf8Start[$0] }
  }

  private mutating func readNext() {
    let first = byte()
    if isBlank(first) {
      if first == 10 || first == 13 { beginsLine = true }
      place += 1
    } else if startsWith("//") {
      while place < bytes.count, byte() != 10 { place += 1 }
    } else if startsWith("/*") {
      skipComment()
    } else {
      readToken()
    }
  }

  private mutating func skipComment() {
    var depth = 0
    repeat {
      if startsWith("/*") {
        depth += 1
        place += 2
      } else if startsWith("*/") {
        depth -= 1
        place += 2
      } else {
        if byte() == 10 { beginsLine = true }
        place += 1
      }
    } while depth > 0 && place < bytes.count
    if depth > 0 { isOpen = true }
  }

  private mutating func readToken() {
    let start = place
    let kind = advance()
    tokens.append(
      SwiftToken(
        kind: kind, text: String(decoding: bytes[start..<place], as: UTF8.self),
        range: start..<place, beginsLine: beginsLine))
    beginsLine = false
  }

  private mutating func advance() -> SwiftToken.Kind {
    switch byte() {
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      skipNumber()
      return .number
    case UInt8(ascii: "`"):
      repeat { place += 1 } while place < bytes.count && byte() != UInt8(ascii: "`")
      place = min(place + 1, bytes.count)
      return .word
    case let first where isName(first) || first == UInt8(ascii: "$"):
      place += 1
      while isName(byte()) { place += 1 }
      return .word
    case UInt8(ascii: "\""), UInt8(ascii: "#"):
      return skipString() ? .text : .mark
    case let first where isSign(first):
      while isSign(byte()), !startsWith("//"), !startsWith("/*") { place += 1 }
      return .sign
    default:
      place += 1
      return .mark
    }
  }

  private func isName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
      true
    default: false
    }
  }

  private func isSign(_ byte: UInt8) -> Bool { byte > 0 && "+-*/%<>=!&|^~?.".utf8.contains(byte) }

  private mutating func skipNumber() {
    while isName(byte()) || byte() == UInt8(ascii: ".") && isName(byte(1)) {
      let isExponent = [UInt8(ascii: "e"), UInt8(ascii: "E")].contains(byte())
      place += 1
      if isExponent, [UInt8(ascii: "-"), UInt8(ascii: "+")].contains(byte()) { place += 1 }
    }
  }

  /// Skips a string with all that is interpolated in it.
  ///
  /// - Returns: Whether one stands here; else one character is skipped.
  private mutating func skipString() -> Bool {
    var hashes = 0
    while byte(hashes) == UInt8(ascii: "#") { hashes += 1 }
    guard byte(hashes) == UInt8(ascii: "\"") else {
      place += max(1, hashes)
      return false
    }
    place += hashes
    let isLong = startsWith("\"\"\"")
    let quotes = isLong ? 3 : 1
    place += quotes
    while place < bytes.count {
      if byte() == UInt8(ascii: "\\"), follow(1, UInt8(ascii: "#"), hashes) {
        place += 1 + hashes
        if byte() == UInt8(ascii: "(") { skipInterpolation() } else { place += 1 }
      } else if follow(0, UInt8(ascii: "\""), quotes), follow(quotes, UInt8(ascii: "#"), hashes) {
        place += quotes + hashes
        return true
      } else if !isLong, byte() == 10 {
        // Not closed: the compiler will say so.
        return true
      } else {
        place += 1
      }
    }
    if isLong { isOpen = true }
    place = min(place, bytes.count)
    return true
  }

  private mutating func skipInterpolation() {
    var depth = 0
    while place < bytes.count {
      switch byte() {
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth -= 1
      case UInt8(ascii: "\""):
        _ = skipString()
        continue
      default: break
      }
      place += 1
      if depth == 0 { return }
    }
  }

  private func follow(_ ahead: Int, _ wanted: UInt8, _ count: Int) -> Bool {
    (0..<count).allSatisfy { byte(ahead + $0) == wanted }
  }
}
