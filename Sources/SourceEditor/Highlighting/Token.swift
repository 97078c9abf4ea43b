/// A stretch of a line that is shown in a style of its own.
struct Token: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case keyword, type, function, attribute, number, string, comment
  }

  /// In UTF-8 bytes.
  var range: Range<Int>
  var kind: Kind
}

/// What a line of Swift begins inside of, from the outermost to the innermost; empty in most lines.
struct LexerState: Hashable, Sendable {
  enum Context: Hashable, Sendable {
    /// `/*`, so many of them.
    case comment(depth: Int)
    /// A literal between so many `#`.
    case string(pounds: Int, isMultiline: Bool)
    /// `\(`, and so many `(` within.
    case interpolation(parentheses: Int)
  }

  var contexts: [Context] = []

  /// The state at the start of the next line: a literal of one line ends with it.
  mutating func endLine() {
    let open = contexts.firstIndex { context in
      if case .string(_, isMultiline: false) = context { return true }
      return false
    }
    if let open { contexts.removeSubrange(open...) }
  }
}
