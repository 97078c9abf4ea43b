internal import Cells

extension TreeChart {
  /// Draws the nodes from the root down; what has no room is counted.
  func draw(into frame: inout Frame, in rect: Rect, style: ChartStyle, view: ChartView) {
    let lines = lines(style)
    guard !lines.isEmpty else {
      return writeCentred([style.words.noNodes], into: &frame, in: rect)
    }
    let scroll = Scroll(name: style.words.rows, of: lines.count, room: rect.height)
    let range = scroll.range(from: view.row)
    for (row, line) in lines[range].enumerated() {
      frame.write(
        line.truncated(to: rect.width, glyphs: style.glyphs), x: rect.x, y: rect.y + row,
        clip: rect)
    }
    if let rest = scroll.rest(from: view.row, style.words) {
      frame.write(rest, x: rect.x, y: rect.y + range.count, style: .dim, clip: rect)
    }
  }

  /// The lines of all nodes that the root leads to, each node once.
  func lines(_ style: ChartStyle) -> [StyledText] {
    guard !nodes.isEmpty else { return [] }
    let signs = style.words.signs
    var lines: [StyledText] = []
    var seen = Set<Int>()
    // Not recursive: a tree from outside may be as deep as it has nodes.
    var waiting: [(index: Int, indent: String, isLast: Bool, isRoot: Bool)] = [(0, "", true, true)]
    while let (index, indent, isLast, isRoot) = waiting.popLast() {
      guard nodes.indices.contains(index), seen.insert(index).inserted else { continue }
      let node = nodes[index]
      var line = StyledText()
      let stem = isRoot ? "" : indent + (isLast ? signs.lastBranch : signs.branch)
      line.append(stem, style.palette.secondary)
      if node.branch != "" { line.append(node.branch + " ", style.palette.accent) }
      line.append(
        node.label == "" && node.note == "" ? signs.points[0] : node.label,
        node.isMarked ? style.palette.success.heavier : .standard)
      if node.note != "" { line.append("  " + node.note, style.palette.secondary) }
      lines.append(line)
      // Deep down the stems would fill the line.
      let next = isRoot || indent.count > 200 ? indent : indent + (isLast ? "  " : signs.stem)
      for (place, child) in node.children.enumerated().reversed() {
        waiting.append((child, next, place == node.children.count - 1, false))
      }
    }
    return lines
  }
}

extension TreeChart: PagedKind {
  func rowScroll(in rect: Rect, style: ChartStyle, view: ChartView) -> Scroll {
    Scroll(name: style.words.rows, of: lines(style).count, room: rect.height)
  }
}

extension Style {
  /// The same in bold.
  fileprivate var heavier: Style {
    Style(foreground, attributes.union(.bold), background: background)
  }
}
