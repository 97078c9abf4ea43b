/// A parsed Markdown text.
///
/// Any text parses; what looks like a slip is told in `problems`. The dialect is what lessons use: `#` headings, paragraphs, lists, pipe tables, quotes, rules,
/// fenced code, `kernel NAME` fences, `$…$` and `$$…$$`, emphasis, code, links, hard breaks and
/// backslash escapes. Comments are dropped.
public struct MarkdownDocument: Hashable, Sendable {
  /// Something that the author surely did not mean.
  public struct Problem: Hashable, Sendable {
    /// From 1.
    public var line: Int
    /// What is wrong.
    public var flaw: LessonFlaw
  }

  /// The blocks from top to bottom.
  public var blocks: [Block]
  /// The line, from 1, in which each block begins.
  public var lines: [Int]
  /// In order of their lines.
  public var problems: [Problem]

  /// Parses `text`.
  public init(parsing text: String) {
    var parser = BlockParser()
    let located = parser.blocks(of: sourceLines(of: text), depth: 0)
    blocks = located.map(\.block)
    lines = located.map(\.line)
    problems = parser.problems.sorted { $0.line < $1.line }
  }
}

/// A line of the source without the marks of the quotes and lists that hold it.
struct SourceLine {
  /// From 1.
  var number: Int
  var text: Scalars
}

/// The lines of `text`, with tabs at their beginning as four spaces.
private func sourceLines(of text: String) -> [SourceLine] {
  let lines = Array(text.unicodeScalars).split(separator: "\n", omittingEmptySubsequences: false)
  return lines.enumerated().map { index, line in
    var line = line.last == "\r" ? line.dropLast() : line
    if index == 0, line.first == "\u{FEFF}" { line = line.dropFirst() }
    let margin = line.prefix { $0 == " " || $0 == "\t" }
    if margin.contains("\t") {
      let spaces = margin.flatMap {
        Array(repeating: " " as Unicode.Scalar, count: $0 == "\t" ? 4 : 1)
      }
      line = Scalars(spaces + line[margin.endIndex...])
    }
    return SourceLine(number: index + 1, text: line)
  }
}
