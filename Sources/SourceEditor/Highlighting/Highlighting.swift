/// What every line of a text begins inside of, so that any line can be coloured by itself.
struct Highlighting: Hashable, Sendable {
  private var entries: [LexerState]

  init(of lines: [String]) {
    entries = Array(repeating: LexerState(), count: lines.count)
    if lines.count > 1 { read(lines, from: 0, atLeastTo: lines.count - 1) }
  }

  func entry(of line: Int) -> LexerState { entries[line] }

  /// The tokens of line `index` of the text.
  func tokens(of index: Int, in lines: [String]) -> [Token] {
    SwiftLexer(lines[index], from: entries[index]).tokens
  }

  /// Reads the lines `new` of the text, which stand in place of the lines `old`, and those after
  /// them up to the first that begins as it did before.
  mutating func update(
    replacing old: ClosedRange<Int>, by new: ClosedRange<Int>, of lines: [String]
  ) {
    entries.replaceSubrange(
      old.lowerBound + 1..<old.upperBound + 1,
      with: repeatElement(LexerState(), count: new.count - 1))
    read(lines, from: new.lowerBound, atLeastTo: new.upperBound)
  }

  private mutating func read(_ lines: [String], from first: Int, atLeastTo last: Int) {
    var state = entries[first]
    for line in first..<lines.count - 1 {
      state = SwiftLexer(lines[line], from: state).state
      if line >= last && entries[line + 1] == state { return }
      entries[line + 1] = state
    }
  }
}

extension Highlighting {
  /// The braces of a line that open and close blocks.
  func braces(of index: Int, in lines: [String]) -> [UInt8] {
    let tokens = tokens(of: index, in: lines)
    return lines[index].utf8.enumerated().filter { offset, byte in
      (byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}"))
        && !tokens.contains { $0.range.contains(offset) }
    }.map(\.element)
  }
}
