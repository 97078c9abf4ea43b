import Glibc
import KernelRuntime
import Notebook

/// `margin runs remove N …`: forgets runs.
enum RunsRemove {
  private static let yes = Option(name: "--yes", help: "Do not ask")

  static let command = Command(
    name: "runs remove", operand: "N …", takesSeveral: true,
    summary: "Forget runs; asks before it does", options: [yes]
  ) { arguments in
    let store = RunsCommand.store
    var numbers: [Int] = []
    for word in arguments.operands {
      let number = try RunsCommand.number(word)
      if !numbers.contains(number) { numbers.append(number) }
    }
    // What is wrong with the call is told before anything is removed.
    let known = store.records(kernel: nil, limit: .max, part: .outline).records
    var names: [Int: String] = [:]
    var kernels = KnownKernels()
    for number in numbers {
      guard let record = known.first(where: { $0.number == number }) else {
        throw RunsCommand.missing(number)
      }
      guard record.ending != nil else {
        throw UsageError.other("run \(number) is still under way; end it first")
      }
      let run = kernels.run(record)
      names[number] = harmless("run \(number) of \(record.origin.kernel), \(run.date)")
    }
    guard try arguments.has(yes) || agrees(numbers.compactMap { names[$0] }) else {
      put("Nothing was removed.")
      return 1
    }
    for number in numbers where try store.remove(number: number) {
      put("removed \(names[number] ?? "run \(number)")")
    }
    return 0
  }

  /// Whether the user says yes, at the terminal.
  private static func agrees(_ names: [String]) throws(UsageError) -> Bool {
    guard isatty(STDIN_FILENO) == 1 else {
      throw .other("runs remove asks at a terminal; without one give \(yes.name)")
    }
    for name in names { put(name) }
    put("Remove \(names.count == 1 ? "it" : "these \(names.count) runs")? [y/N] ", terminator: "")
    flush()
    return ["y", "yes"].contains(readLine()?.lowercased() ?? "")
  }
}
