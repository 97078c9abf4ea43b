import Cells

/// The step's text from its scroll position, with what is looked for marked.
func drawProse(_ model: Model, _ lesson: LessonModel, in rect: Rect, into frame: inout Frame) {
  let visible = lesson.lines.dropFirst(lesson.scroll).prefix(rect.height)
  let isSearching = if case .find = lesson.mode { lesson.focus != .source } else { false }
  for (row, line) in visible.enumerated() {
    let shown = isSearching ? line.marking(lesson.query) : line
    frame.write(shown, x: rect.x, y: rect.y + row, clip: rect)
  }
  if lesson.focus == .lesson, model.overlay == nil, lesson.mode == .read {
    // Screen readers and magnifiers follow the terminal's cursor.
    frame.cursor = Point(x: rect.x, y: rect.y)
  }
}

extension StyledText {
  /// The text with every occurrence of `query` in exchanged colours.
  func marking(_ query: String) -> StyledText {
    let text = plain
    let ranges = text.ranges(ofQuery: query)
    guard !ranges.isEmpty else { return self }
    var marked = StyledText()
    var index = text.startIndex
    for run in runs {
      for character in run.text {
        var style = run.style
        if ranges.contains(where: { $0.contains(index) }) { style.attributes.insert(.reverse) }
        marked.append(String(character), style)
        index = text.index(after: index)
      }
    }
    return marked
  }
}
