import Cells

/// A hint of the last line and the cells that it takes.
struct KeyHint: Equatable {
  var key: String
  var label: String
  var action: Action
  var rect: Rect
}

/// The keys that work now, as many as there is room for, the nearest first.
func keyHints(_ model: Model) -> [KeyHint] {
  let row = model.surface.size.height - 1
  var x = 1
  if let field = fieldPrompt(model) { x += field.width + 2 }
  var hints: [KeyHint] = []
  for binding in hintBindings(model) {
    guard let key = binding.keys.first else { continue }
    let name = key.name(model.surface.glyphs)
    let label = model.label(of: binding)
    let width = displayWidth(of: name) + 1 + displayWidth(of: label)
    guard x + width < model.surface.size.width else { continue }
    hints.append(
      KeyHint(
        key: name, label: label, action: binding.action,
        rect: Rect(x: x, y: row, width: width, height: 1)))
    x += width + 2
  }
  return hints
}

private func hintBindings(_ model: Model) -> [Binding] {
  let contexts = model.contexts
  return KeyTable.bindings
    .filter { $0.hint != nil && contexts.contains($0.context) && model.canPerform($0.action) }
    .filter { !KeyTable.isHidden($0, in: contexts) }
    .sorted { ($0.hint ?? 0) < ($1.hint ?? 0) }
}

extension Model {
  /// The label of a key, more exact where the state says more than the table can.
  func label(of binding: Binding) -> String {
    if binding.action == .pauseOrResume {
      return lesson?.pane?.run?.phase == .paused ? words.resumeKey : words.pauseKey
    }
    if binding.action == .cancelCell {
      guard let pending = lesson?.console.pending else { return words.clearKey }
      return pending.isToEnd ? words.killKey : words.endCellKey
    }
    if binding.action == .interrupt, lesson?.pane?.isStopping == true { return words.killKey }
    if binding.action == .switchLanguage, !surface.speaksUTF8 { return words.chineseInASCII }
    return binding.label(language)
  }
}

/// The last line: the text field that is open, then the keys that work now.
func drawKeyLine(_ model: Model, into frame: inout Frame) {
  let row = frame.size.height - 1
  let palette = model.surface.palette
  frame.fill(Rect(x: 0, y: row, width: frame.size.width, height: 1))
  if let prompt = fieldPrompt(model), let field = shownField(model) {
    frame.write(prompt, x: 1, y: row)
    let before = String(field.characters.prefix(field.cursor))
    let start = 1 + prompt.width - displayWidth(of: field.text) - 1
    let x = start + displayWidth(of: before)
    if x < frame.size.width { frame.cursor = Point(x: x, y: row) }
  }
  for hint in keyHints(model) {
    let x = frame.write(hint.key, x: hint.rect.x, y: row, style: palette.accent)
    frame.write(hint.label, x: x + 1, y: row)
  }
}

/// The field of the last line with its name; nil if none is open.
private func fieldPrompt(_ model: Model) -> StyledText? {
  guard let field = shownField(model), let name = fieldName(model) else { return nil }
  let underlined = Style(.standard, .underline)
  return StyledText([
    .init(name + " ", .bold), .init(field.text, field.isSelected ? .reverse : underlined),
    .init(" ", underlined),
  ])
}

/// The part of the open field that there is room for: the characters before its cursor are among it.
private func shownField(_ model: Model) -> TextField? {
  guard let field = openField(model), let name = fieldName(model) else { return nil }
  let room = max(8, model.surface.size.width - displayWidth(of: name) - 4)
  guard displayWidth(of: field.text) > room else { return field }
  let before = String(field.characters.prefix(field.cursor))
  var hidden = 0
  var width = displayWidth(of: before)
  while width > room {
    width -= displayWidth(of: String(field.characters[hidden]))
    hidden += 1
  }
  let rest = field.characters.dropFirst(hidden)
  var shown = TextField(String(rest).truncated(to: room, glyphs: model.surface.glyphs))
  shown.move(by: field.cursor - hidden - shown.cursor)
  return shown
}

private func openField(_ model: Model) -> TextField? {
  if case .saveAs(let field, _, _) = model.overlay { return field }
  guard model.overlay == nil else { return nil }
  switch model.lesson?.mode {
  case .value(let field), .step(let field), .find(let field, _): return field
  case .data(let field): return field.path
  case .console: return model.lesson?.console.search?.field
  default: return nil
  }
}

private func fieldName(_ model: Model) -> String? {
  if case .saveAs = model.overlay { return model.words.pathPrompt }
  guard let lesson = model.lesson else { return nil }
  switch lesson.mode {
  case .value:
    let label = lesson.pane?.selectedParameter.map { model.names($0.label) }
    return (label ?? model.words.seed) + " ="
  case .step: return model.words.stepPrompt
  case .find: return "/"
  case .data(let field): return model.words.dataPrompt(field)
  case .console: return model.words.historyPrompt
  case .read, .edit: return nil
  }
}
