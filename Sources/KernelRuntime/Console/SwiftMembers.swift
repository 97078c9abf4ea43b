/// What types have inside, as far as Swift sources say it: names alone, and types where they are written.
public struct SwiftMembers: Hashable, Sendable {
  /// The members of each type by name, with the types that are written beside them.
  public private(set) var members: [String: [String: String?]] = [:]
  /// What is declared outside of types.
  public private(set) var globals: Set<String> = []

  /// The members of the types in `files`.
  public init(in files: [String]) {
    for file in files { read(SwiftTokens(file).tokens) }
  }

  private mutating func read(_ tokens: [SwiftToken]) {
    /// The types that are open, with the depth of what is inside; nil for other blocks.
    var open: [String?] = []
    var next: String?
    var isPrivate = false
    for (index, token) in tokens.enumerated() {
      switch token.text {
      case "{":
        open.append(next)
        next = nil
      case "}": _ = open.popLast()
      case "class", "struct", "enum", "extension", "protocol", "actor":
        // `static func` has `class func` for a twin.
        guard index + 1 < tokens.count, tokens[index + 1].kind == .word else { continue }
        if open.isEmpty, token.text != "extension", !isPrivate {
          globals.insert(tokens[index + 1].text)
        }
        next = tokens[index + 1].text
      case "private", "fileprivate":
        isPrivate = !(index + 1 < tokens.count && tokens[index + 1].text == "(")
        continue
      case "let", "var", "func", "case":
        guard index + 1 < tokens.count, tokens[index + 1].kind == .word, !isPrivate else { break }
        declare(tokens[(index + 1)...], by: token.text, in: open)
      default: continue
      }
      if token.text != "{" { isPrivate = false }
    }
  }

  private mutating func declare(
    _ tokens: ArraySlice<SwiftToken>, by keyword: String, in open: [String?]
  ) {
    guard let name = tokens.first?.text else { return }
    if open.isEmpty, keyword == "func" { globals.insert(name) }
    guard case .some(.some(let type)) = open.last else { return }
    let shown = keyword == "func" ? name + "(" : name
    var written: String?
    let rest = tokens.dropFirst()
    if keyword != "func", rest.first?.text == ":" {
      written = rest.dropFirst().first { $0.kind == .word }?.text
    }
    members[type, default: [:]][shown] = .some(written)
  }
}
