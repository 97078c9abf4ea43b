extension TextBuffer {
  func next(_ position: TextPosition) -> TextPosition {
    let line = lines[position.line]
    guard position.offset < line.utf8.count else {
      return position.line + 1 < lines.count
        ? TextPosition(line: position.line + 1, offset: 0) : position
    }
    let index = line.index(after: line.index(at: position.offset))
    return TextPosition(line: position.line, offset: line.offset(of: index))
  }

  func previous(_ position: TextPosition) -> TextPosition {
    guard position.offset > 0 else {
      return position.line > 0 ? lineEnd(position.line - 1) : position
    }
    let line = lines[position.line]
    let index = line.index(before: line.index(at: position.offset))
    return TextPosition(line: position.line, offset: line.offset(of: index))
  }

  func lineEnd(_ line: Int) -> TextPosition {
    TextPosition(line: line, offset: lines[line].utf8.count)
  }

  /// The start of the next word, at a line's end that of the next line.
  func nextWord(_ position: TextPosition) -> TextPosition {
    let line = lines[position.line]
    let rest = line[line.index(at: position.offset)...]
    guard let kind = rest.first?.kind else { return next(position) }
    let word = kind == .blank ? rest[...] : rest.drop { $0.kind == kind }
    let index = word.drop { $0.kind == .blank }.startIndex
    return TextPosition(line: position.line, offset: line.offset(of: index))
  }

  /// The start of the word before, at a line's start the end of the line before.
  func previousWord(_ position: TextPosition) -> TextPosition {
    guard position.offset > 0 else { return previous(position) }
    let line = lines[position.line]
    var rest = line[..<line.index(at: position.offset)]
    while rest.last?.kind == .blank { rest.removeLast() }
    if let kind = rest.last?.kind {
      while rest.last?.kind == kind { rest.removeLast() }
    }
    return TextPosition(line: position.line, offset: line.offset(of: rest.endIndex))
  }

  /// The characters of one kind around `position`.
  func word(at position: TextPosition) -> Range<TextPosition> {
    let line = lines[position.line]
    let index = line.index(at: position.offset)
    guard let kind = (line[index...].first ?? line.last)?.kind else { return position..<position }
    let end = line[index...].drop { $0.kind == kind }.startIndex
    var before = line[..<index]
    while before.last?.kind == kind { before.removeLast() }
    let bytes = line.offset(of: before.endIndex)..<line.offset(of: end)
    return TextPosition.range(bytes, ofLine: position.line)
  }
}

/// What belongs together for movements by word.
private enum CharacterKind { case word, blank, other }

extension Character {
  fileprivate var kind: CharacterKind {
    if isLetter || isNumber || self == "_" { return .word }
    return isWhitespace ? .blank : .other
  }
}

extension SourceEditor {
  mutating func move(_ motion: Motion, selecting: Bool) {
    if !selecting && !selection.isEmpty && (motion == .left || motion == .right) {
      let range = selection.range
      selection = Selection(motion == .left ? range.lowerBound : range.upperBound)
      return
    }
    let head = destination(of: motion)
    selection = Selection(selecting ? selection.anchor : head, head)
  }

  private mutating func destination(of motion: Motion) -> TextPosition {
    let head = selection.head
    switch motion {
    case .left: return buffer.previous(head)
    case .right: return buffer.next(head)
    case .wordLeft: return buffer.previousWord(head)
    case .wordRight: return buffer.nextWord(head)
    case .lineStart:
      let text = buffer.lines[head.line].indentation
      return TextPosition(line: head.line, offset: head.offset == text ? 0 : text)
    case .lineEnd: return buffer.lineEnd(head.line)
    case .documentStart: return .start
    case .documentEnd: return buffer.end
    case .up: return vertically(by: -1)
    case .down: return vertically(by: 1)
    case .pageUp: return vertically(by: -max(1, viewport.height - 1))
    case .pageDown: return vertically(by: max(1, viewport.height - 1))
    }
  }

  /// Keeps to the column where a series of such movements began; beyond the first and last line
  /// goes to the text's start and end.
  private mutating func vertically(by lines: Int) -> TextPosition {
    let head = selection.head
    let column = goalColumn ?? buffer.lines[head.line].column(at: head.offset)
    goalColumn = column
    if head.line + lines < 0 && head.line == 0 { return .start }
    if head.line + lines >= buffer.lines.count && head.line == buffer.lines.count - 1 {
      return buffer.end
    }
    let line = min(max(0, head.line + lines), buffer.lines.count - 1)
    return TextPosition(line: line, offset: buffer.lines[line].offset(atColumn: column))
  }
}
