/// What a Swift file gives to the other files of its module, and what it takes: names alone.
///
/// Two files that share no name have nothing to do with each other; the reverse need not hold, and then
/// a file more than necessary is compiled.
struct SwiftNames: Hashable, Sendable {
  /// What is declared outside of types and in extensions, unless it is private.
  private(set) var declared: Set<String> = []
  /// The types that it extends.
  private(set) var extended: Set<String> = []
  /// All names that occur.
  private(set) var mentioned: Set<String> = []
  /// The classes that are kernels.
  private(set) var kernels: Set<String> = []

  private static let keywords: Set<Substring> = [
    "class", "struct", "enum", "protocol", "actor", "typealias", "func", "var", "let", "extension",
    "init", "subscript", "case", "operator",
  ]

  /// The names of `text`, which need not compile.
  init(in text: String) {
    let words = SwiftWords.all(in: text)
    var depth = 0
    /// The type that is extended around the present place, outermost.
    var extending: Substring?
    var isPrivate = false
    for (index, word) in words.enumerated() {
      switch word {
      case "{": depth += 1
      case "}":
        depth = max(0, depth - 1)
        if depth == 0 { extending = nil }
      case "private", "fileprivate":
        isPrivate = index + 1 < words.count && words[index + 1] != "("
      case _ where Self.keywords.contains(word):
        guard index + 1 < words.count, !Self.keywords.contains(words[index + 1]) else { break }
        defer { isPrivate = false }
        let isOutermost = depth == 0 || depth == 1 && extending != nil
        guard isOutermost, index == 0 || !words[index - 1].hasSuffix(".") else { break }
        if word == "extension" {
          extending = words[index + 1]
          extended.insert(String(words[index + 1]))
        } else if !isPrivate {
          declare(word, words[(index + 1)...], in: extending)
        }
      default: mentioned.insert(String(word))
      }
    }
  }

  private mutating func declare(
    _ keyword: Substring, _ rest: ArraySlice<Substring>, in extending: Substring?
  ) {
    guard let name = rest.first else { return }
    switch keyword {
    case "init", "subscript": extending.map { _ = declared.insert(String($0)) }
    case "class":
      declared.insert(String(name))
      let heritage = rest.prefix { $0 != "{" }
      if heritage.contains("Kernel") { kernels.insert(String(name)) }
    case "let", "var":
      // `let (a, b) = …` names several.
      let names = name == "(" ? rest.prefix { $0 != ")" }.dropFirst() : rest.prefix(1)
      declared.formUnion(names.filter { $0 != "," }.map(String.init))
    default: declared.insert(String(name))
    }
  }

  /// Whether something here may mean what `other` declares, or what it adds to a type.
  func uses(_ other: SwiftNames) -> Bool {
    !mentioned.isDisjoint(with: other.declared) || !mentioned.isDisjoint(with: other.extended)
  }

  /// Whether something here may mean another thing once what `other` declares has changed.
  func depends(on other: SwiftNames) -> Bool { !mentioned.isDisjoint(with: other.declared) }
}
