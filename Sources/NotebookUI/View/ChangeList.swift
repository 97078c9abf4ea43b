import Cells
import SourceEditor

/// What the learner has changed in the file that is shown, laid out for a list.
struct ChangeList {
  /// What the list is called; the number of the chosen change follows.
  let title: String
  /// What is asked, below the changes.
  let question: String?
  /// The rows of each change.
  let changes: [[StyledText]]
  let width: Int

  /// How many rows each change has.
  var heights: [Int] { changes.map(\.count) }

  /// Where the list stands on a screen of this size.
  func rect(on size: Size) -> Rect {
    overlayRect(size, width: width + 6, rows: heights.reduce(0, +) + (question == nil ? 0 : 2))
  }

  /// How many rows of changes are seen at once.
  func rows(on size: Size) -> Int {
    max(0, rect(on: size).inset(dx: 2, dy: 1).height - (question == nil ? 0 : 2))
  }
}

extension Model {
  /// The list, with the change at `chosen` marked as such.
  func changeList(chosen: Int? = nil, asks: TakingBack?) -> ChangeList {
    let changes = lesson?.source?.editor.changes ?? []
    let title =
      words.changes(in: lesson?.source?.fileName ?? "")
      + (surface.glyphs == .unicode ? " · " : ", ")
    // What a line differs by may be at its end, so none is cut.
    let widest = changes.map(\.width).max() ?? 0
    let number = words.tiles(changes.count, changes.count, of: changes.count)
    let titleWidth = displayWidth(of: title + number)
    let width = min(max(widest, 42, titleWidth + 2), surface.size.width - 10)
    let shown = changes.enumerated().map { index, change in
      rows(of: change, isChosen: index == chosen).flatMap {
        $0.wrapped(to: max(1, width), hangingIndent: 2)
      }
    }
    return ChangeList(
      title: title, question: asks.map { words.asksToTakeBack($0, of: changes.count) },
      changes: shown, width: width)
  }
}

/// What the learner has changed in the file that is shown, with the lesson's own lines, and the
/// question whether it is to be taken back.
func drawChanges(
  _ model: Model, cursor: Int, row: Int, asks: TakingBack?, into frame: inout Frame
) {
  let list = model.changeList(chosen: cursor, asks: asks)
  let number = model.words.tiles(cursor + 1, cursor + 1, of: list.changes.count)
  let inner = drawFrame(
    list.rect(on: frame.size), title: list.title + number, model, into: &frame)
  let height = list.rows(on: frame.size)
  let before = list.heights.prefix(cursor).reduce(0, +)
  let first = max(0, min(before + row, list.heights.reduce(0, +) - height))
  for (offset, row) in list.changes.joined().dropFirst(first).prefix(height).enumerated() {
    frame.write(row, x: inner.x + 2, y: inner.y + offset, clip: inner)
  }
  let place = max(inner.y, inner.y + before - first)
  drawMark(model, x: inner.x, y: place, into: &frame)
  frame.cursor = Point(x: inner.x, y: place)
  guard let question = list.question else { return }
  frame.write(
    question, x: inner.x, y: inner.maxY - 1, style: model.surface.palette.warning, clip: inner)
  frame.cursor = Point(x: inner.x, y: inner.maxY - 1)
}

extension SourceEditor.Change {
  /// The columns of its widest line, with the sign before it.
  fileprivate var width: Int { 2 + ((removed + inserted).map { displayWidth(of: $0) }.max() ?? 0) }
}

extension Model {
  /// Where the change is, the lesson's own lines and the learner's.
  fileprivate func rows(of change: SourceEditor.Change, isChosen: Bool) -> [StyledText] {
    let palette = surface.palette
    return [StyledText(words.line(change.line), isChosen ? .bold : palette.secondary)]
      + change.removed.map { StyledText("- " + $0, palette.error) }
      + change.inserted.map { StyledText("+ " + $0, palette.success) }
  }
}
