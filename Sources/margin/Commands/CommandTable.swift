import KernelRuntime
import Notebook

/// The commands of `margin` and the way from its words to their exit codes.
enum CommandTable {
  static let version = "0.1"

  static let all: [Command] = [
    OpenCommand.command, ListCommand.command, ShowCommand.command, RunCommand.command,
    SweepCommand.command, ChartsCommand.command, BenchCommand.command, DoctorCommand.command,
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
        let command = rest.first.flatMap(command)
        return try (command ?? OpenCommand.command).call(
          Array(rest.dropFirst(command == nil ? 0 : 1) + options))
      default:
        guard let command = command(name) else {
          let known = all.filter { !$0.isHidden }.map(\.name)
          throw UsageError.unknownCommand(name, known: known)
        }
        return try command.call(Array(words.dropFirst()))
      }
      return 0
    } catch {
      complain(sentence(for: error))
      return error is UsageError ? 2 : 1
    }
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
