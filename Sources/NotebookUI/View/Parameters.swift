import Cells
import Margin

/// Where the parts of a parameter's row stand.
struct ParameterColumns {
  let label: Int
  let track: Rect
  let value: Int

  init(_ pane: PaneModel, in rect: Rect, _ model: Model) {
    let labels = (pane.parameters.map { model.names($0.label) } + [model.words.seed])
      .map { displayWidth(of: $0) }
    label = rect.x + 4
    let labelWidth = min(labels.max() ?? 0, max(8, rect.width / 2))
    let start = label + labelWidth + 2
    let width = min(max(rect.maxX - start - 22, 8), 40)
    track = Rect(x: start, y: rect.y, width: width, height: rect.height)
    value = track.maxX + 2
  }
}

/// The first row of the parameters that is shown: the selected one is always among them.
func firstParameterRow(_ pane: PaneModel, height: Int) -> Int {
  let count = pane.parameters.count + 1
  guard count > height else { return 0 }
  return min(max(0, pane.cursor - height / 2), count - height)
}

/// A row for every parameter and one for the seed.
func drawParameters(_ model: Model, _ lesson: LessonModel, in rect: Rect, into frame: inout Frame) {
  guard let pane = lesson.pane, !rect.isEmpty else { return }
  let columns = ParameterColumns(pane, in: rect, model)
  let first = firstParameterRow(pane, height: rect.height)
  for row in 0..<min(rect.height, pane.parameters.count + 1 - first) {
    let index = first + row
    let y = rect.y + row
    let isSelected = index == pane.cursor && lesson.focus == .parameters
    drawCursor(isSelected, model, in: rect, y: y, into: &frame)
    if pane.parameters.indices.contains(index) {
      let parameter = pane.parameters[index]
      drawLabel(
        model.names(parameter.label), restarts: parameter.restarts, isSelected, model, columns,
        rect, y,
        &frame)
      drawValue(parameter, pane, isSelected, model, columns, rect, y, &frame)
    } else {
      drawLabel(model.words.seed, restarts: true, isSelected, model, columns, rect, y, &frame)
      frame.write(
        "\(pane.seed)", x: columns.track.x, y: y, style: isSelected ? .bold : .standard, clip: rect)
    }
    if isSelected, lesson.mode == .read, model.overlay == nil {
      frame.cursor = Point(x: rect.x, y: y)
    }
  }
}

private func drawCursor(
  _ isSelected: Bool, _ model: Model, in rect: Rect, y: Int, into frame: inout Frame
) {
  guard isSelected else { return }
  let mark = model.surface.glyphs == .unicode ? "▸" : ">"
  frame.write(mark, x: rect.x, y: y, style: model.surface.palette.accent)
}

private func drawLabel(
  _ label: String, restarts: Bool, _ isSelected: Bool, _ model: Model, _ columns: ParameterColumns,
  _ rect: Rect, _ y: Int, _ frame: inout Frame
) {
  if restarts {
    frame.write(
      "↻".inGlyphs(model.surface.glyphs), x: rect.x + 2, y: y,
      style: model.surface.palette.secondary)
  }
  let room = columns.track.x - 2 - columns.label
  frame.write(
    label.truncated(to: room, glyphs: model.surface.glyphs), x: columns.label, y: y,
    style: isSelected ? .bold : .standard, clip: rect)
}

private func drawValue(
  _ parameter: ParameterDescription, _ pane: PaneModel, _ isSelected: Bool, _ model: Model,
  _ columns: ParameterColumns, _ rect: Rect, _ y: Int, _ frame: inout Frame
) {
  let palette = model.surface.palette
  let glyphs = model.surface.glyphs
  let value = pane.value(of: parameter)
  let text = model.shown(value, of: parameter)
  let style: Style = isSelected ? .bold : .standard
  var x = columns.value
  if parameter.hasTrack {
    drawTrack(parameter.fraction(of: value), isSelected, model, columns, y, &frame)
    x = frame.write(text, x: x, y: y, style: style, clip: rect)
  } else {
    let (left, right) = glyphs == .unicode ? ("‹ ", " ›") : ("< ", " >")
    let after = frame.write(left, x: columns.track.x, y: y, style: palette.secondary, clip: rect)
    let end = frame.write(text, x: after, y: y, style: style, clip: rect)
    x = max(x, frame.write(right, x: end, y: y, style: palette.secondary, clip: rect))
  }
  let usual = pane.defaultValue(of: parameter)
  guard usual != value else { return }
  let note = "  " + model.words.defaultIs(model.shown(usual, of: parameter))
  guard x + displayWidth(of: note) <= rect.maxX else { return }
  frame.write(note, x: x, y: y, style: palette.secondary, clip: rect)
}

private func drawTrack(
  _ fraction: Double?, _ isSelected: Bool, _ model: Model, _ columns: ParameterColumns, _ y: Int,
  _ frame: inout Frame
) {
  let palette = model.surface.palette
  let isUnicode = model.surface.glyphs == .unicode
  let width = columns.track.width
  let knob = fraction.map { Int(($0 * Double(width - 1)).rounded()) }
  for column in 0..<width {
    let x = columns.track.x + column
    if column == knob {
      frame[x, y] = Cell(isUnicode ? "●" : "O", isSelected ? palette.accent : .standard)
    } else {
      frame[x, y] = Cell(isUnicode ? "─" : "-", palette.secondary)
    }
  }
}
