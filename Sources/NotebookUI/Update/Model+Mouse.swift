import Cells
import Terminal

extension Model {
  /// Answers the mouse: a click acts at once where it falls, and takes the focus there.
  mutating func answer(_ mouse: Mouse) -> [Effect] {
    guard surface.isMouseOn, !layout.isTooSmall else { return [] }
    if overlay == nil, lesson?.pane?.inspection != nil { return inspect(with: mouse) }
    switch mouse.action {
    case .wheelUp: wheel(at: mouse.position, rows: -3)
    case .wheelDown: wheel(at: mouse.position, rows: 3)
    case .release: drag = nil
    case .drag: return drag(to: mouse.position)
    case .press: return click(at: mouse.position)
    }
    return []
  }

  private mutating func click(at point: Point) -> [Effect] {
    notice = nil
    if let hint = keyHints(self).first(where: { $0.rect.contains(point) }) {
      return perform(hint.action)
    }
    if overlay != nil { return [] }
    guard let lesson else {
      guard let index = listIndex(atRow: point.y, self) else { return [] }
      let isSecond = list.cursor == index
      list.cursor = index
      return isSecond ? openSelectedLesson() : []
    }
    if let tab = tabs(self).first(where: { $0.rect.contains(point) }) {
      leaveField()
      self.lesson?.focus = tab.region
      return []
    }
    guard let region = layout.region(at: point) else { return [] }
    if lesson.focus != region || lesson.mode.isField { leaveField() }
    // Where things stand follows the focus: what was clicked on is what was seen, and what lies under
    // a mouse that is dragged on from there no longer is.
    let effects = click(in: region, at: point)
    if region == .source, lesson.focus == .source { drag = .selection }
    self.lesson?.focus = region
    return effects
  }

  private mutating func click(in region: Region, at point: Point) -> [Effect] {
    switch region {
    case .parameters: return clickParameter(at: point)
    case .source: placeCursor(at: point, selecting: false)
    case .charts:
      let tile = chartTiles.visible.first { $0.rect.contains(point) }
      if let tile { lesson?.pane?.chosenChart = tile.slot.key }
    case .console: return openConsole()
    case .lesson: break
    }
    return []
  }

  private mutating func drag(to point: Point) -> [Effect] {
    switch drag {
    case .slider(let row): return dragSlider(inRow: row, to: point)
    case .selection where layout.source?.contains(point) == true:
      placeCursor(at: point, selecting: true)
    case .selection, .chart, nil: break
    }
    return []
  }

  /// A click elsewhere ends what is being typed.
  private mutating func leaveField() {
    lesson?.mode = .read
    lesson?.isSelecting = false
  }

  private mutating func placeCursor(at point: Point, selecting: Bool) {
    guard let rect = layout.source, let source = lesson?.source else { return }
    let place = source.editor.place(at: point, in: rect)
    lesson?.source?.editor.perform(
      .place(line: place.line, column: place.column, selecting: selecting))
  }

  private mutating func clickParameter(at point: Point) -> [Effect] {
    guard let rect = layout.parameters, rect.contains(point), let pane = lesson?.pane else {
      return []
    }
    let row = firstParameterRow(pane, height: rect.height) + point.y - rect.y
    guard row <= pane.parameters.count else { return [] }
    lesson?.pane?.cursor = row
    guard pane.parameters.indices.contains(row) else { return [] }
    let track = ParameterColumns(pane, in: rect, self).track
    guard point.x >= track.x else { return [] }
    let parameter = pane.parameters[row]
    // A choice goes on to its next case, a text opens its field.
    if parameter.fraction(of: pane.value(of: parameter)) == nil { return beginValue(typed: "") }
    guard point.x < track.maxX else { return [] }
    drag = .slider(row: row)
    return dragSlider(inRow: row, to: point)
  }

  private mutating func dragSlider(inRow row: Int, to point: Point) -> [Effect] {
    guard let rect = layout.parameters, let pane = lesson?.pane,
      pane.parameters.indices.contains(row)
    else { return [] }
    let track = ParameterColumns(pane, in: rect, self).track
    let fraction = Double(point.x - track.x) / Double(max(1, track.width - 1))
    let parameter = pane.parameters[row]
    guard let value = parameter.value(atFraction: fraction) else { return [] }
    return set(parameter, to: value)
  }

  /// Scrolls the region under the pointer, whichever has the focus.
  private mutating func wheel(at point: Point, rows: Int) {
    let step: Action = rows < 0 ? .up : .down
    if overlay != nil {
      move(step)
      return
    }
    guard let lesson else {
      move(step)
      return
    }
    switch layout.region(at: point) {
    case .lesson:
      self.lesson?.scroll = max(0, lesson.scroll + rows)
    case .source: self.lesson?.source?.editor.perform(.scroll(rows: rows))
    case .charts:
      self.lesson?.pane?.chartOffset = max(0, (lesson.pane?.chartOffset ?? 0) + rows.signum())
    case .console: self.lesson?.console.scroll = max(0, lesson.console.scroll - rows)
    case .parameters, nil: break
    }
  }
}
