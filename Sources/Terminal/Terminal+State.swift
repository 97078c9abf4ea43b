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
    /// Whether a terminal of this kind has braille if it speaks UTF-8.
    let isBrailleKnown: Bool
    /// Whether glyphs of ambiguous width take two columns.
    private(set) var hasWideGlyphs = false

    init(traits: TerminalTraits, isBrailleKnown: Bool) {
      self.traits = traits
      self.isBrailleKnown = isBrailleKnown
    }
  }

  /// What the display thread is to send next.
  struct Work {
    var frame: Frame?
    var extra: [UInt8]
    var size: Size
    var isUTF8: Bool
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
    return Terminal.Work(
      frame: next, extra: extra, size: traits.size, isUTF8: traits.speaksUTF8,
      mustRepaint: mustRepaint)
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
    let former = traits
    switch probe.answer(column: column) {
    case .speaksUTF8(let isUTF8):
      traits.speaksUTF8 = isUTF8
      traits.glyphs = isUTF8 && !hasWideGlyphs ? .unicode : .ascii
      traits.hasBraille = isUTF8 && isBrailleKnown
    case .hasWideGlyphs:
      hasWideGlyphs = true
      traits.glyphs = .ascii
    case nil: break
    }
    guard traits != former else { return nil }
    mustRepaint = true
    return probe.isBeforeFirstFrame ? nil : traits
  }
}
