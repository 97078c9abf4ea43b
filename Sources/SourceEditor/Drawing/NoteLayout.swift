internal import Cells

/// A row of a note under its line.
struct NoteRow: Hashable {
  /// From the left edge of the text.
  var x: Int
  var text: String
  var severity: LineNote.Severity
}

extension LineNote {
  /// Beside the mark a message needs so many columns, or it begins below at the left edge.
  private static let narrowest = 24

  /// The note in `width` columns: `^` under `column`, counted from the left edge, where that is in
  /// sight, and the message beside it or below.
  func rows(column: Int, width: Int) -> [NoteRow] {
    let words = (heading ?? "\(severity.word): ") + message
    let isMarked = 0..<width ~= column
    let room = width - column - 2
    if isMarked && room >= min(Self.narrowest, displayWidth(of: words)) {
      let lines = StyledText(words).wrapped(to: room).map(\.plain)
      return lines.enumerated().map { index, line in
        index == 0
          ? NoteRow(x: column, text: "^ " + line, severity: severity)
          : NoteRow(x: column + 2, text: line, severity: severity)
      }
    }
    let mark = isMarked ? [NoteRow(x: column, text: "^", severity: severity)] : []
    let lines = StyledText(words).wrapped(to: width)
    return mark + lines.map { NoteRow(x: 0, text: $0.plain, severity: severity) }
  }
}

extension LineNote.Severity {
  fileprivate var word: String {
    switch self {
    case .error: "error"
    case .warning: "warning"
    case .note: "note"
    }
  }
}
