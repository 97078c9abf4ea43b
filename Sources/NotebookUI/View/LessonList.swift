import Cells

/// The rows that a lesson takes in the list: title, what it lets one do, and a blank.
private let listRowHeight = 3

/// The index of the first lesson that is shown; the selected one is always among them.
func firstListRow(_ model: Model) -> Int {
  let shown = max(1, (model.surface.size.height - 5) / listRowHeight)
  return max(0, min(model.list.cursor - shown / 2, model.list.rows.count - shown))
}

/// The lesson at row `y` of the screen.
func listIndex(atRow y: Int, _ model: Model) -> Int? {
  guard y >= 3, y < model.surface.size.height - 1 else { return nil }
  let index = firstListRow(model) + (y - 3) / listRowHeight
  return model.list.rows.indices.contains(index) ? index : nil
}

/// Every lesson with its progress and what it lets one do.
func drawList(_ model: Model, into frame: inout Frame) {
  let palette = model.surface.palette
  let words = model.words
  frame.write("margin", x: 2, y: 0, style: palette.accent)
  frame.write(words.lessons, x: 10, y: 0, style: .bold)
  if let unsaved = model.unsavedRest {
    frame.write(
      "! " + unsaved, x: max(0, frame.size.width - displayWidth(of: unsaved) - 4), y: 0,
      style: palette.error)
  }
  let first = firstListRow(model)
  for (offset, row) in model.list.rows.dropFirst(first).enumerated() {
    let y = 3 + offset * listRowHeight
    guard y + 1 < frame.size.height - 1 else { break }
    drawListRow(row, at: y, isSelected: first + offset == model.list.cursor, model, into: &frame)
  }
  if model.list.rows.isEmpty { frame.write(words.noLessons, x: 2, y: 3) }
}

private func drawListRow(
  _ row: LessonListModel.Row, at y: Int, isSelected: Bool, _ model: Model, into frame: inout Frame
) {
  let palette = model.surface.palette
  let glyphs = model.surface.glyphs
  let words = model.words
  let width = frame.size.width
  let summary = row.summary
  if isSelected {
    frame.write(glyphs == .unicode ? "▸" : ">", x: 2, y: y, style: palette.accent)
    frame.cursor = Point(x: 2, y: y)
  }
  let isDone = row.stepsRead >= summary.steps.count && !summary.steps.isEmpty
  var progress = words.progress(row.stepsRead, of: summary.steps.count)
  if isDone { progress = (glyphs == .unicode ? "✓ " : "+ ") + progress }
  let progressWidth = displayWidth(of: progress)
  let number = String(repeating: " ", count: summary.number < 10 ? 1 : 0) + "\(summary.number)"
  frame.write(number, x: 4, y: y, style: palette.secondary)
  let title = summary.title.truncated(to: max(1, width - 12 - progressWidth), glyphs: glyphs)
  frame.write(title, x: 8, y: y, style: isSelected ? palette.accent : .bold)
  if summary.problem == nil {
    frame.write(
      progress, x: width - 2 - progressWidth, y: y,
      style: isDone ? palette.success : palette.secondary)
  }
  let detailText = summary.problem.map { words.text(of: $0) } ?? summary.summary
  var detail = StyledText(detailText, summary.problem == nil ? .standard : palette.error)
  if isSelected, let resume = model.list.resume, resume.slug == summary.slug, resume.step > 0 {
    let dash = glyphs == .unicode ? "  —  " : "  --  "
    detail = StyledText(words.resume(step: resume.step + 1), palette.accent)
    detail.append(dash + summary.summary)
  }
  frame.write(detail.truncated(to: width - 10, glyphs: glyphs), x: 8, y: y + 1)
}
