import Cells

/// The whole screen of `model`.
func view(_ model: Model) -> Frame {
  var frame = Frame(model.surface.size)
  let layout = model.layout
  if layout.isTooSmall {
    drawTooSmall(model, into: &frame)
    return frame
  }
  if let lesson = model.lesson {
    drawHeader(model, lesson, into: &frame)
    if lesson.pane?.inspection == nil {
      drawLesson(model, lesson, layout, into: &frame)
    } else {
      drawInspection(model, lesson, into: &frame)
    }
  } else {
    drawList(model, into: &frame)
  }
  drawNotice(model, layout, into: &frame)
  drawOverlay(model, into: &frame)
  drawKeyLine(model, into: &frame)
  return frame
}

/// Asks for a larger window; the two keys that work are named.
private func drawTooSmall(_ model: Model, into frame: inout Frame) {
  let text = StyledText(model.words.tooSmall).wrapped(to: max(1, frame.size.width))
  for (row, line) in text.enumerated() { frame.write(line, x: 0, y: row) }
}

/// What the learner is told stands above the last line until the next key, whole as far as there is
/// room for it.
private func drawNotice(_ model: Model, _ layout: Layout, into frame: inout Frame) {
  guard let notice = model.notice else { return }
  let palette = model.surface.palette
  let mark = model.surface.glyphs == .unicode ? "▸ " : "> "
  let width = frame.size.width - 4
  let lines = StyledText(mark + notice.text, notice.isProblem ? palette.warning : palette.accent)
    .wrapped(to: width, hangingIndent: 2).prefix(max(1, frame.size.height - 3))
  let top = frame.size.height - 1 - lines.count
  for (row, line) in lines.enumerated() {
    frame.fill(Rect(x: 0, y: top + row, width: frame.size.width, height: 1))
    frame.write(line, x: 2, y: top + row)
  }
}

/// The regions that are shown, each in its frame.
private func drawLesson(
  _ model: Model, _ lesson: LessonModel, _ layout: Layout, into frame: inout Frame
) {
  for panel in layout.panels { drawPanel(panel.region, panel.rect, model, layout, into: &frame) }
  // The focused title last, so that a neighbour's border does not cover it.
  if let focused = layout.panels.first(where: { $0.region == lesson.focus }),
    layout.tabRow == nil
  {
    drawTitle(focused.region, focused.rect, model, into: &frame)
  }
  if let row = layout.tabRow { drawTabs(row, model, into: &frame) }
  if let rect = layout.text { drawProse(model, lesson, in: rect, into: &frame) }
  if let rect = layout.charts { drawCharts(model, lesson, in: rect, into: &frame) }
  if let rect = layout.parameters { drawParameters(model, lesson, in: rect, into: &frame) }
  if let rect = layout.console { drawConsole(model, lesson, in: rect, into: &frame) }
  if let rect = layout.source, let source = lesson.source {
    source.editor.draw(
      into: &frame, in: rect,
      isFocused: lesson.focus == .source && model.overlay == nil && !lesson.mode.isField,
      palette: model.surface.palette, glyphs: model.surface.glyphs)
  }
}

extension Mode {
  /// Whether a one-line field has the cursor.
  var isField: Bool {
    switch self {
    case .value, .step, .find, .data: true
    case .read, .edit, .console: false
    }
  }
}
