internal import Cells

/// The part of the text that is shown.
struct Scroll: Hashable, Sendable {
  /// The line of the first row.
  var line = 0
  /// How many rows of that line, itself and its notes, are above the first row.
  var row = 0
  /// The first display column.
  var column = 0
}

/// How the width of a view is divided.
struct ViewColumns {
  /// Columns for the line's number, its mark and a blank; 0 where the text needs all the room.
  let gutter: Int
  /// Columns for text.
  let text: Int
  /// Whether there is a column at the right for the sign that a line goes on.
  let hasSign: Bool

  init(lineCount: Int, width: Int) {
    let needed = max(2, String(lineCount).count) + 2
    gutter = width - needed >= 16 ? needed : 0
    hasSign = width - gutter >= 16
    text = max(0, width - gutter - (hasSign ? 1 : 0))
  }
}

extension SourceEditor {
  /// What stands in one row of a view.
  enum Row {
    case line(Int)
    case note(line: Int, NoteRow)

    var line: Int {
      switch self {
      case .line(let line), .note(let line, _): line
      }
    }
  }

  func columns(in size: Size) -> ViewColumns {
    ViewColumns(lineCount: buffer.lines.count, width: size.width)
  }

  /// Line `line` and its notes, row by row.
  private func rows(of line: Int, scrolledBy column: Int, in size: Size) -> [Row] {
    let width = columns(in: size).text
    let rows = notes.filter { $0.line == line + 1 }.flatMap { note in
      note.rows(column: buffer.lines[line].column(at: note.column - 1) - column, width: width)
    }
    return [.line(line)] + rows.map { .note(line: line, $0) }
  }

  /// The rows that a view of that size shows.
  func visibleRows(_ scroll: Scroll, in size: Size) -> [Row] {
    var rows: [Row] = []
    var line = scroll.line
    while line < buffer.lines.count && rows.count < size.height + scroll.row {
      rows += self.rows(of: line, scrolledBy: scroll.column, in: size)
      line += 1
    }
    return Array(rows.dropFirst(scroll.row).prefix(size.height))
  }

  /// The scroll at which `height` rows end with row `row` of line `line`, or the top.
  private func scroll(endingWith line: Int, row: Int, column: Int, in size: Size) -> Scroll {
    let height = max(1, size.height)
    var line = line
    var above = row + 1
    while above < height && line > 0 {
      line -= 1
      above += rows(of: line, scrolledBy: column, in: size).count
    }
    return Scroll(line: line, row: max(0, above - height), column: column)
  }

  /// The nearest scroll whose first row exists and whose last one is no lower than the text's end.
  func clamped(_ scroll: Scroll, in size: Size) -> Scroll {
    var scroll = scroll
    if scroll.line >= buffer.lines.count {
      scroll = Scroll(line: buffer.lines.count - 1, column: scroll.column)
    }
    let count = rows(of: scroll.line, scrolledBy: scroll.column, in: size).count
    scroll.row = min(scroll.row, count - 1)
    guard scroll.line + max(1, size.height) > buffer.lines.count else { return scroll }
    let lowest = lowest(column: scroll.column, in: size)
    return (scroll.line, scroll.row) > (lowest.line, lowest.row) ? lowest : scroll
  }

  /// The scroll at which the text's last row is the view's.
  private func lowest(column: Int, in size: Size) -> Scroll {
    let last = buffer.lines.count - 1
    let rows = rows(of: last, scrolledBy: column, in: size).count
    return scroll(endingWith: last, row: rows - 1, column: column, in: size)
  }

  /// `scroll` moved no further down or up than it takes to show the cursor, and its line's notes if
  /// there is room; sideways only while the cursor is beyond the first columns.
  func revealing(_ scroll: Scroll, in size: Size) -> Scroll {
    guard size.width > 0 && size.height > 0 else { return clamped(scroll, in: size) }
    let column = columnRevealingCursor(from: scroll.column, in: size)
    let scroll = clamped(Scroll(line: scroll.line, row: scroll.row, column: column), in: size)
    let line = selection.head.line
    if line < scroll.line || (line == scroll.line && scroll.row > 0) {
      return Scroll(line: line, column: scroll.column)
    }
    let rows = rows(of: line, scrolledBy: scroll.column, in: size).count
    let wanted = min(rows, size.height) - 1
    let lowest = self.scroll(endingWith: line, row: wanted, column: scroll.column, in: size)
    return (scroll.line, scroll.row) < (lowest.line, lowest.row) ? lowest : scroll
  }

  private func columnRevealingCursor(from first: Int, in size: Size) -> Int {
    let head = selection.head
    let line = buffer.lines[head.line]
    let column = line.column(at: head.offset)
    let index = line.index(at: head.offset)
    let width = index < line.endIndex ? max(1, displayWidth(of: line[index])) : 1
    let room = columns(in: size).text
    // Lines are read from their beginnings: those come back as soon as the cursor allows it.
    if column + min(width, room) <= room { return 0 }
    if column < first { return column }
    return column + min(width, room) > first + room ? column + min(width, room) - room : first
  }

  var isCursorShown: Bool { revealing(scroll, in: viewport) == scroll }

  mutating func revealCursor() { scroll = revealing(scroll, in: viewport) }

  /// Moves the view by rows; the last line stays at its bottom.
  mutating func scrollView(by count: Int) {
    let lowest = lowest(column: scroll.column, in: viewport)
    for _ in 0..<abs(count) {
      if count < 0 {
        if scroll.row > 0 {
          scroll.row -= 1
        } else if scroll.line > 0 {
          scroll.line -= 1
          scroll.row = rows(of: scroll.line, scrolledBy: scroll.column, in: viewport).count - 1
        }
      } else if (scroll.line, scroll.row) < (lowest.line, lowest.row) {
        scroll.row += 1
        if scroll.row == rows(of: scroll.line, scrolledBy: scroll.column, in: viewport).count {
          scroll.line += 1
          scroll.row = 0
        }
      }
    }
  }
}
