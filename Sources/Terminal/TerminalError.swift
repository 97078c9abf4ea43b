import Glibc

/// Why the terminal cannot be used, in words.
public struct TerminalError: Error, Hashable, Sendable {
  /// What happened and what to do.
  public var message: String

  /// An error with its words.
  public init(message: String) { self.message = message }
}

extension TerminalError {
  static let noTerminal = TerminalError(
    message: "the standard input is no terminal: margin needs one to draw on; try `margin list`")

  static func noPipe(_ code: Int32) -> TerminalError {
    TerminalError(message: "no pipe could be opened: \(String(cString: strerror(code)))")
  }

  static func unknownTerminal(_ name: String) -> TerminalError {
    TerminalError(
      message: "terminfo does not know a terminal called \"\(name)\": "
        + "try TERM=xterm-256color, or install ncurses-term")
  }

  static func dumbTerminal(_ name: String) -> TerminalError {
    TerminalError(
      message: "a terminal of the kind \"\(name)\" cannot move its cursor: "
        + "set TERM to what your terminal is (xterm-256color), or use `margin run`")
  }
}
