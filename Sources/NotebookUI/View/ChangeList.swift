import Cells
import SourceEditor

/// What the learner has changed in the file that is shown, with the lesson's own lines, and the
/// question whether it is to be taken back.
func drawChanges(
  _ model: Model, cursor: Int, asks: TakingBack?, into frame: inout Frame
) {
  guard let source = model.lesson?.source else { return }
  let words = model.words
  let changes = source.editor.changes
  let title =
    words.changes(in: source.fileName) + (model.surface.glyphs == .unicode ? " · " : ", ")
    + words.tiles(cursor + 1, cursor + 1, of: changes.count)
  let question = asks.map { words.asksToTakeBack($0, of: changes.count) }
  // What a line differs by may be at its end, so none is cut.
  let widest = changes.map(\.width).max() ?? 0
  let width = min(max(widest, 42, displayWidth(of: title) + 2), frame.size.width - 10)
  let rows = changes.enumerated().map { index, change in
    model.rows(of: change, isChosen: index == cursor).flatMap {
      $0.wrapped(to: max(1, width), hangingIndent: 2)
    }
  }
  let count = rows.reduce(0) { $0 + $1.count }
  let rect = overlayRect(
    frame.size, width: width + 6, rows: count + (question == nil ? 0 : 2))
  let inner = drawFrame(rect, title: title, model, into: &frame)
  let height = max(0, inner.height - (question == nil ? 0 : 2))
  let before = rows.prefix(cursor).reduce(0) { $0 + $1.count }
  let first = max(0, min(before, count - height))
  for (offset, row) in rows.joined().dropFirst(first).prefix(height).enumerated() {
    frame.write(row, x: inner.x + 2, y: inner.y + offset, clip: inner)
  }
  let place = inner.y + before - first
  drawMark(model, x: inner.x, y: place, into: &frame)
  frame.cursor = Point(x: inner.x, y: place)
  guard let question else { return }
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
