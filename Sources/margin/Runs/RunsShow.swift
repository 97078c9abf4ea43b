import Foundation
import KernelRuntime
import Margin
import Notebook
import NotebookUI

/// `margin runs show N`: a run's values, changes, results and charts.
enum RunsShow {
  private static let follow = Option(
    name: "--follow", help: "Go on while another process writes the run, to its end")
  private static let json = Option(
    name: "--json", help: "One object a line, as `margin run --json` tells it")

  static let command = Command(
    name: "runs show", operand: "N", summary: "A run's values, changes, results and charts",
    options: [follow, json, RunOptions.plain, RunOptions.width, RunOptions.color]
  ) { arguments in
    let number = try RunsCommand.number(arguments.operand)
    let traits = try OutputTraits(
      width: arguments.integer(RunOptions.width, in: 20...1000),
      color: arguments.value(RunOptions.color), isPlain: arguments.has(RunOptions.plain))
    if arguments.has(json), arguments.has(RunOptions.plain) {
      throw UsageError.other("\(json.name) and \(RunOptions.plain.name) exclude each other")
    }
    guard let follower = try RunsCommand.store.follower(number: number) else {
      throw RunsCommand.missing(number)
    }
    var kernels = KnownKernels()
    let run = kernels.run(follower.record)
    var teller = RecordedTeller(
      run: run, format: arguments.has(json) ? .json : traits.canRedraw ? .live : .plain,
      traits: traits)
    guard arguments.has(follow) else {
      teller.tellWhole()
      return 0
    }
    return try Self.follow(follower, &teller)
  }

  /// Tells the run until it has ended, or until Ctrl-C, which leaves the run alone.
  private static func follow(
    _ follower: RunFollower, _ teller: inout RecordedTeller
  ) throws(StoreError) -> Int32 {
    var follower = follower
    Interrupts.count()
    teller.begin()
    teller.refresh(follower.record)
    while follower.record.ending == nil {
      if Interrupts.number > 0 {
        complain("the run goes on; only this look at it has ended")
        return 130
      }
      if try follower.update() {
        teller.refresh(follower.record)
      } else {
        Thread.sleep(forTimeInterval: 0.1)
      }
    }
    teller.end(follower.record)
    return 0
  }
}
