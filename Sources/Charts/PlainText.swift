public import Cells

extension Chart {
  /// The chart as lines of text without trailing blanks, for a log or a pipe.
  public func text(width: Int, height: Int, style: ChartStyle) -> [StyledText] {
    var frame = Frame(Size(width: max(0, width), height: max(0, height)))
    draw(into: &frame, in: frame.bounds, style: style)
    var lines = (0..<frame.size.height).map { frame.line($0) }
    while let last = lines.last, last.runs.isEmpty { lines.removeLast() }
    return lines
  }
}

extension Frame {
  /// Row `y` up to its last glyph, cells of one style together.
  fileprivate func line(_ y: Int) -> StyledText {
    var end = size.width
    while end > 0, self[end - 1, y].glyph == " " { end -= 1 }
    var line = StyledText()
    for x in 0..<end {
      let cell = self[x, y]
      if let last = line.runs.indices.last, line.runs[last].style == cell.style {
        line.runs[last].text += cell.glyph
      } else {
        line.append(cell.glyph, cell.style)
      }
    }
    return line
  }
}
