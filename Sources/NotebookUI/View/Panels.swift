import Cells
import Foundation
import KernelRuntime

/// A region's border, its title and what is to be known of it.
func drawPanel(
  _ region: Region, _ rect: Rect, _ model: Model, _ layout: Layout, into frame: inout Frame
) {
  guard layout.tabRow == nil else {
    // With one region at a time, only the parameters below the charts need a line of their own.
    if region == .parameters { drawTitle(region, rect, model, into: &frame) }
    return
  }
  frame.drawBox(rect, glyphs: model.surface.glyphs, style: model.surface.palette.secondary)
  drawTitle(region, rect, model, into: &frame)
}

/// The title in the top border: on the left what it is, on the right how it stands.
func drawTitle(_ region: Region, _ rect: Rect, _ model: Model, into frame: inout Frame) {
  guard let lesson = model.lesson else { return }
  let palette = model.surface.palette
  let isFocused = lesson.focus == region && model.overlay == nil
  let mark = isFocused ? (model.surface.glyphs == .unicode ? "▸ " : "> ") : ""
  let name = region == .source ? lesson.source?.fileName : nil
  let clip = rect.inset(dx: 2, dy: 0)
  let end = frame.write(
    " \(mark)\(name ?? model.words.title(region)) ", x: rect.x + 2, y: rect.y,
    style: isFocused ? palette.accent : .bold, clip: clip)
  let note = titleNote(region, model, lesson)
  let room = rect.maxX - 3 - end
  guard !note.runs.isEmpty, room > 6 else { return }
  let shown = note.truncated(to: room - 2, glyphs: model.surface.glyphs)
  let x = rect.maxX - 2 - shown.width - 2
  frame.write(" ", x: x, y: rect.y)
  let after = frame.write(shown, x: x + 1, y: rect.y, clip: clip)
  frame.write(" ", x: after, y: rect.y, clip: clip)
}

/// What the right end of a region's title says.
private func titleNote(_ region: Region, _ model: Model, _ lesson: LessonModel) -> StyledText {
  let palette = model.surface.palette
  switch region {
  case .lesson:
    guard let text = model.layout.text, lesson.lines.count > text.height else {
      return StyledText()
    }
    let last = max(1, lesson.lines.count - text.height)
    return StyledText("\(lesson.scroll * 100 / last)%", palette.secondary)
  case .charts:
    return chartsNote(model, lesson)
  case .parameters:
    guard let pane = lesson.pane else { return StyledText() }
    return StyledText(parametersNote(pane, model), palette.secondary)
  case .source:
    guard let kernel = lesson.kernel, let source = lesson.source else { return StyledText() }
    return sourceNote(source, kernel, lesson, model)
  case .console: return StyledText(lesson.pane?.kernel ?? "", palette.secondary)
  }
}

/// What a change does now, how many values are changed, and which rows are shown where not all are.
private func parametersNote(_ pane: PaneModel, _ model: Model) -> String {
  let words = model.words
  // What is read comes first: of all this it changes the numbers most.
  var parts = pane.ownData.sorted { $0.key < $1.key }.map { name, path in
    harmless(words.ownData(name, file: (path as NSString).lastPathComponent))
  }
  if pane.changedCount > 0 {
    parts.append(words.changed(pane.changedCount, of: pane.parameters.count))
  }
  parts.append(pane.whatChangesDo(words).inGlyphs(model.surface.glyphs))
  let count = pane.parameters.count + 1
  if let height = model.layout.parameters?.height, height < count {
    let first = firstParameterRow(pane, height: height)
    parts.append(words.tiles(first + 1, first + height, of: count))
  }
  return parts.joined(separator: model.surface.glyphs == .unicode ? " · " : ", ")
}

/// How the text stands to the lesson's own, to the disk and to the compiler.
private func sourceNote(
  _ source: SourceModel, _ kernel: KernelModel, _ lesson: LessonModel, _ model: Model
) -> StyledText {
  let words = model.words
  let palette = model.surface.palette
  let dot = model.surface.glyphs == .unicode ? " ● " : " * "
  var note = StyledText()
  let hasFailed = kernel.failedSources.map(lesson.isCurrent) ?? false
  guard source.isEdited || kernel.compilation != nil || source.saveProblem != nil || hasFailed
  else {
    let names = lesson.fileNames
    if names.count > 1, let index = names.firstIndex(of: source.fileName) {
      note.append(words.file(index + 1, of: names.count) + dot, palette.secondary)
    }
    note.append(words.lessonsOwn, palette.secondary)
    return note
  }
  note.append(source.isEdited ? words.edited : words.lessonsOwn, palette.secondary)
  note.append(dot, palette.secondary)
  switch source.saving {
  case _ where lesson.isReadOnly: note.append(words.readOnly, palette.warning)
  case _ where source.saveProblem != nil: note.append(words.cannotBeSaved, palette.error)
  case .saved: note.append(words.saved, palette.success)
  case .due, .writing, .failed, .kept: note.append(words.unsaved, palette.secondary)
  }
  if kernel.compilation != nil {
    note.append(dot + words.compiling, palette.accent)
  } else if hasFailed {
    note.append(dot + words.doesNotCompile, palette.error)
  } else if lesson.currentProgram(of: kernel) == nil {
    note.append(dot + words.notCompiled, palette.secondary)
  }
  return note
}

/// The regions by name, where one is shown at a time.
func drawTabs(_ row: Int, _ model: Model, into frame: inout Frame) {
  for tab in tabs(model) {
    let isFocused = model.lesson?.focus == tab.region
    frame.write(
      tab.text, x: tab.rect.x, y: row,
      style: isFocused ? Style.reverse : model.surface.palette.secondary)
  }
  drawTabNote(row, model, into: &frame)
}

/// What the title of a region says at its right end, where only the tabs have room for it.
private func drawTabNote(_ row: Int, _ model: Model, into frame: inout Frame) {
  guard let lesson = model.lesson, let last = tabs(model).last else { return }
  let region = lesson.focus == .parameters ? .charts : lesson.focus
  let room = frame.size.width - last.rect.maxX - 3
  let note = titleNote(region, model, lesson)
  guard room > 6, !note.runs.isEmpty else { return }
  let shown = note.truncated(to: room, glyphs: model.surface.glyphs)
  frame.write(shown, x: frame.size.width - 1 - shown.width, y: row)
}

/// The tabs and the cells that they take.
func tabs(_ model: Model) -> [(region: Region, text: String, rect: Rect)] {
  guard let row = model.layout.tabRow else { return [] }
  var x = 1
  return Region.all(hasConsole: model.lesson?.console.isOpen == true).map { region in
    let isFocused = model.lesson?.focus == region
    let name = region == .source ? model.lesson?.source?.fileName : nil
    let title = name ?? model.words.title(region)
    let text = isFocused ? "[\(title)]" : " \(title) "
    let rect = Rect(x: x, y: row, width: displayWidth(of: text), height: 1)
    x = rect.maxX + 1
    return (region, text, rect)
  }
}

extension PaneModel {
  /// The one rule of what becomes of a changed value, as it applies now.
  fileprivate func whatChangesDo(_ words: Words) -> String {
    guard let run, !run.isRestored else { return words.nothingRunsYet }
    if run.phase == .waiting { return words.waitsForChange }
    return run.isOn ? words.restartsTheRun : words.changesRunAgain
  }
}

extension String {
  /// Without the signs that ASCII lacks.
  func inGlyphs(_ glyphs: GlyphSet) -> String {
    glyphs == .unicode ? self : replacingOccurrences(of: "↻", with: "@")
  }
}
