import Cells
import Foundation
import Notebook

extension Model {
  /// Opens the search, with what was looked for last: in the source where the source has the focus,
  /// else in the lesson's text.
  mutating func beginFind() {
    guard let lesson else { return }
    let query = lesson.focus == .source ? lesson.source?.editor.query ?? "" : lesson.query
    self.lesson?.matchLine = nil
    let field = TextField(query, isSelected: true)
    self.lesson?.mode = .find(field, returnsToEdit: lesson.mode == .edit)
  }

  /// Looks for `text` as it is typed, from the place that is shown; in the lesson it leaves the step
  /// only when Enter asks for it.
  mutating func search(for text: String, inSource: Bool) {
    guard let lesson else { return }
    if inSource || lesson.focus == .source {
      self.lesson?.source?.editor.perform(.find(text))
      tellIfNotInSource()
      return
    }
    self.lesson?.query = text
    self.lesson?.matchLine = nil
    guard let match = match(from: lesson.scroll, forward: true, includingStart: true) else {
      if !text.isEmpty { notice = Notice(text: words.notFound(text)) }
      return
    }
    if match.step == lesson.step {
      show(line: match.line)
    } else {
      notice = Notice(text: words.foundInStep(match.step + 1))
    }
  }

  /// The next or previous match.
  mutating func find(forward: Bool) {
    guard let lesson else { return }
    if lesson.focus == .source || lesson.mode == .edit {
      self.lesson?.source?.editor.perform(forward ? .findNext : .findPrevious)
      tellIfNotInSource()
      return
    }
    let line = lesson.matchLine ?? lesson.scroll
    guard let match = match(from: line, forward: forward, includingStart: false) else {
      notice = Notice(text: words.notFound(lesson.query))
      return
    }
    if match.step != lesson.step { _ = goToStep(match.step) }
    show(line: match.line)
  }

  private mutating func tellIfNotInSource() {
    guard let editor = lesson?.source?.editor, !editor.query.isEmpty, editor.matches.count == 0
    else { return }
    notice = Notice(text: words.notInSource(editor.query))
  }

  /// Scrolls so that a match stands a little below the top.
  private mutating func show(line: Int) {
    lesson?.matchLine = line
    lesson?.scroll = max(0, line - 2)
  }

  /// The nearest line with a match, in this step or, all round, in another one.
  private func match(from line: Int, forward: Bool, includingStart: Bool) -> (
    step: Int, line: Int
  )? {
    guard let lesson, !lesson.query.isEmpty else { return nil }
    let count = lesson.lesson.steps.count
    let prose = proseLayout
    for distance in 0...count {
      let step = (lesson.step + (forward ? distance : count - distance)) % count
      let lines =
        step == lesson.step ? lesson.lines : prose.lines(of: lesson.lesson.steps[step].blocks)
      var matches = lines.indices.filter { lines[$0].plain.contains(query: lesson.query) }
      if distance == 0 {
        matches.removeAll { forward ? $0 < line || (!includingStart && $0 == line) : $0 >= line }
      }
      if let line = forward ? matches.first : matches.last { return (step, line) }
    }
    return nil
  }
}

extension String {
  /// Whether `query` occurs; capitals are told apart only if there are some in it.
  func contains(query: String) -> Bool { !ranges(ofQuery: query).isEmpty }

  /// Where `query` occurs.
  func ranges(ofQuery query: String) -> [Range<String.Index>] {
    guard !query.isEmpty else { return [] }
    let options: String.CompareOptions =
      query.contains(where: \.isUppercase) ? [] : [.caseInsensitive]
    var found: [Range<String.Index>] = []
    var start = startIndex
    while let range = range(of: query, options: options, range: start..<endIndex) {
      found.append(range)
      start = range.upperBound
    }
    return found
  }
}
