/// What a console cell consists of: declarations, variables and statements in their order.
///
/// Only as much of Swift is understood as it takes to find where one ends and the next begins; whether
/// they are right is the compiler's business.
public struct CellItems: Hashable, Sendable {
  /// A name that a cell declares, and the word with which a single declaration is imported.
  public struct Name: Hashable, Codable, Sendable {
    /// `let`, `var`, `func`, `struct`, `class`, `enum`, `protocol` or `typealias`.
    public var kind: String
    /// The name itself.
    public var name: String
  }

  /// `let x: T = value`, or one part of `let x = 1, y = 2`.
  struct Binding: Hashable {
    var keyword: String
    var pattern: String
    var type: String?
    /// The bytes of the value.
    var value: Range<Int>
    var names: [String]
  }

  enum Item: Hashable {
    /// Kept as it is.
    case declaration(Range<Int>)
    /// The words after `import`.
    case importing(Range<Int>)
    case variables(Range<Int>, [Binding])
    case statement(Range<Int>)
    /// What has a value.
    case expression(Range<Int>)
  }

  let text: String
  private(set) var items: [Item] = []
  /// What later cells can use.
  public private(set) var names: [Name] = []
  /// The import declarations, word by word.
  public private(set) var imports: [String] = []
  /// Whether the text ends in the middle of something: more is to come.
  public private(set) var isUnfinished = false
  /// Whether it only looks at stored things: no call, no assignment, no declaration.
  public private(set) var onlyReads = true

  /// Whether there is anything in it that stays when it is over.
  var declares: Bool {
    items.contains { item in
      switch item {
      case .declaration, .importing, .variables: true
      case .statement, .expression: false
      }
    }
  }

  /// The items of `text`.
  public init(_ text: String) {
    self.text = text
    let scanned = SwiftTokens(text)
    let tokens = scanned.tokens
    isUnfinished = scanned.isOpen
    var start = 0
    var depth = 0
    for (index, token) in tokens.enumerated() {
      if depth == 0, index > start, token.beginsLine,
        !Self.goesOn(tokens[start..<index], with: token)
      {
        add(tokens[start..<index])
        start = index
      }
      switch token.text {
      case "(", "[", "{": depth += 1
      case ")", "]", "}": depth = max(0, depth - 1)
      case ";" where depth == 0:
        add(tokens[start..<index])
        start = index + 1
      default: break
      }
    }
    if start < tokens.count { add(tokens[start...]) }
    if depth > 0 { isUnfinished = true }
    if let last = tokens.last, Self.wantsMore(last), last.kind == .sign || last.text == "," {
      isUnfinished = true
    }
  }
}

// Where an item ends.
extension CellItems {
  private static let modifiers: Set<String> = [
    "public", "internal", "private", "fileprivate", "final", "lazy", "static", "weak", "unowned",
    "nonisolated", "indirect", "prefix", "postfix", "infix",
  ]
  private static let bodies: Set<String> = [
    "func", "struct", "class", "enum", "actor", "protocol", "extension", "if", "for", "while",
    "guard", "switch", "do", "repeat", "init", "subscript", "else", "catch",
  ]
  private static let continuing: Set<String> = [
    "else", "catch", "where", "as", "is", "throws", "rethrows", "async",
  ]

  /// Whether something has to stand behind `token` in the same item.
  private static func wantsMore(_ token: SwiftToken) -> Bool {
    switch token.kind {
    case .sign: !token.touchesLast || token.text == "="
    case .mark: token.text == "," || token.text == ":"
    case .word:
      ["else", "in", "where", "as", "is", "try", "let", "var", "func"].contains(token.text)
    case .number, .text: false
    }
  }

  private static func goesOn(_ item: ArraySlice<SwiftToken>, with next: SwiftToken) -> Bool {
    guard let last = item.last else { return true }
    if wantsMore(last) { return true }
    if next.text.hasPrefix("."), next.kind == .sign, next.text != "...", next.text != "..<" {
      return true
    }
    if next.kind == .sign, !next.touchesNext { return true }
    if next.kind == .mark, next.text == ":" || next.text == "," { return true }
    if next.kind == .word, continuing.contains(next.text) { return true }
    guard let head = head(of: item) else { return true }
    if head.token.text == "repeat", next.text == "while" { return true }
    if next.text == "{" { return bodies.contains(head.token.text) && last.text != "}" }
    return false
  }

  /// The first word that is neither attribute nor modifier.
  private static func head(
    of item: ArraySlice<SwiftToken>
  ) -> (token: SwiftToken, rest: ArraySlice<SwiftToken>)? {
    var rest = item
    while let token = rest.first {
      if token.text == "@" {
        rest = rest.dropFirst(2)
        if rest.first?.text == "(", rest.first?.touchesLast == true {
          var depth = 0
          repeat {
            depth += rest.first?.text == "(" ? 1 : rest.first?.text == ")" ? -1 : 0
            rest = rest.dropFirst()
          } while depth > 0 && !rest.isEmpty
        }
      } else if modifiers.contains(token.text) {
        rest = rest.dropFirst()
      } else {
        return (token, rest.dropFirst())
      }
    }
    return nil
  }
}

// What an item is.
extension CellItems {
  private mutating func add(_ tokens: ArraySlice<SwiftToken>) {
    guard let first = tokens.first, let last = tokens.last else { return }
    let range = first.range.lowerBound..<last.range.upperBound
    let head = Self.head(of: tokens)
    let keyword = head?.token.text ?? ""
    let rest = head?.rest ?? []
    switch keyword {
    case "let", "var":
      onlyReads = false
      let bindings = Self.bindings(keyword, rest)
      let isComputed = bindings == nil
      for name in bindings?.flatMap(\.names) ?? rest.prefix(1).map(\.text) {
        names.append(Name(kind: keyword, name: name))
      }
      items.append(isComputed ? .declaration(range) : .variables(range, bindings ?? []))
    case "func", "struct", "class", "enum", "actor", "protocol", "typealias":
      onlyReads = false
      if let name = rest.first?.text {
        // An actor is imported as a class.
        names.append(Name(kind: keyword == "actor" ? "class" : keyword, name: name))
      }
      items.append(.declaration(range))
    case "extension", "operator", "precedencegroup", "macro":
      onlyReads = false
      items.append(.declaration(range))
    case "import":
      imports.append(rest.map(\.text).joined(separator: " "))
      items.append(.importing(range))
    case "if", "for", "while", "repeat", "switch", "do", "guard", "defer", "return", "throw",
      "break", "continue":
      onlyReads = false
      items.append(.statement(range))
    default:
      let isAssignment = Self.isAssignment(tokens)
      if isAssignment || !Self.isPath(tokens) { onlyReads = false }
      items.append(isAssignment ? .statement(range) : .expression(range))
    }
  }

  private static func isAssignment(_ tokens: ArraySlice<SwiftToken>) -> Bool {
    let comparisons: Set<String> = ["==", "!=", "<=", ">=", "===", "!==", "~=", ".==", ".!="]
    var depth = 0
    for token in tokens {
      depth += ["(", "[", "{"].contains(token.text) ? 1 : 0
      depth -= [")", "]", "}"].contains(token.text) ? 1 : 0
      if depth == 0, token.kind == .sign, token.text.hasSuffix("="),
        !comparisons.contains(token.text)
      {
        return true
      }
    }
    return false
  }

  /// Whether it is a name, or what is stored in something: `kernel.mixture!.weights[0]`.
  private static func isPath(_ tokens: ArraySlice<SwiftToken>) -> Bool {
    tokens.allSatisfy { token in
      switch token.kind {
      case .word: !["try", "await", "consume", "copy"].contains(token.text)
      case .number, .text: true
      case .sign: token.text.allSatisfy { ".?!".contains($0) }
      case .mark: ["[", "]"].contains(token.text)
      }
    }
  }

  /// The parts of `let a = 1, b: T = 2`; nil where a part has no value of its own.
  private static func bindings(
    _ keyword: String, _ tokens: ArraySlice<SwiftToken>
  ) -> [Binding]? {
    var bindings: [Binding] = []
    var rest = tokens
    while !rest.isEmpty {
      guard let equals = end(of: rest, at: "=", countingAngles: true) else { return nil }
      let left = rest[..<equals]
      let colon = end(of: left, at: ":", countingAngles: false)
      let pattern = left[..<(colon ?? equals)]
      let type = colon.map { left[($0 + 1)...] }
      let after = rest[(equals + 1)...]
      let comma = end(of: after, at: ",", countingAngles: false)
      let value = after[..<(comma ?? after.endIndex)]
      guard let first = value.first, let last = value.last, !pattern.isEmpty else { return nil }
      bindings.append(
        Binding(
          keyword: keyword, pattern: spelled(pattern), type: type.map(spelled),
          value: first.range.lowerBound..<last.range.upperBound,
          names: pattern.filter { $0.kind == .word && $0.text != "_" }.map(\.text)))
      rest = comma.map { after[($0 + 1)...] } ?? []
    }
    return bindings.isEmpty ? nil : bindings
  }

  /// The place of the first `text` outside of brackets; nil where a body comes before it or none does.
  private static func end(
    of tokens: ArraySlice<SwiftToken>, at text: String, countingAngles: Bool
  ) -> Int? {
    var depth = 0
    for index in tokens.indices {
      let token = tokens[index]
      if depth == 0, token.text == text { return index }
      if depth == 0, countingAngles, token.text == "{" { return nil }
      switch token.text {
      case "(", "[", "{": depth += 1
      case ")", "]", "}": depth -= 1
      default: break
      }
      if countingAngles, token.kind == .sign {
        // `Array<Array<Int>>=` is nothing that compiles: signs of a type are only these.
        depth +=
          token.text.count { $0 == "<" } - (token.text == "->" ? 0 : token.text.count { $0 == ">" })
      }
    }
    return nil
  }

  private static func spelled(_ tokens: ArraySlice<SwiftToken>) -> String {
    tokens.map { ($0.touchesLast ? "" : " ") + $0.text }.joined().drop { $0 == " " }.description
  }
}
