/// Pieces read so far, with the marks that may still open emphasis or a link.
struct InlineNodes {
  private enum Node {
    case text([Unicode.Scalar])
    case inline(Inline, depth: Int)
    case delimiter(Unicode.Scalar, count: Int, run: Run)
    case bracket(String)
  }

  /// A row of marks as it was written.
  private struct Run {
    var length: Int
    var canOpen: Bool
    var canClose: Bool

    /// Whether this, before `closer`, opens what that closes.
    ///
    /// Where one of them could do either, `*a**b**c*` is bold within emphasis: a single mark and a double
    /// one belong to different pairs (CommonMark 0.31, emphasis, rules 9 and 10).
    func isOpened(before closer: Run) -> Bool {
      guard canClose || closer.canOpen else { return true }
      return (length + closer.length) % 3 != 0 || length % 3 == 0
    }
  }

  /// Emphasis nested deeper is dropped, its text kept, so that no input can exhaust the stack.
  private static let maximumDepth = 12

  private var nodes: [Node] = []
  private var openBrackets: [Int] = []

  var hasOpenBracket: Bool { !openBrackets.isEmpty }

  mutating func append(_ text: Scalars) {
    if case .text(var last)? = nodes.last {
      nodes[nodes.count - 1] = .text([])
      last += text
      nodes[nodes.count - 1] = .text(last)
    } else {
      nodes.append(.text(Array(text)))
    }
  }

  mutating func append(_ inline: Inline) { nodes.append(.inline(inline, depth: 1)) }

  /// Drops blanks at the end and tells how many there were.
  mutating func trimTrailingBlanks() -> Int {
    guard case .text(let last)? = nodes.last else { return 0 }
    let blanks = last.reversed().prefix(while: \.isBlank).count
    nodes[nodes.count - 1] = .text(last.dropLast(blanks))
    return blanks
  }

  // MARK: Emphasis

  mutating func appendDelimiter(_ mark: Unicode.Scalar, count: Int, canOpen: Bool, canClose: Bool) {
    let run = Run(length: count, canOpen: canOpen, canClose: canClose)
    var left = count
    while canClose, left > 0, let opener = lastDelimiter(mark, before: run) {
      let used = min(2, left, opener.count)
      let content = take(from: opener.index + 1)
      nodes[opener.index] = .delimiter(mark, count: opener.count - used, run: opener.run)
      if opener.count == used { nodes.removeLast() }
      wrap(content) { used == 2 ? .strong($0) : .emphasis($0) }
      left -= used
    }
    guard left > 0 else { return }
    if canOpen {
      nodes.append(.delimiter(mark, count: left, run: run))
    } else {
      append(Array(repeating: mark, count: left)[...])
    }
  }

  /// The innermost mark of this kind that `closer` closes, not looking out of an open bracket.
  private func lastDelimiter(
    _ mark: Unicode.Scalar, before closer: Run
  ) -> (index: Int, count: Int, run: Run)? {
    let start = openBrackets.last ?? 0
    for index in nodes.indices[start...].reversed() {
      if case .delimiter(mark, let count, let run) = nodes[index], run.isOpened(before: closer) {
        return (index, count, run)
      }
    }
    return nil
  }

  // MARK: Links

  mutating func openBracket(_ mark: String) {
    openBrackets.append(nodes.count)
    nodes.append(.bracket(mark))
  }

  /// The last open bracket is only a bracket.
  mutating func dropBracket() { _ = openBrackets.popLast() }

  mutating func closeLink(address: String) {
    guard let start = openBrackets.popLast() else { return }
    let content = take(from: start + 1)
    nodes.removeLast()
    wrap(content) { .link($0, address: address) }
  }

  // MARK: Results

  /// The pieces, with the marks that opened nothing as text.
  mutating func finished() -> [Inline] {
    openBrackets = []
    return take(from: 0).inlines
  }

  private mutating func wrap(
    _ content: (inlines: [Inline], depth: Int), _ make: ([Inline]) -> Inline
  ) {
    if content.depth >= Self.maximumDepth || content.inlines.isEmpty {
      nodes += content.inlines.map { .inline($0, depth: content.depth) }
    } else {
      nodes.append(.inline(make(content.inlines), depth: content.depth + 1))
    }
  }

  /// Removes the nodes from `start` on, as finished pieces with neighbouring texts joined.
  private mutating func take(from start: Int) -> (inlines: [Inline], depth: Int) {
    var inlines: [Inline] = []
    var text: [Unicode.Scalar] = []
    var deepest = 0
    func flush() {
      if !text.isEmpty { inlines.append(.text(text[...].string)) }
      text = []
    }
    for node in nodes[start...] {
      switch node {
      case .text(let scalars): text += scalars
      case .delimiter(let mark, let count, _): text += Array(repeating: mark, count: count)
      case .bracket(let mark): text += mark.unicodeScalars
      case .inline(.text(let string), _): text += string.unicodeScalars
      case .inline(let inline, let depth):
        flush()
        inlines.append(inline)
        deepest = max(deepest, depth)
      }
    }
    flush()
    nodes.removeSubrange(start...)
    return (inlines, deepest)
  }
}
