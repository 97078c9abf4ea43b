import Cells

/// The first line: where the learner is on the left; mode, state, step, rate on the right.
func drawHeader(_ model: Model, _ lesson: LessonModel, into frame: inout Frame) {
  let glyphs = model.surface.glyphs
  let width = frame.size.width
  let status = statusText(model, lesson, width: width)
  let left = StyledText([
    .init(" margin  ", model.surface.palette.accent),
    .init(place(lesson, glyphs), .bold),
  ])
  let room = max(0, width - status.width - 3)
  frame.write(left.truncated(to: room, glyphs: glyphs), x: 0, y: 0)
  frame.write(status, x: max(0, width - status.width - 1), y: 0)
}

private func place(_ lesson: LessonModel, _ glyphs: GlyphSet) -> String {
  let separator = glyphs == .unicode ? " › " : " > "
  let count = lesson.lesson.steps.count
  guard lesson.lesson.steps.indices.contains(lesson.step) else {
    return "\(lesson.lesson.number) \(lesson.lesson.title)"
  }
  return "\(lesson.lesson.number) \(lesson.lesson.title)\(separator)"
    + "\(lesson.step + 1)/\(count) \(lesson.lesson.steps[lesson.step].title)"
}

/// Mode word, state, step, rate, share of the work and time left, as far as there is room.
private func statusText(_ model: Model, _ lesson: LessonModel, width: Int) -> StyledText {
  let words = model.words
  var text = StyledText(modeWord(lesson, words), .bold)
  let state = lesson.state(words)
  let palette = model.surface.palette
  let style: Style =
    switch state.kind {
    case .calm: palette.secondary
    case .busy: palette.success
    case .waiting: palette.warning
    case .broken: palette.error
    }
  let glyphs = model.surface.glyphs
  text.append("  \(glyphs == .unicode ? state.glyph : state.letter) \(state.word)", style)
  if let since = lesson.kernel?.compilation?.since, model.time - since >= Pace.patience {
    text.append(" " + words.seconds(rounded(model.time - since)), palette.warning)
  }
  if let unsaved = model.unsavedRest { text.append("  ! " + unsaved, palette.error) }
  guard let run = lesson.pane?.run else { return text }
  if let past = model.lookingBack { text.append("  " + past, palette.warning) }
  guard !run.isRestored, run.step > 0 || run.isOn else { return text }
  let advances = run.phase == .running || run.phase == .starting
  let share = advances ? run.share.flatMap { $0.total > 0 ? $0 : nil } : nil
  let isWide = width >= 100
  let isLive = lesson.pane?.scrubbing == nil
  if let seconds = advances && (isWide || isLive) ? run.pace.standstill(at: model.time) : nil {
    text.append("  " + words.standing(run.step, seconds: rounded(seconds)), palette.warning)
  } else {
    if isLive { text.append("  " + words.atStep(run.step)) }
    // Where there is little room, what is left to wait for says more than the rate.
    if run.phase == .running, isWide || share == nil && isLive, let rate = run.pace.rate {
      text.append("  " + words.rate(rounded(rate)))
    }
  }
  // Work that is not counted in steps may go on where these stand still.
  if let share {
    let done = isWide ? bar(share, glyphs) : share.percentage
    text.append("  " + done, palette.accent)
    if let left = share.secondsLeft(at: model.time), left >= 1 {
      text.append(" " + words.timeLeft(clock(left)))
    }
  }
  return text
}

/// What keys do now.
private func modeWord(_ lesson: LessonModel, _ words: Words) -> String {
  guard lesson.mode == .read, let pane = lesson.pane else { return words.name(lesson.mode) }
  if pane.scrubbing != nil { return words.pastMode }
  return pane.inspection == nil ? words.name(lesson.mode) : words.chartMode
}

extension Model {
  /// Which step the charts show, and which is the live one; nil where they show that.
  var lookingBack: String? {
    guard let pane = lesson?.pane, let scrubbing = pane.scrubbing, let run = pane.run else {
      return nil
    }
    let mark = surface.glyphs == .unicode ? "◂ " : "< "
    return mark + words.lookingBack(at: scrubbing.step, of: run.step, isOn: run.isOn)
  }
}

private func bar(_ share: Share, _ glyphs: GlyphSet) -> String {
  let width = 10
  let full = Int(Double(width) * share.fraction)
  let (done, rest) = glyphs == .unicode ? ("━", "┄") : ("#", "-")
  return String(repeating: done, count: full) + String(repeating: rest, count: width - full)
}

/// A state as a word and a sign; never by colour alone.
struct StateSign {
  enum Kind { case calm, busy, waiting, broken }

  var kind: Kind
  var glyph: String
  var letter: String
  var word: String
}

extension LessonModel {
  /// What the header says of the pane.
  func state(_ words: Words) -> StateSign {
    if kernel?.compilation != nil {
      return StateSign(kind: .waiting, glyph: "◌", letter: "~", word: words.compiling)
    }
    if let successor = pane?.successor, successor.pending?.goesOnWithRun != true {
      return StateSign(kind: .waiting, glyph: "◌", letter: "~", word: words.loading)
    }
    if console.evaluated != nil, pane?.isOn != true {
      return StateSign(kind: .busy, glyph: "●", letter: "*", word: words.evaluating)
    }
    guard let run = pane?.run, !run.isRestored else {
      return StateSign(kind: .calm, glyph: "○", letter: "-", word: words.idle)
    }
    return run.state(words)
  }
}

extension RunModel {
  /// How far it is, or how it ended.
  func state(_ words: Words) -> StateSign {
    switch phase {
    case .starting:
      return StateSign(kind: .waiting, glyph: "◌", letter: "~", word: words.starting)
    case .running: return StateSign(kind: .busy, glyph: "●", letter: "*", word: words.running)
    case .paused: return StateSign(kind: .waiting, glyph: "‖", letter: "=", word: words.paused)
    case .waiting:
      return StateSign(kind: .calm, glyph: "◇", letter: "=", word: words.waitsForChange)
    case .stopping:
      return StateSign(kind: .waiting, glyph: "◌", letter: "~", word: words.stopping)
    case .finished: return StateSign(kind: .calm, glyph: "✓", letter: "+", word: words.finished)
    case .interrupted:
      return StateSign(kind: .calm, glyph: "■", letter: "-", word: words.interrupted)
    case .failed: return StateSign(kind: .broken, glyph: "✗", letter: "!", word: words.failed)
    case .died: return StateSign(kind: .broken, glyph: "✗", letter: "!", word: words.died)
    }
  }
}

extension Model {
  /// What besides the text cannot be written, in a word; nil if all can.
  var unsavedRest: String? {
    if progressProblem != nil { return words.progressNotSaved }
    return recordsProblem == nil ? nil : words.recordsNotSaved
  }
}
