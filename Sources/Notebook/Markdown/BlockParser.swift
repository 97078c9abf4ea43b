/// Reads lines as blocks; what quotes and list items hold is read by the same rules, one deeper.
struct BlockParser {
  typealias Located = (block: Block, line: Int)

  /// Deeper quotes and lists are read as text, so that no input can exhaust the stack.
  static let maximumDepth = 12

  private(set) var problems: [MarkdownDocument.Problem] = []

  mutating func blocks(of lines: [SourceLine], depth: Int) -> [Located] {
    var result: [Located] = []
    var rest = lines[...]
    while let line = rest.first {
      if line.text.isBlank {
        rest.removeFirst()
      } else if let block = block(from: &rest, depth: depth) {
        result.append((block, line.number))
      }
    }
    return result
  }

  /// Takes at least one line from `rest`; nil for a comment.
  private mutating func block(from rest: inout ArraySlice<SourceLine>, depth: Int) -> Block? {
    guard let start = rest.first.map({ BlockStart($0.text, depth: depth) }) else { return nil }
    switch start {
    case .heading(let level, let text):
      rest.removeFirst()
      return .heading(level: level, inlines(of: text))
    case .rule:
      rest.removeFirst()
      return .rule
    case .fence(let fence):
      return code(fence, from: &rest)
    case .formula:
      return displayFormula(from: &rest) ?? paragraph(from: &rest, depth: depth)
    case .comment:
      return comment(from: &rest)
    case .quote:
      return .quote(
        blocks(of: quotedLines(from: &rest, depth: depth), depth: depth + 1).map(\.block))
    case .item(let marker):
      return list(marker, from: &rest, depth: depth)
    case .text:
      return table(from: &rest) ?? paragraph(from: &rest, depth: depth)
    }
  }

  // MARK: Leaves

  private func paragraph(from rest: inout ArraySlice<SourceLine>, depth: Int) -> Block {
    var text: [Unicode.Scalar] = []
    repeat {
      let line = rest.removeFirst().text
      if !text.isEmpty { text.append("\n") }
      text += line.drop(while: \.isBlank)
    } while !(rest.first.map { $0.text.isBlank || interruptsParagraph(rest, depth: depth) } ?? true)
    return .paragraph(inlines(of: text[...].trimmed))
  }

  private func interruptsParagraph(_ rest: ArraySlice<SourceLine>, depth: Int) -> Bool {
    guard let line = rest.first else { return false }
    switch BlockStart(line.text, depth: depth) {
    case .text: return tableColumns(at: rest) != nil
    case .item(let marker): return marker.number == nil || marker.number == 1
    case .formula: return formulaLength(rest) != nil
    default: return true
    }
  }

  private mutating func code(_ fence: Fence, from rest: inout ArraySlice<SourceLine>) -> Block {
    let opening = rest.removeFirst().number
    let content = rest.prefix { !fence.isClosed(by: $0.text) }
    rest = rest[content.endIndex...]
    if rest.popFirst() == nil {
      report(opening, .openCode(closing: fence.closing))
    }
    let words = fence.info.split(separator: " ")
    if words.first == "kernel" {
      return .kernel(kernel(named: words.dropFirst().map(String.init), at: opening, content))
    }
    let text = content.map { line in
      line.text.dropFirst(min(fence.indent, line.text.indent)).string
    }
    return .code(language: fence.info, text: text.joined(separator: "\n"))
  }

  /// How many lines a `$$` block takes; nil if it is never closed at a line's end.
  private func formulaLength(_ rest: ArraySlice<SourceLine>) -> Int? {
    for (count, line) in rest.enumerated() {
      if line.text.isBlank { return nil }
      let text = count == 0 ? line.text.trimmed.dropFirst(2) : line.text.trimmed
      guard let end = text.firstIndex(of: "$$", from: text.startIndex) else { continue }
      return end + 2 == text.endIndex ? count + 1 : nil
    }
    return nil
  }

  private mutating func displayFormula(from rest: inout ArraySlice<SourceLine>) -> Block? {
    guard let count = formulaLength(rest) else {
      report(rest.first?.number ?? 0, .openFormula)
      return nil
    }
    let text = rest.prefix(count).flatMap { $0.text.trimmed + ["\n"] }[...].trimmed
    rest.removeFirst(count)
    return .formula(text.dropFirst(2).dropLast(2).trimmed.string)
  }

  /// Drops a comment; what follows it on its last line is left to be read.
  private mutating func comment(from rest: inout ArraySlice<SourceLine>) -> Block? {
    let opening = rest.first?.number ?? 0
    while var line = rest.popFirst() {
      guard let end = line.text.firstIndex(of: "-->", from: line.text.startIndex) else { continue }
      line.text = line.text[(end + 3)...]
      if !line.text.isBlank { rest = [line] + rest }
      return nil
    }
    report(opening, .openComment)
    return nil
  }

  mutating func report(_ line: Int, _ flaw: LessonFlaw) {
    problems.append(.init(line: line, flaw: flaw))
  }
}
