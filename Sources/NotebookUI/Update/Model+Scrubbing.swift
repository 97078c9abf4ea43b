extension Model {
  /// Shows the run as it was in the recorded step before or after the one that is shown; at the newest
  /// one it is live again.
  mutating func scrub(by direction: Int) {
    guard let pane = lesson?.pane, let run = pane.run, run.hasRecordedSteps else {
      notice = Notice(text: words.nothingRecorded)
      return
    }
    if pane.scrubbing == nil, direction > 0 {
      notice = Notice(text: words.isLive)
      return
    }
    let steps = run.recordedSteps
    let here = pane.scrubbing?.step ?? max(run.step, steps.last ?? 0)
    let before = steps.prefix { $0 < here }
    let after = steps.drop { $0 <= here }
    let places = direction < 0 ? before.count : after.count
    var hold = pane.scrubbing?.hold ?? Scrubbing.Hold(direction, at: -.infinity)
    let count = hold.advance(direction, of: places, at: time)
    if direction < 0, count == 0 {
      notice = Notice(text: words.isFirstRecorded(here))
      lesson?.pane?.scrubbing?.hold = hold
    } else if direction > 0, count >= places {
      lesson?.pane?.scrubbing = nil
    } else {
      let step =
        direction < 0
        ? before[before.endIndex - count] : after[after.startIndex + count - 1]
      lesson?.pane?.scrubbing = Scrubbing(step: step, hold: hold)
    }
  }

  /// Shows the live step again.
  mutating func leaveScrubbing() { lesson?.pane?.scrubbing = nil }

  /// Opens the field in which a step is typed.
  mutating func beginStep() {
    guard lesson?.pane?.run?.hasRecordedSteps == true else {
      notice = Notice(text: words.nothingRecorded)
      return
    }
    lesson?.mode = .step(TextField())
  }

  /// Shows the typed step; one that the run does not have stays in its field, with those that it has.
  mutating func takeStep(_ text: String) {
    guard let run = lesson?.pane?.run, let first = run.recordedSteps.first else {
      lesson?.mode = .read
      return
    }
    let typed = text.asNumber
    let last = max(run.step, first)
    guard let step = Int(typed), (first...last).contains(step) else {
      notice = Notice(text: words.stepRefused(typed, first...last), isProblem: true)
      return
    }
    lesson?.mode = .read
    lesson?.pane?.scrubbing = step < last ? Scrubbing(step: step) : nil
  }
}
