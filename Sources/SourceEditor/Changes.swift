extension SourceEditor {
  /// A place where the text differs from the original.
  public struct Change: Hashable, Sendable {
    /// The first line of the text that it is about, from 1; where lines are missing, the one that
    /// follows them.
    public var line: Int
    /// The original's lines that are no longer there.
    public var removed: [String]
    /// The lines that stand in their place.
    public var inserted: [String]
  }

  /// The places where the text differs from the original, from top to bottom.
  public var changes: [Change] {
    difference.hunks.map { hunk in
      Change(
        line: hunk.new.lowerBound + 1, removed: Array(original[hunk.old]),
        inserted: Array(buffer.lines[hunk.new]))
    }
  }

  /// Puts the original's lines back in the change number `index`, as one edit.
  mutating func takeBack(_ index: Int) {
    guard difference.hunks.indices.contains(index) else { return }
    let hunk = difference.hunks[index]
    let lines = original[hunk.old]
    edit { editor in
      let (range, text) = editor.replacement(of: hunk.new, by: lines)
      let change = editor.replace(range, with: text)
      let line = min(hunk.new.lowerBound, editor.buffer.lines.count - 1)
      editor.selection = Selection(TextPosition(line: line, offset: 0))
      return [change]
    }
  }

  /// What is to be replaced, and by what, so that `lines` stand in place of those of `range`: with the
  /// line break after them, or, where they are the last ones, with the one before.
  private func replacement(
    of range: Range<Int>, by lines: ArraySlice<String>
  ) -> (Range<TextPosition>, String) {
    let start = TextPosition(line: range.lowerBound, offset: 0)
    if range.upperBound < buffer.lines.count {
      let end = TextPosition(line: range.upperBound, offset: 0)
      return (start..<end, lines.map { $0 + "\n" }.joined())
    }
    if range.lowerBound == 0 { return (.start..<buffer.end, lines.joined(separator: "\n")) }
    return (buffer.lineEnd(range.lowerBound - 1)..<buffer.end, lines.map { "\n" + $0 }.joined())
  }
}
