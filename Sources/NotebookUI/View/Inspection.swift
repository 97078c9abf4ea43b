import Cells
import Charts

/// The chart that has the whole screen: its title, itself, what is read.
func drawInspection(_ model: Model, _ lesson: LessonModel, into frame: inout Frame) {
  guard let pane = lesson.pane else { return }
  let rect = model.inspectionRect
  guard let slot = pane.inspectedSlot,
    let shown = model.shown(slot, of: pane, width: rect.width)
  else { return drawEmpty(model, pane, in: rect, into: &frame) }
  let view = pane.inspection?.view ?? ChartView()
  let explorer = ChartExplorer(shown.chart, in: rect, style: model.chartStyle)
  drawInspectionTitle(shown, slot, explorer.extent(view), model, pane, into: &frame)
  shown.chart.draw(into: &frame, in: rect, style: model.chartStyle, view: view)
  if let reading = explorer.reading(view) {
    frame.write(
      reading, x: 1, y: rect.maxY, style: model.surface.palette.accent,
      clip: Rect(x: 0, y: rect.maxY, width: rect.width - 1, height: 1))
  }
  if model.overlay == nil { frame.cursor = Point(x: 0, y: rect.maxY) }
}

/// Which chart it is, and which part of it is seen.
private func drawInspectionTitle(
  _ shown: ShownChart, _ slot: Slot, _ extent: String?, _ model: Model, _ pane: PaneModel,
  into frame: inout Frame
) {
  let palette = model.surface.palette
  let glyphs = model.surface.glyphs
  let separator = glyphs == .unicode ? " · " : ", "
  let index = pane.slots.firstIndex(of: slot) ?? 0
  let place =
    pane.slots.count > 1 ? model.words.tiles(index + 1, index + 1, of: pane.slots.count) : nil
  let right = [extent, place].compactMap { $0 }.joined(separator: separator)
  let start = max(0, frame.size.width - 1 - displayWidth(of: right))
  frame.write(right, x: start, y: 1, style: palette.secondary)
  var title = StyledText(model.names(slot.title), .bold)
  for note in shown.notes { title.append("  " + note, palette.secondary) }
  frame.write(title.truncated(to: max(0, start - 3), glyphs: glyphs), x: 1, y: 1)
}
