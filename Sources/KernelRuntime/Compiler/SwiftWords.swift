/// The words of a Swift text without its comments and the prose of its strings, as far as it takes
/// to find names: identifiers, operators in one piece, other characters one by one.
struct SwiftWords {
  private let bytes: [UInt8]
  private var place = 0
  /// For each string that is open around the present place: its quotes, its `#`s, and how many
  /// parentheses of its interpolation are open.
  private var strings: [(quotes: Int, hashes: Int, open: Int)] = []

  init(_ text: String) { bytes = Array(text.utf8) }

  /// All words in order.
  static func all(in text: String) -> [Substring] {
    var words = SwiftWords(text)
    var found: [Substring] = []
    while let range = words.next() {
      found.append(Substring(decoding: words.bytes[range], as: UTF8.self))
    }
    return found
  }

  private func byte(_ ahead: Int = 0) -> UInt8 {
    place + ahead < bytes.count ? bytes[place + ahead] : 0
  }

  private mutating func next() -> Range<Int>? {
    while place < bytes.count {
      let start = place
      switch byte() {
      case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "/"): skipLine()
      case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "*"): skipComment()
      case UInt8(ascii: "\""): openString(hashes: 0)
      case UInt8(ascii: "#") where opensRawString: openString(hashes: hashCount)
      case let byte where Self.isName(byte):
        while place < bytes.count, Self.isName(self.byte()) { place += 1 }
        return start..<place
      case let byte where Self.isOperator(byte):
        while place < bytes.count, Self.isOperator(self.byte()), !opensComment { place += 1 }
        return start..<place
      case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\t"), UInt8(ascii: "\r"):
        place += 1
      default:
        place += 1
        if closesInterpolation(bytes[start]) { skipString() } else { return start..<place }
      }
    }
    return nil
  }

  private static func isName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
      true
    default: false
    }
  }

  private static func isOperator(_ byte: UInt8) -> Bool { "+-*/%<>=!&|^~?.".utf8.contains(byte) }

  private var opensComment: Bool {
    byte() == UInt8(ascii: "/") && [UInt8(ascii: "/"), UInt8(ascii: "*")].contains(byte(1))
  }

  private mutating func skipLine() {
    while place < bytes.count, byte() != UInt8(ascii: "\n") { place += 1 }
  }

  private mutating func skipComment() {
    var depth = 0
    repeat {
      if byte() == UInt8(ascii: "/"), byte(1) == UInt8(ascii: "*") {
        depth += 1
        place += 2
      } else if byte() == UInt8(ascii: "*"), byte(1) == UInt8(ascii: "/") {
        depth -= 1
        place += 2
      } else {
        place += 1
      }
    } while depth > 0 && place < bytes.count
  }
}

// Strings, whose interpolations are code.
extension SwiftWords {
  private var hashCount: Int {
    var count = 0
    while byte(count) == UInt8(ascii: "#") { count += 1 }
    return count
  }

  private var opensRawString: Bool { byte(hashCount) == UInt8(ascii: "\"") }

  private mutating func openString(hashes: Int) {
    place += hashes
    let isLong = byte(1) == UInt8(ascii: "\"") && byte(2) == UInt8(ascii: "\"")
    place += isLong ? 3 : 1
    strings.append((quotes: isLong ? 3 : 1, hashes: hashes, open: 0))
    skipString()
  }

  /// Goes on to the string's end or into its next interpolation.
  private mutating func skipString() {
    guard let string = strings.last else { return }
    while place < bytes.count {
      if byte() == UInt8(ascii: "\\"), follow(1, UInt8(ascii: "#"), string.hashes) {
        place += 1 + string.hashes
        if byte() == UInt8(ascii: "(") {
          place += 1
          strings[strings.count - 1].open = 1
          return
        }
        place += 1
      } else if follow(0, UInt8(ascii: "\""), string.quotes),
        follow(string.quotes, UInt8(ascii: "#"), string.hashes)
      {
        place += string.quotes + string.hashes
        strings.removeLast()
        return
      } else if string.quotes == 1, byte() == UInt8(ascii: "\n") {
        // Not closed: the compiler will say so.
        strings.removeLast()
        return
      } else {
        place += 1
      }
    }
  }

  private func follow(_ ahead: Int, _ wanted: UInt8, _ count: Int) -> Bool {
    (0..<count).allSatisfy { byte(ahead + $0) == wanted }
  }

  /// Counts parentheses of an interpolation.
  ///
  /// - Returns: Whether `byte` is its last one, behind which the string goes on.
  private mutating func closesInterpolation(_ byte: UInt8) -> Bool {
    guard let last = strings.indices.last else { return false }
    if byte == UInt8(ascii: "(") { strings[last].open += 1 }
    if byte == UInt8(ascii: ")") { strings[last].open -= 1 }
    return strings[last].open == 0
  }
}
