public import Cells

/// What the terminal can do, found out at the start.
public struct TerminalTraits: Hashable, Sendable {
  public var size: Size
  /// 0 where colour is absent or unwanted.
  public var colors: Int
  /// Unicode, or ASCII where the locale is not UTF-8 or ambiguous glyphs take two columns.
  public var glyphs: GlyphSet
  /// Whether braille can be shown.
  public var hasBraille: Bool

  public init(size: Size, colors: Int, glyphs: GlyphSet, hasBraille: Bool) {
    self.size = size
    self.colors = colors
    self.glyphs = glyphs
    self.hasBraille = hasBraille
  }
}

/// The terminal, taken over: frames out through ncurses, events in by a thread of its own.
public final class Terminal {
  /// What was found out at the start.
  public private(set) var traits: TerminalTraits

  /// Takes the terminal over; `onEvent` is called on the reader thread.
  ///
  /// - Throws: `TerminalError` where there is no terminal, or its TERM is unknown.
  public init(onEvent: @escaping @Sendable (TerminalEvent) -> Void) throws(TerminalError) {
    throw TerminalError(message: "not yet")
  }

  /// Whether the terminal has taken the last frame: charts wait for it, keys do not.
  ///
  /// `TerminalEvent.statusReport` tells when it becomes true.
  public var isReady: Bool { true }

  /// Shows `frame`; only cells that changed are sent.
  public func show(_ frame: Frame) {}

  /// Gives the terminal to another program (or the shell) until `resume()`.
  public func suspend() {}

  /// Takes the terminal back after `suspend()` and draws everything again.
  public func resume() {}

  /// Whether mouse reports are asked for.
  public func setMouse(_ isOn: Bool) {}

  /// Sends `text` to the terminal's clipboard (OSC 52).
  public func copy(_ text: String) {}

  /// Gives the terminal back whole.
  public func restore() {}
}

/// Why the terminal cannot be used, in words.
public struct TerminalError: Error, Hashable, Sendable {
  public var message: String

  public init(message: String) { self.message = message }
}
