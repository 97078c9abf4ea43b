import Cells

extension Terminal {
  /// Whose the terminal is.
  enum Phase {
    case ours
    /// No more frames; answers are still taken in.
    case leaving
    case suspended
    case ended
  }

  /// What the threads share.
  struct State {
    var traits: TerminalTraits
    var phase = Phase.ours
    /// The newest frame that has not begun to be shown.
    var frame: Frame?
    /// The frame that was shown last.
    var shown: Frame?
    /// Bytes to be sent between two frames.
    var extra: [UInt8] = []
    var isSending = false
    var isDisplayOver = false
    var isReadingOver = false
    var mustRepaint = false
    var hasMouse = false
    var flow = Flow()
    var probe = Probe()

    init(traits: TerminalTraits) { self.traits = traits }
  }

  /// What the display thread is to send next.
  struct Work {
    var frame: Frame?
    var extra: [UInt8]
    var size: Size
    var mustRepaint: Bool
  }
}

extension Terminal.State {
  /// What is to be sent now, which counts as being sent from here on.
  mutating func takeWork() -> Terminal.Work? {
    let next = frame ?? (mustRepaint ? shown : nil)
    guard phase == .ours, next != nil || !extra.isEmpty else { return nil }
    defer {
      frame = nil
      extra = []
      isSending = true
      flow.beginSending()
      if let next {
        shown = next
        mustRepaint = false
      }
    }
    return Terminal.Work(frame: next, extra: extra, size: traits.size, mustRepaint: mustRepaint)
  }

  /// The terminal was taken back: whatever it was asked before, its answers are lost.
  mutating func resume(size: Size) {
    phase = .ours
    traits.size = size
    mustRepaint = true
    if hasMouse { extra = Description.mouseOn + extra }
    _ = flow.expire(now: .infinity)
  }

  /// Takes one answer of the probe in; the traits where they change after the first frame.
  mutating func noteProbe(column: Int) -> TerminalTraits? {
    guard probe.answer(column: column), traits.glyphs == .unicode else { return nil }
    traits.glyphs = .ascii
    mustRepaint = true
    return probe.isBeforeFirstFrame ? nil : traits
  }
}
