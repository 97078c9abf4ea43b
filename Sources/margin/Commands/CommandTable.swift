import KernelRuntime
import Notebook

/// The commands of `margin` and the way from its words to their exit codes.
enum CommandTable {
  static let version = "0.1"

  static let all: [Command] = [
    OpenCommand.command, ListCommand.command, ReadCommand.command, ShowCommand.command,
    RunCommand.command, SweepCommand.command, ReplCommand.command, RunsCommand.command,
    DataCommand.command, ChartsCommand.command, BenchCommand.command, DoctorCommand.command,
    kernel,
  ]

  /// The kernel process, which a `KernelClient` starts: of no use to a person.
  private static let kernel = Command(
    name: "kernel", summary: "Run kernels for a notebook", isHidden: true
  ) { _ in KernelServer.run() }

  /// Does what `words` ask.
  ///
  /// - Returns: The exit code: 0 done, 1 failed, 2 a wrong call, 130 interrupted.
  static func run(_ words: [String]) -> Int32 {
    do {
      guard let name = words.first else { return try OpenCommand.command.call([]) }
      switch name {
      case "--help", "-h", "help": put(Help.text(of: all))
      case "--version": put("margin \(version)")
      case _ where OpenCommand.takes(name):
        let options = words.prefix(name.contains("=") ? 1 : 2)
        let rest = words.dropFirst(options.count)
        guard let name = rest.first, let command = command(name) else {
          return try OpenCommand.command.call(Array(rest + options))
        }
        return try call(command, Array(rest.dropFirst() + options))
      default:
        guard let command = command(name) else {
          let known = all.filter { !$0.isHidden }.map(\.name)
          throw UsageError.unknownCommand(name, known: known)
        }
        return try call(command, Array(words.dropFirst()))
      }
      return 0
    } catch {
      complain(sentence(for: error))
      return error is UsageError ? 2 : 1
    }
  }

  /// Calls `command`, or the part of it that the first word names.
  private static func call(_ command: Command, _ words: [String]) throws -> Int32 {
    guard !command.parts.isEmpty, let word = words.first, !word.hasPrefix("-") else {
      return try command.call(words)
    }
    guard let part = command.parts.first(where: { $0.lastWord == word }) else {
      throw UsageError.unknownPart(word, command)
    }
    return try part.call(Array(words.dropFirst()))
  }

  private static func command(_ name: String) -> Command? { all.first { $0.name == name } }

  /// What is said of an error, in one line.
  static func sentence(for error: any Error) -> String {
    (error as? KernelFailure)?.message ?? "\(error)"
  }
}

extension Command {
  /// Reads `words` and runs the command, or prints its help.
  fileprivate func call(_ words: [String]) throws -> Int32 {
    let arguments = try Arguments(words, of: self)
    if arguments.has(.help) {
      put(Help.text(of: self))
      return 0
    }
    return try run(arguments)
  }
}
