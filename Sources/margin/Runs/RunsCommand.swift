import KernelRuntime
import Notebook

/// `margin runs`: the recorded runs, those of the notebook and those of `margin run`.
enum RunsCommand {
  static let command = Command(
    name: "runs", operand: "list|show|export|remove",
    summary: "The recorded runs, of the notebook and of `margin run`",
    parts: [RunsList.command, RunsShow.command, RunsExport.command, RunsRemove.command]
  ) { _ in 0 }

  static var store: RunStore { RunStore(directory: Installation.current.runs) }

  /// A run's number as it was typed.
  ///
  /// - Throws: `UsageError` for another word.
  static func number(_ word: String?) throws(UsageError) -> Int {
    guard let word, let number = Int(word), number > 0 else {
      throw .other("“\(word ?? "")” is no run's number; `margin runs list` tells them")
    }
    return number
  }

  /// What is said where there is no run of that number.
  static func missing(_ number: Int) -> UsageError {
    .other("there is no run \(number); `margin runs list` tells those that there are")
  }
}
