import Foundation
import KernelRuntime
import Notebook

/// A run of a sweep in a process of its own.
struct SweepJob {
  let run: SweepGrid.Run
  let program: BackgroundProgram
  private var results: [RunRecord.Result] = []
  private var end: SweepLine?
  private var lastError: String?

  /// Starts the process.
  ///
  /// - Throws: `KernelFailure` where there can be none.
  init(_ run: SweepGrid.Run, command: [String], variables: [String: String]) throws(KernelFailure) {
    self.run = run
    program = try BackgroundProgram(
      path: command[0], arguments: Array(command.dropFirst()), variables: variables)
  }

  /// Takes in what it has told meanwhile.
  mutating func read() {
    let (output, errors) = program.read()
    for line in output { take(line) }
    lastError = errors.last { !$0.allSatisfy(\.isWhitespace) } ?? lastError
  }

  private mutating func take(_ line: String) {
    if let known = try? JSONDecoder().decode(SweepLine.Result.self, from: Data(line.utf8)) {
      let result = known.result
      if let place = results.firstIndex(where: { $0.name == result.name }) {
        results[place] = result
      } else {
        results.append(result)
      }
    } else if let line = SweepLine(line), line.event == "end" {
      end = line
    }
  }

  /// What it came to; nil while it runs.
  var outcome: SweepOutcome? {
    guard let ending = program.ending else { return nil }
    let hasFinished = end?.status == "finished" && ending == .exit(0)
    return SweepOutcome(
      run, failure: hasFinished ? nil : reason(ending), results: results,
      seconds: end?.seconds ?? 0)
  }

  /// What was said against the call itself; nil where it was none that is refused.
  var refusal: String? {
    program.ending == .exit(2) ? lastError.map(Self.withoutName) : nil
  }

  private func reason(_ ending: BackgroundProgram.Ending) -> String {
    if let said = end?.message ?? lastError.map(Self.withoutName) { return said }
    return switch ending {
    case .exit(let code): "it ended with exit code \(code) and told no reason"
    case .signal(let number): "it was ended by signal \(number)"
    }
  }

  private static func withoutName(_ line: String) -> String {
    line.hasPrefix("margin: ") ? String(line.dropFirst(8)) : line
  }
}
