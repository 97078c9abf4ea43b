/// Reads one line of Swift for its colours: enough of the lexical structure to never lose its way
/// in strings and comments, and no grammar.
struct SwiftLexer {
  private(set) var state: LexerState
  private(set) var tokens: [Token] = []

  private let bytes: [UInt8]
  private var at = 0

  /// Reads `line`, which begins in `state`; afterwards `state` is that of the next line.
  init(_ line: String, from state: LexerState) {
    self.state = state
    bytes = Array(line.utf8)
    while at < bytes.count {
      switch self.state.contexts.last {
      case .comment(let depth): readComment(depth: depth)
      case .string(let pounds, let isMultiline):
        readString(pounds: pounds, quotes: isMultiline ? 3 : 1)
      case .interpolation, nil: readCode()
      }
    }
    self.state.endLine()
  }

  /// The byte `distance` further on; 0 past the end.
  private func byte(_ distance: Int = 0) -> UInt8 {
    at + distance < bytes.count ? bytes[at + distance] : 0
  }

  /// How many times `byte` stands from `distance` on.
  private func count(of byte: UInt8, from distance: Int = 0) -> Int {
    var count = 0
    while self.byte(distance + count) == byte { count += 1 }
    return count
  }

  private mutating func add(_ kind: Token.Kind, from start: Int) {
    if let last = tokens.last, last.kind == kind, last.range.upperBound == start {
      tokens[tokens.count - 1].range = last.range.lowerBound..<at
    } else {
      tokens.append(Token(range: start..<at, kind: kind))
    }
  }

  // MARK: Comments and strings

  private mutating func readComment(depth: Int) {
    let start = at
    var depth = depth
    while at < bytes.count && depth > 0 {
      switch (byte(), byte(1)) {
      case (.slash, .star): (depth, at) = (depth + 1, at + 2)
      case (.star, .slash): (depth, at) = (depth - 1, at + 2)
      default: at += 1
      }
    }
    state.contexts.removeLast()
    if depth > 0 { state.contexts.append(.comment(depth: depth)) }
    add(.comment, from: start)
  }

  /// Up to the end of the literal, of the line, or to an interpolation.
  private mutating func readString(pounds: Int, quotes: Int) {
    let start = at
    while at < bytes.count {
      if byte() == .quote, count(of: .quote) >= quotes, count(of: .pound, from: quotes) >= pounds {
        at += quotes + pounds
        state.contexts.removeLast()
        break
      }
      if byte() == .backslash, count(of: .pound, from: 1) >= pounds {
        at += 1 + pounds
        let escaped = byte()
        at = min(at + 1, bytes.count)
        if escaped == .open {
          state.contexts.append(.interpolation(parentheses: 0))
          break
        }
      } else {
        at += 1
      }
    }
    add(.string, from: start)
  }

  /// A literal's opening; false if there is none here.
  private mutating func readStringStart() -> Bool {
    let pounds = count(of: .pound)
    guard byte(pounds) == .quote else { return false }
    let isMultiline = count(of: .quote, from: pounds) >= 3
    let start = at
    at += pounds + (isMultiline ? 3 : 1)
    state.contexts.append(.string(pounds: pounds, isMultiline: isMultiline))
    add(.string, from: start)
    return true
  }

  // MARK: Code

  private mutating func readCode() {
    let first = byte()
    switch first {
    case .quote, .pound:
      if !readStringStart() { readMarked() }
    case .slash where byte(1) == .slash:
      let start = at
      at = bytes.count
      add(.comment, from: start)
    case .slash where byte(1) == .star:
      let start = at
      at += 2
      state.contexts.append(.comment(depth: 1))
      add(.comment, from: start)
    case UInt8(ascii: "@"): readMarked()
    case UInt8(ascii: "`"):
      repeat { at += 1 } while at < bytes.count && byte() != UInt8(ascii: "`")
      at = min(at + 1, bytes.count)
    case _ where first.isDigit: readNumber()
    case _ where first.beginsName: readName()
    case .open, .close: readParenthesis()
    default: at += 1
    }
  }

  /// `@Slider`, `#if`.
  private mutating func readMarked() {
    let start = at
    repeat { at += 1 } while byte().continuesName
    add(.attribute, from: start)
  }

  private mutating func readNumber() {
    let start = at
    let isHexadecimal = byte() == UInt8(ascii: "0") && byte(1) == UInt8(ascii: "x")
    let exponents = isHexadecimal ? Array("pP".utf8) : Array("eE".utf8)
    while at < bytes.count {
      let isSign = byte() == UInt8(ascii: "-") || byte() == UInt8(ascii: "+")
      if byte().continuesName || (byte() == .dot && byte(1).isDigit)
        || (isSign && exponents.contains(bytes[at - 1]) && byte(1).isDigit)
      {
        at += 1
      } else {
        break
      }
    }
    add(.number, from: start)
  }

  private mutating func readName() {
    let start = at
    let isMember = start > 0 && bytes[start - 1] == .dot && (start < 2 || bytes[start - 2] != .dot)
    while byte().continuesName { at += 1 }
    let name = String(decoding: bytes[start..<at], as: UTF8.self)
    if Self.keywords.contains(name) && (!isMember || name == "self" || name == "init") {
      add(.keyword, from: start)
    } else if bytes[start].isCapital && name.utf8.count > 1 {
      // One letter alone is the paper's, as the matrix K.
      add(.type, from: start)
    } else if byte() == .open {
      add(.function, from: start)
    }
  }

  private mutating func readParenthesis() {
    let isOpening = byte() == .open
    at += 1
    guard case .interpolation(let parentheses) = state.contexts.last else { return }
    state.contexts.removeLast()
    if isOpening || parentheses > 0 {
      state.contexts.append(.interpolation(parentheses: parentheses + (isOpening ? 1 : -1)))
    } else {
      add(.string, from: at - 1)
    }
  }

  /// Those that are reserved everywhere, and the modifiers that kernels are written with.
  private static let keywords: Set<String> = [
    "Any", "Self", "actor", "any", "as", "associatedtype", "async", "await", "borrowing", "break",
    "case",
    "catch", "class", "consuming", "continue", "convenience", "default", "defer", "deinit", "do",
    "dynamic", "else", "enum", "extension", "fallthrough", "false", "fileprivate", "final", "for",
    "func", "guard", "if", "import", "in", "indirect", "infix", "init", "inout", "internal", "is",
    "lazy", "let", "mutating", "nil", "nonisolated", "nonmutating", "open", "operator", "override",
    "package", "postfix", "precedencegroup", "prefix", "private", "protocol", "public", "repeat",
    "required", "rethrows", "return", "self", "some", "static", "struct", "subscript",
    "super", "switch", "throw", "throws", "true", "try", "typealias", "unowned", "var", "weak",
    "where", "while",
  ]
}

extension UInt8 {
  fileprivate static let quote = UInt8(ascii: "\"")
  fileprivate static let pound = UInt8(ascii: "#")
  fileprivate static let backslash = UInt8(ascii: "\\")
  fileprivate static let slash = UInt8(ascii: "/")
  fileprivate static let star = UInt8(ascii: "*")
  fileprivate static let open = UInt8(ascii: "(")
  fileprivate static let close = UInt8(ascii: ")")
  fileprivate static let dot = UInt8(ascii: ".")

  fileprivate var isDigit: Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= self }
  fileprivate var isCapital: Bool { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= self }
  /// A letter of ASCII or a byte of any other script.
  fileprivate var beginsName: Bool {
    isCapital || UInt8(ascii: "a")...UInt8(ascii: "z") ~= self || self == UInt8(ascii: "_")
      || self >= 0x80
  }
  fileprivate var continuesName: Bool { beginsName || isDigit }
}
