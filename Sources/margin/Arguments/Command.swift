/// A command of `margin`: its own row of the table that parser, help and dispatch read.
struct Command: Sendable {
  /// The word after `margin`.
  var name: String
  /// The words that follow it, as help calls them: `KERNEL`, or `[GROUP]` where it may be left out.
  var operand: String?
  /// Whether that may be several words.
  var takesSeveral = false
  /// One line.
  var summary: String
  /// What it takes beside the operand.
  var options: [Option] = []
  /// Whether help keeps silent about it.
  var isHidden = false
  /// The commands that its first word chooses from, each with both words as its name: `runs list`.
  var parts: [Command] = []
  /// What it does; returns the exit code.
  var run: @Sendable (Arguments) throws -> Int32

  /// How it is called, without its options.
  var usage: String { (["margin", name] + [operand].compactMap { $0 }).joined(separator: " ") }

  /// The last word of its name.
  var lastWord: String { name.split(separator: " ").last.map(String.init) ?? name }

  /// Whether it cannot do without its operand.
  var needsOperand: Bool { operand.map { !$0.hasPrefix("[") } ?? false }
}
