internal import Cells
import KernelRuntime

/// The notebook as a person has it in front of them: keys in, a screen out.
final class NotebookSession {
  /// A text that did not come in time, with what the screen showed instead.
  struct Missing: Error, CustomStringConvertible {
    var awaited: String
    var screen: String

    var description: String { "“\(awaited)” did not come; the screen:\n\(screen)" }
  }

  let program: TerminalProgram
  private(set) var screen: TerminalScreen

  /// Starts the notebook with its own files under `home`, and with `settings` in its environment.
  ///
  /// - Throws: `KernelFailure` where the system has no room for it.
  init(
    _ arguments: [String], home: String, executable: String = Installation.current.program,
    columns: Int = 120, rows: Int = 36, settings: [String: String] = [:]
  ) throws(KernelFailure) {
    screen = TerminalScreen(Size(width: columns, height: rows))
    var variables = [
      "TERM": "xterm-256color", "LANG": "C.UTF-8", "HOME": home, "XDG_DATA_HOME": home + "/data",
      "XDG_CACHE_HOME": home + "/cache", "XDG_CONFIG_HOME": home + "/config",
    ]
    for name in ["PATH", "MARGIN_HOME", "MARGIN_TOOLCHAIN", "LD_LIBRARY_PATH", "TMPDIR"] {
      variables[name] = environment(name)
    }
    program = try TerminalProgram(
      executable: executable, arguments: arguments,
      environment: variables.merging(settings) { $1 }, columns: columns, rows: rows)
  }

  /// Types `text`.
  func type(_ text: String) { program.send(Array(text.utf8)) }

  /// Takes in what the program writes, for at most `seconds` until something comes.
  func look(within seconds: Double) {
    let bytes = program.receive(within: seconds)
    guard !bytes.isEmpty else { return }
    screen.feed(bytes)
    let answers = screen.takeAnswers()
    if !answers.isEmpty { program.send(answers) }
  }

  /// Looks until the screen is as wanted.
  ///
  /// - Throws: `Missing` where that takes longer than `seconds`, or the program has ended.
  func wait(
    for awaited: String, seconds: Double = 60, until isThere: (TerminalScreen) -> Bool
  ) throws(Missing) {
    let deadline = ContinuousClock.now + .seconds(seconds)
    while !isThere(screen) {
      if ContinuousClock.now > deadline || program.exitCode != nil {
        look(within: 0)
        if isThere(screen) { return }
        throw Missing(awaited: awaited, screen: screen.text)
      }
      look(within: 0.1)
    }
  }

  /// Looks until `text` stands somewhere on the screen.
  ///
  /// - Throws: `Missing` where it does not come.
  func wait(for text: String, seconds: Double = 60) throws(Missing) {
    try wait(for: text, seconds: seconds) { screen in
      screen.rows.indices.contains { screen.line($0).contains(text) }
    }
  }

  /// The processor time of the notebook and of all that it has started and is there, in seconds.
  var processorTime: Double {
    let processes =
      [program.processIdentifier] + ProcessTree.descendants(of: program.processIdentifier)
    return processes.reduce(0) { $0 + ProcessTree.processorTime(of: $1) }
  }
}
