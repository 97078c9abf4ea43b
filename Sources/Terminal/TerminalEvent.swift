public import Cells

/// What a terminal reports.
public enum TerminalEvent: Hashable, Sendable {
  /// A key press.
  case key(Key)
  /// The text of a bracketed paste.
  case paste(String)
  /// A press, a drag or the wheel.
  case mouse(Mouse)
  /// The terminal's new size; of many in a row the last one.
  case resize(Size)
  /// A cursor position report, from the probe: column and row from 1.
  case cursorReport(x: Int, y: Int)
  /// The terminal has taken all that was sent before (its answer to CSI 5n), or cannot tell: charts
  /// may be drawn again.
  case statusReport
  /// Whether the terminal's window has the focus now.
  case focus(Bool)
  /// The probe's answer came late and changed what the terminal can do: draw again.
  case traitsChanged(TerminalTraits)
  /// The terminal is gone, or a signal whose default ends a program came: save and exit.
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
    /// The bits.
    public let rawValue: UInt8
    /// Modifiers by their bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    /// Shift, where the character does not tell it.
    public static let shift = Modifiers(rawValue: 1)
    /// Alt, or Esc before the key.
    public static let alt = Modifiers(rawValue: 2)
    /// Control.
    public static let control = Modifiers(rawValue: 4)
  }

  /// Which key.
  public var code: Code
  /// What was held with it.
  public var modifiers: Modifiers

  /// A key with what was held.
  public init(_ code: Code, _ modifiers: Modifiers = []) {
    self.code = code
    self.modifiers = modifiers
  }
}

/// A report of the mouse, in cells from (0, 0).
public struct Mouse: Hashable, Sendable {
  /// What was done.
  public enum Action: Hashable, Sendable {
    case press, release, drag, wheelUp, wheelDown
  }

  /// What was done.
  public var action: Action
  /// The cell, from (0, 0).
  public var position: Point
  /// What was held.
  public var modifiers: Key.Modifiers

  /// A report of `action` at a cell.
  public init(_ action: Action, at position: Point, modifiers: Key.Modifiers = []) {
    self.action = action
    self.position = position
    self.modifiers = modifiers
  }
}
