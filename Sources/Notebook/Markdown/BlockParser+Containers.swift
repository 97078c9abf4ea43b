extension BlockParser {
  /// Takes the lines of a quote, without `>`; a line that only carries on a paragraph needs none.
  func quotedLines(from rest: inout ArraySlice<SourceLine>, depth: Int) -> [SourceLine] {
    var lines: [SourceLine] = []
    while var line = rest.first {
      let text = line.text.drop(while: \.isBlank)
      if text.first == ">", line.text.indent <= 3 {
        let quoted = text.dropFirst()
        line.text = quoted.first == " " ? quoted.dropFirst() : quoted
      } else if !carriesOn(line, after: lines.last, depth: depth) {
        break
      }
      lines.append(line)
      rest.removeFirst()
    }
    return lines
  }

  mutating func list(
    _ first: ListMarker, from rest: inout ArraySlice<SourceLine>, depth: Int
  ) -> Block {
    var items: [[Block]] = []
    var marker = first
    while true {
      let lines = itemLines(marker, from: &rest, depth: depth)
      items.append(blocks(of: lines, depth: depth + 1).map(\.block))
      guard let line = rest.first, line.text.indent <= 3,
        case .item(let next) = BlockStart(line.text, depth: depth), next.belongs(with: first)
      else { break }
      marker = next
    }
    return .list(items: items, start: first.number)
  }

  /// Takes the lines of one item, without its marker and indentation.
  private func itemLines(
    _ marker: ListMarker, from rest: inout ArraySlice<SourceLine>, depth: Int
  ) -> [SourceLine] {
    var first = rest.removeFirst()
    first.text = first.text.dropFirst(marker.offset)
    var lines = [first]
    while var line = rest.first {
      if line.text.isBlank {
        guard let next = rest.first(where: { !$0.text.isBlank }) else { break }
        if next.text.indent < marker.offset { break }
      } else if line.text.indent >= marker.offset {
        line.text = line.text.dropFirst(marker.offset)
      } else if !carriesOn(line, after: lines.last, depth: depth) {
        break
      }
      lines.append(line)
      rest.removeFirst()
    }
    // Blank lines before the next item are not part of this one.
    if let next = rest.first(where: { !$0.text.isBlank }), isItem(next, like: marker, depth) {
      rest = rest.drop { $0.text.isBlank }
    }
    return lines
  }

  private func isItem(_ line: SourceLine, like marker: ListMarker, _ depth: Int) -> Bool {
    guard case .item(let next) = BlockStart(line.text, depth: depth) else { return false }
    return next.belongs(with: marker)
  }

  /// Whether `line` is plain text that goes on with the paragraph of the line before it.
  private func carriesOn(_ line: SourceLine, after last: SourceLine?, depth: Int) -> Bool {
    guard let last, !last.text.isBlank, !line.text.isBlank,
      case .text = BlockStart(line.text, depth: depth)
    else { return false }
    switch BlockStart(last.text, depth: depth) {
    case .text, .quote, .item: return true
    default: return false
    }
  }
}
