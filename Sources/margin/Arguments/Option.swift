/// An option of a command: what the parser reads and the help lists.
struct Option: Hashable {
  /// With its dashes: `--seed`.
  var name: String
  /// What follows it, as help calls it; nil where nothing does.
  var value: String?
  /// One line.
  var help: String
  /// Whether it may stand more than once.
  var isRepeatable = false

  /// `name` and what follows it.
  var usage: String { value.map { "\(name) \($0)" } ?? name }

  /// Every command has it.
  static let help = Option(name: "--help", help: "Show this help")
}
