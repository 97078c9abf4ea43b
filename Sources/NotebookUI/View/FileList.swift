import Cells

/// The files of the lesson, with how each stands to the lesson's own text.
func drawFiles(_ model: Model, _ cursor: Int, into frame: inout Frame) {
  guard let lesson = model.lesson else { return }
  let names = lesson.fileNames
  let widest = names.map { displayWidth(of: $0) }.max() ?? 0
  let notes = names.map { lesson.note(ofFile: $0, model.words) }
  let noteWidth = notes.map { displayWidth(of: $0) }.max() ?? 0
  let rect = overlayRect(frame.size, width: widest + noteWidth + 12, rows: names.count)
  let inner = drawFrame(rect, title: model.words.files, model, into: &frame)
  let palette = model.surface.palette
  let first = firstRow(cursor: cursor, count: names.count, height: inner.height)
  for (offset, name) in names.dropFirst(first).prefix(inner.height).enumerated() {
    let (index, y) = (first + offset, inner.y + offset)
    if index == cursor {
      drawMark(model, x: inner.x, y: y, into: &frame)
      frame.cursor = Point(x: inner.x, y: y)
    }
    frame.write(
      name, x: inner.x + 2, y: y, style: index == cursor ? .bold : .standard, clip: inner)
    frame.write(
      notes[index], x: inner.x + 4 + widest, y: y, style: palette.secondary, clip: inner)
  }
}

extension LessonModel {
  /// What the list says of a file: whether it is edited, whether it does not compile, and whether it
  /// is the kernel's own.
  fileprivate func note(ofFile name: String, _ words: Words) -> String {
    guard let source = sources[name], let kernel else { return "" }
    var parts: [String] = []
    if name == kernel.fileName { parts.append(words.kernelsOwnFile) }
    if source.isEdited { parts.append(words.edited) }
    if source.editor.notes.contains(where: { $0.severity == .error }) {
      parts.append(words.doesNotCompile)
    }
    return parts.joined(separator: words.separator)
  }
}
