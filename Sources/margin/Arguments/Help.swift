/// The words that help says, made from the table of commands.
enum Help {
  /// What `margin --help` prints.
  static func text(of commands: [Command]) -> String {
    let shown = commands.filter { !$0.isHidden }
    let rows = shown.map { (usage($0), $0.summary) }
    return """
      margin: a terminal notebook for a course on self-supervised learning

      \(columns([("margin [--lang en|zh]", "Open the notebook where it was left")] + rows
        + [("margin --version", "The version")]))

      `margin COMMAND --help` tells a command's options.
      """
  }

  /// What `margin COMMAND --help` prints.
  static func text(of command: Command) -> String {
    guard command.parts.isEmpty else { return text(ofParts: command) }
    let options = command.options.map { ($0.usage, $0.help) }
    return """
      \(command.summary)

        \(usage(command))

      \(columns(options + [(Option.help.usage, Option.help.help)]))
      """
  }

  private static func text(ofParts command: Command) -> String {
    """
    \(command.summary)

    \(columns(command.parts.map { (usage($0), $0.summary) }))

    `margin \(command.parts[0].name) --help` tells a command's options.
    """
  }

  private static func usage(_ command: Command) -> String {
    command.usage + (command.options.isEmpty ? "" : " [options]")
  }

  /// Two columns, the second one aligned.
  private static func columns(_ rows: [(String, String)]) -> String {
    let width = rows.map(\.0.count).max() ?? 0
    return rows.map { left, right in
      "  " + left + String(repeating: " ", count: width - left.count + 2) + right
    }.joined(separator: "\n")
  }
}
