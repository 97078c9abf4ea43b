import Cells

/// The help, the table of contents or another list, over what is beneath.
func drawOverlay(_ model: Model, into frame: inout Frame) {
  switch model.overlay {
  case .help(let filter, let cursor): drawHelp(model, filter, cursor, into: &frame)
  case .contents(let cursor): drawContents(model, cursor, into: &frame)
  case .files(let cursor): drawFiles(model, cursor, into: &frame)
  case .runs(let cursor, let firstResult):
    drawRuns(model, cursor: cursor, firstResult: firstResult, into: &frame)
  case .changes(let cursor, let row, let asks):
    drawChanges(model, cursor: cursor, row: row, asks: asks, into: &frame)
  case .unsaved, .saveAs: drawUnsaved(model, into: &frame)
  case nil: break
  }
}

/// What would be lost, and why it cannot be written.
private func drawUnsaved(_ model: Model, into frame: inout Frame) {
  let width = min(72, frame.size.width - 8)
  let lines = model.unsavedLines.flatMap { StyledText($0).wrapped(to: width) }
  let rect = overlayRect(frame.size, width: width + 4, rows: lines.count + 2)
  let inner = drawFrame(rect, title: model.words.unsavedTitle, model, into: &frame)
  for (row, line) in lines.prefix(max(0, inner.height)).enumerated() {
    frame.write(line, x: inner.x, y: inner.y + row, clip: inner)
  }
  frame.cursor = nil
}

extension Model {
  /// What would be lost by leaving now, line by line.
  fileprivate var unsavedLines: [String] {
    var lines: [String] = []
    for source in unsavedSources {
      lines.append(words.wouldBeLost(source.fileName))
      let reason = source.saving == .kept ? words.openElsewhere : words.diskDoesNotAnswer
      lines.append(source.saveProblem.map { words.text(of: $0) } ?? reason)
    }
    if leaving == .program, let progressProblem {
      lines += [words.progressWouldBeLost, words.text(of: progressProblem)]
    }
    if leaving == .program, let recordsProblem {
      lines += [words.recordsWouldBeLost, words.text(of: recordsProblem)]
    }
    return lines
  }
}

/// Where an overlay of `rows` lines stands.
func overlayRect(_ size: Size, width: Int, rows: Int) -> Rect {
  let width = min(width, size.width - 4)
  let height = min(rows + 2, size.height - 3)
  return Rect(
    x: (size.width - width) / 2, y: max(1, (size.height - height) / 2 - 1), width: width,
    height: height)
}

func drawFrame(
  _ rect: Rect, title: String, _ model: Model, into frame: inout Frame
) -> Rect {
  frame.clear(rect)
  frame.drawBox(
    rect, title: StyledText(title, model.surface.palette.accent), glyphs: model.surface.glyphs,
    style: model.surface.palette.accent)
  return rect.inset(dx: 2, dy: 1)
}

private func drawHelp(
  _ model: Model, _ filter: TextField, _ cursor: Int, into frame: inout Frame
) {
  let rows = model.helpRows(filter: filter.text)
  let rect = overlayRect(frame.size, width: 64, rows: model.helpRows(filter: "").count + 2)
  let inner = drawFrame(rect, title: model.words.help, model, into: &frame)
  let palette = model.surface.palette
  let mark = model.surface.glyphs == .unicode ? "› " : "> "
  let start = frame.write(mark, x: inner.x, y: inner.y, style: palette.accent)
  let end = frame.write(filter.text, x: start, y: inner.y, clip: inner)
  if filter.text.isEmpty {
    frame.write(
      model.words.helpFilter, x: start + 1, y: inner.y, style: palette.secondary, clip: inner)
  }
  frame.cursor = Point(x: min(end, inner.maxX - 1), y: inner.y)
  let list = Rect(x: inner.x, y: inner.y + 2, width: inner.width, height: inner.height - 2)
  let first = firstRow(cursor: cursor, count: rows.count, height: list.height)
  for (offset, row) in rows.dropFirst(first).prefix(list.height).enumerated() {
    let y = list.y + offset
    let isSelected = first + offset == cursor
    if isSelected { drawMark(model, x: list.x, y: y, into: &frame) }
    let keys = row.keys.map { $0.name(model.surface.glyphs) }.joined(separator: " ")
    frame.write(keys, x: list.x + 2, y: y, style: palette.accent, clip: list)
    frame.write(
      model.label(of: row), x: list.x + 24, y: y, style: isSelected ? .bold : .standard, clip: list)
  }
}

private func drawContents(_ model: Model, _ cursor: Int, into frame: inout Frame) {
  guard let lesson = model.lesson else { return }
  let steps = lesson.lesson.steps
  let widest = steps.map { displayWidth(of: $0.title) }.max() ?? 0
  let rect = overlayRect(frame.size, width: widest + 14, rows: steps.count)
  let inner = drawFrame(rect, title: model.words.contents, model, into: &frame)
  let palette = model.surface.palette
  let first = firstRow(cursor: cursor, count: steps.count, height: inner.height)
  for (offset, step) in steps.dropFirst(first).prefix(inner.height).enumerated() {
    let index = first + offset
    let y = inner.y + offset
    let isSelected = index == cursor
    if isSelected {
      drawMark(model, x: inner.x, y: y, into: &frame)
      frame.cursor = Point(x: inner.x, y: y)
    }
    let isRead = lesson.stepsRead.contains(index)
    let sign = model.surface.glyphs == .unicode ? "✓" : "+"
    frame.write(isRead ? sign : " ", x: inner.x + 2, y: y, style: palette.success)
    frame.write("\(index + 1)", x: inner.x + 4, y: y, style: palette.secondary)
    frame.write(
      step.title, x: inner.x + 7, y: y, style: isSelected ? .bold : .standard, clip: inner)
  }
}

func drawMark(_ model: Model, x: Int, y: Int, into frame: inout Frame) {
  let mark = model.surface.glyphs == .unicode ? "▸" : ">"
  frame.write(mark, x: x, y: y, style: model.surface.palette.accent)
}

func firstRow(cursor: Int, count: Int, height: Int) -> Int {
  max(0, min(cursor - height / 2, count - height))
}

extension Frame {
  /// Blanks `rect`, and the other half of a double-width glyph that its edge would cut.
  mutating func clear(_ rect: Rect) {
    fill(rect)
    for y in rect.y..<rect.maxY {
      if displayWidth(of: self[rect.x - 1, y].glyph) == 2 { self[rect.x - 1, y] = .blank }
      if self[rect.maxX, y].glyph.isEmpty { self[rect.maxX, y] = .blank }
    }
  }
}
