internal import Cells

extension SourceEditor {
  private static let indentation = 2

  // MARK: Typing

  mutating func insert(_ text: String) {
    let text = TextBuffer.withPlainBreaks(text)
    guard !text.isEmpty else { return }
    if text == "}", selection.isEmpty, let start = blockIndentation { return close(at: start) }
    edit(selection.isEmpty ? .typing : .other) { $0.replaceSelection(with: text) }
  }

  mutating func paste(_ text: String) {
    guard !text.isEmpty || hasSelection else { return }
    edit { $0.replaceSelection(with: TextBuffer.withPlainBreaks(text)) }
  }

  private mutating func replaceSelection(with text: String) -> [TextChange] {
    let change = replace(selection.range, with: text)
    selection = Selection(change.insertedEnd)
    return [change]
  }

  mutating func replaceAll(_ text: String) {
    let text = TextBuffer.withPlainBreaks(text)
    guard text != self.text else { return }
    let (line, column) = cursor
    edit { editor in
      let change = editor.replace(.start..<editor.buffer.end, with: text)
      editor.selection = Selection(.start)
      return [change]
    }
    perform(.place(line: line, column: column, selecting: false))
  }

  /// A line break, the blanks of the line, and two more after an opening bracket; a closing one
  /// after the cursor gets a line of its own.
  mutating func breakLine() {
    edit { editor in
      let range = editor.selection.range
      let line = editor.buffer.lines[range.lowerBound.line]
      let before = line.slice(0..<range.lowerBound.offset)
      let rest = editor.buffer.lines[range.upperBound.line].slice(from: range.upperBound.offset)
      let blanks = line.slice(0..<line.indentation)
      // A line that would be left with blanks alone is left empty.
      let start = TextPosition(
        line: range.lowerBound.line,
        offset: before.indentation == before.utf8.count ? 0 : range.lowerBound.offset)
      let end = TextPosition(
        line: range.upperBound.line, offset: range.upperBound.offset + rest.indentation)
      let opening = before.last { !$0.isWhitespace }
      let isOpen = opening.map { "{([".contains($0) } ?? false
      let inner = isOpen ? blanks + String(repeating: " ", count: Self.indentation) : blanks
      let isClosed = isOpen && rest.first { !$0.isWhitespace }.map { "})]".contains($0) } ?? false
      let change = editor.replace(
        start..<end, with: "\n" + inner + (isClosed ? "\n" + blanks : ""))
      editor.selection = Selection(start.after("\n" + inner))
      return [change]
    }
  }

  /// A `}` that begins its line, at the indentation of the line that opened the block.
  private mutating func close(at indentation: String) {
    edit { editor in
      let head = editor.selection.head
      let change = editor.replace(
        TextPosition(line: head.line, offset: 0)..<head, with: indentation + "}")
      editor.selection = Selection(change.insertedEnd)
      return [change]
    }
  }

  /// The blanks before the line whose `{` is open at the cursor; nil if the cursor has more than
  /// blanks before it or no block is open.
  private var blockIndentation: String? {
    let head = selection.head
    guard buffer.lines[head.line].indentation >= head.offset else { return nil }
    var open = 0
    for line in stride(from: head.line - 1, through: 0, by: -1) {
      for brace in highlighting.braces(of: line, in: buffer.lines).reversed() {
        open += brace == UInt8(ascii: "{") ? 1 : -1
        if open > 0 {
          return buffer.lines[line].slice(0..<buffer.lines[line].indentation)
        }
      }
    }
    return nil
  }

  // MARK: Deleting

  /// Where Backspace deletes to: two columns back within a line's indentation, else one character.
  var backspaceTarget: TextPosition {
    let head = selection.head
    let before = buffer.lines[head.line].utf8.prefix(head.offset)
    if head.offset >= Self.indentation && before.allSatisfy({ $0 == UInt8(ascii: " ") }) {
      let rest = head.offset % Self.indentation
      let step = rest == 0 ? Self.indentation : rest
      return TextPosition(line: head.line, offset: head.offset - step)
    }
    return buffer.previous(head)
  }

  /// Deletes the selection, else what is between the cursor and `target`.
  mutating func delete(to target: TextPosition) {
    let head = selection.head
    let range = hasSelection ? selection.range : min(head, target)..<max(head, target)
    guard !range.isEmpty else { return }
    edit(hasSelection ? .other : .deleting) { editor in
      editor.selection = Selection(range.lowerBound)
      return [editor.replace(range, with: "")]
    }
  }

  /// The rest of the line; at its end the line break.
  mutating func deleteToLineEnd() {
    let end = buffer.lineEnd(selection.head.line)
    delete(to: end == selection.head ? buffer.next(end) : end)
  }

  // MARK: Clipboard

  mutating func copy() {
    if hasSelection {
      clipboard = selectedText
    } else {
      clipboard = buffer.lines[selection.head.line] + "\n"
      clipboardIsLine = true
    }
  }

  mutating func cut() {
    copy()
    if hasSelection { return delete(to: selection.head) }
    let line = selection.head.line
    let isLast = line + 1 == buffer.lines.count
    let start = isLast && line > 0 ? buffer.lineEnd(line - 1) : TextPosition(line: line, offset: 0)
    let end = isLast ? buffer.lineEnd(line) : TextPosition(line: line + 1, offset: 0)
    guard start < end else { return }
    edit { editor in
      let change = editor.replace(start..<end, with: "")
      editor.selection = Selection(
        TextPosition(line: start.line, offset: isLast ? 0 : start.offset))
      return [change]
    }
  }

  /// Inserts `clipboard`, a whole line above that of the cursor.
  mutating func pasteClipboard() {
    guard clipboardIsLine && selection.isEmpty else { return paste(clipboard) }
    edit { editor in
      let head = editor.selection.head
      let start = TextPosition(line: head.line, offset: 0)
      let change = editor.replace(start..<start, with: editor.clipboard)
      editor.selection = Selection(head.moved(by: change))
      return [change]
    }
  }

  // MARK: Lines

  /// The lines that a command on lines is for: not the last one if the selection ends at its start.
  private var selectedLines: ClosedRange<Int> {
    let range = selection.range
    let leavesLastOut = range.upperBound.offset == 0 && hasSelection
    return range.lowerBound.line...range.upperBound.line - (leavesLastOut ? 1 : 0)
  }

  mutating func indent() {
    guard hasSelection else {
      return insert(
        String(repeating: " ", count: Self.indentation - cursor.column % Self.indentation))
    }
    editLines { line, text in
      guard !text.isEmpty else { return nil }
      let start = TextPosition(line: line, offset: 0)
      return (start..<start, String(repeating: " ", count: Self.indentation))
    }
  }

  mutating func outdent() {
    editLines { line, text in
      let isTab = text.utf8.first == UInt8(ascii: "\t")
      let blanks = isTab ? 1 : min(text.indentation, Self.indentation)
      let start = TextPosition(line: line, offset: 0)
      return blanks == 0 ? nil : (start..<TextPosition(line: line, offset: blanks), "")
    }
  }

  /// Takes `//` from the selected lines if all have it, else puts it before all that are not blank,
  /// below one another.
  mutating func toggleComment() {
    let texts = buffer.lines[selectedLines].filter { $0.indentation < $0.utf8.count }
    let column = texts.map(\.indentation).min() ?? 0
    let areComments = texts.allSatisfy { $0.slice(from: $0.indentation).hasPrefix("//") }
    editLines { line, text in
      guard text.indentation < text.utf8.count else { return nil }
      let start = TextPosition(line: line, offset: areComments ? text.indentation : column)
      guard areComments else { return (start..<start, "// ") }
      let length = text.slice(from: text.indentation).hasPrefix("// ") ? 3 : 2
      return (start..<TextPosition(line: line, offset: start.offset + length), "")
    }
  }

  /// Replaces one stretch of each of the selected lines, as one transaction.
  private mutating func editLines(
    _ replacement: (Int, String) -> (range: Range<TextPosition>, text: String)?
  ) {
    edit { editor in
      var changes: [TextChange] = []
      for line in editor.selectedLines {
        guard let (range, text) = replacement(line, editor.buffer.lines[line]) else { continue }
        let change = editor.replace(range, with: text)
        editor.selection = Selection(
          editor.selection.anchor.moved(by: change), editor.selection.head.moved(by: change))
        changes.append(change)
      }
      return changes
    }
  }
}
