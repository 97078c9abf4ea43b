public import Cells

/// What a terminal reports.
public enum TerminalEvent: Hashable, Sendable {
  case key(Key)
  /// The text of a bracketed paste.
  case paste(String)
  case mouse(Mouse)
  case resize(Size)
  /// A cursor position report, from the probe: column and row from 1.
  case cursorReport(x: Int, y: Int)
  /// The answer to CSI 5n: the terminal has taken all that was sent before.
  case statusReport
  case focus(Bool)
  /// The probe's answer came late and changed what the terminal can do: draw again.
  case traitsChanged(TerminalTraits)
  /// The terminal is gone.
  case hangUp
}

/// A key press.
public struct Key: Hashable, Sendable {
  /// Which key, whatever was held with it.
  public enum Code: Hashable, Sendable {
    /// A character as typed; full-width twins arrive as themselves, see `asCommand`.
    case character(Character)
    case enter, escape, tab, backspace, delete, insert
    case up, down, left, right, home, end, pageUp, pageDown
    case function(Int)
  }

  /// What was held.
  public struct Modifiers: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    public static let shift = Modifiers(rawValue: 1)
    public static let alt = Modifiers(rawValue: 2)
    public static let control = Modifiers(rawValue: 4)
  }

  public var code: Code
  public var modifiers: Modifiers

  public init(_ code: Code, _ modifiers: Modifiers = []) {
    self.code = code
    self.modifiers = modifiers
  }
}

/// A report of the mouse, in cells from (0, 0).
public struct Mouse: Hashable, Sendable {
  public enum Action: Hashable, Sendable {
    case press, release, drag, wheelUp, wheelDown
  }

  public var action: Action
  public var position: Point
  public var modifiers: Key.Modifiers

  public init(_ action: Action, at position: Point, modifiers: Key.Modifiers = []) {
    self.action = action
    self.position = position
    self.modifiers = modifiers
  }
}
