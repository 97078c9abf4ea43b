extension SourceEditor {
  /// Does what `command` says; a command that cannot do anything changes nothing.
  public mutating func perform(_ command: Command) {
    switch command {
    case .move(.up, _), .move(.down, _), .move(.pageUp, _), .move(.pageDown, _): break
    case .scroll(let rows): return scrollView(by: rows)
    default: goalColumn = nil
    }
    switch command {
    case .insert(let text): insert(text)
    case .paste(let text): paste(text)
    case .newline: breakLine()
    case .indent: indent()
    case .outdent: outdent()
    case .deleteBackward: delete(to: backspaceTarget)
    case .deleteForward: delete(to: buffer.next(selection.head))
    case .deleteWordBackward: delete(to: buffer.previousWord(selection.head))
    case .deleteWordForward: delete(to: buffer.nextWord(selection.head))
    case .deleteToLineEnd: deleteToLineEnd()
    case .move(let motion, let selecting): move(motion, selecting: selecting)
    case .selectAll: selection = Selection(.start, buffer.end)
    case .clearSelection: selection = Selection(selection.head)
    case .cut: cut()
    case .copy: copy()
    case .pasteClipboard: pasteClipboard()
    case .undo: undo()
    case .redo: redo()
    case .find(let query): find(query)
    case .findNext: go(to: search.match(from: selection.range.upperBound))
    case .findPrevious: go(to: search.match(before: selection.range.lowerBound))
    case .place(let line, let column, let selecting):
      let position = position(line: line, column: column)
      selection = Selection(selecting ? selection.anchor : position, position)
    case .selectWord(let line, let column):
      let word = buffer.word(at: position(line: line, column: column))
      selection = Selection(word.lowerBound, word.upperBound)
    case .toggleComment: toggleComment()
    case .scroll: break
    case .replaceAll(let text): replaceAll(text)
    case .takeBack(let index): takeBack(index)
    }
    revealCursor()
  }

  private func position(line: Int, column: Int) -> TextPosition {
    let line = min(max(0, line), buffer.lines.count - 1)
    return TextPosition(line: line, offset: buffer.lines[line].offset(atColumn: max(0, column)))
  }

  // MARK: Find

  private mutating func find(_ query: String) {
    if search.query.isEmpty { search.origin = selection.range.lowerBound }
    search.begin(query, in: buffer.lines)
    if query.isEmpty { return }
    let origin = buffer.boundary(from: search.origin)
    select(search.match(from: origin) ?? origin..<origin)
  }

  /// Another match, from where the search would go on.
  private mutating func go(to match: Range<TextPosition>?) {
    guard let match else { return }
    select(match)
    search.origin = match.lowerBound
  }

  private mutating func select(_ range: Range<TextPosition>) {
    selection = Selection(range.lowerBound, range.upperBound)
  }
}
