import Cells
import KernelRuntime
import Notebook

/// `margin runs list`: which runs there are.
enum RunsList {
  private static let last = Option(
    name: "--last", value: "N", help: "The newest N runs only (20; all where stdout is no terminal)"
  )
  private static let json = Option(name: "--json", help: "One object a line")

  static let command = Command(
    name: "runs list", operand: "[KERNEL]",
    summary: "The runs, the newest first: what differed, and the results",
    options: [last, json, RunOptions.width]
  ) { arguments in
    let traits = try OutputTraits(
      width: arguments.integer(RunOptions.width, in: 20...1000), color: nil, isPlain: false)
    let isJSON = arguments.has(json)
    let asked = try arguments.integer(last, in: 1...Int.max)
    let limit = asked ?? (traits.canRedraw && !isJSON ? 20 : .max)
    let kernel = arguments.operand
    let (records, notices) = RunsCommand.store.records(
      kernel: kernel, limit: limit, part: .outline)
    var kernels = KnownKernels()
    let hasWidth = traits.canRedraw || arguments.has(RunOptions.width)
    for record in records {
      let run = kernels.run(record)
      if isJSON { put(object(run).description) } else { tell(run, hasWidth ? traits : nil) }
    }
    for notice in notices { complain(notice) }
    if records.isEmpty, !isJSON { try tellNone(of: kernel) }
    if asked == nil, records.count == limit {
      complain("these are the newest \(limit); --last N shows more")
    }
    return 0
  }

  private static func tellNone(of kernel: String?) throws {
    // A name that no kernel has is a wrong call, told with the nearest one.
    if let kernel { _ = try ShowCommand.known(kernel) }
    put(
      "No run is recorded\(kernel.map { " of \($0)" } ?? "") yet: r in the notebook, or `margin run`, records one."
    )
  }

  /// Two lines: the run, and its results.
  private static func tell(_ run: RecordedRun, _ traits: OutputTraits?) {
    let record = run.record
    let lesson = run.lesson.map { "\($0) " } ?? ""
    let head = [padded("\(run.number)", to: 5), run.date, lesson + record.origin.kernel]
    let differences = run.differences.isEmpty ? [] : [run.differences.joined(separator: " ")]
    put(line((head + differences).joined(separator: "  "), traits))
    let results = record.results.map { "\($0.name) " + shortNumber($0.value) }
    let told = record.ending?.words.message.map { [$0] } ?? results
    let state = "\(run.status), \(counted(record.steps, "step"))"
    put(line("       " + ([state] + told).joined(separator: " · "), traits))
  }

  private static func line(_ text: String, _ traits: OutputTraits?) -> String {
    let text = harmless(text)
    guard let traits else { return text }
    return text.truncated(to: traits.width, glyphs: traits.glyphs)
  }

  private static func object(_ run: RecordedRun) -> JSON {
    let record = run.record
    let origin = record.origin
    let (status, message) = (run.status, record.ending?.words.message)
    return .object([
      "run": .integer(run.number), "lesson": run.lesson.map(JSON.integer) ?? .null,
      "kernel": .string(origin.kernel), "began": .string(run.timestamp),
      "status": .string(status), "message": JSON(message), "steps": .integer(record.steps),
      "seconds": .number(record.seconds), "parameters": .object(run.members),
      "seed": .natural(origin.seed),
      "source": .string(origin.isBuiltIn ? "built-in" : "edited"),
      "sourceHash": .string(origin.sourceHash),
      "data": .object(origin.data.sorted { $0.key < $1.key }.map(member)),
      "changes": .array(record.changes.map { change($0, of: run) }),
      "differences": .array(run.differences.map(JSON.string)),
      "results": .array(
        record.results.map {
          .object(
            [.init(name: "name", value: .string($0.name))] + JSON.members("value", $0.value)
              + JSON.members("better", $0.better))
        }),
    ])
  }

  private static func member(_ name: String, _ text: String) -> JSON.Member {
    .init(name: name, value: .string(text))
  }

  private static func change(_ change: RunRecord.Change, of run: RecordedRun) -> JSON {
    let parameter = run.parameters.first { $0.name == change.name }
    return .object([
      "step": .integer(change.step), "name": .string(change.name),
      "value": RecordedRun.json(change.value, of: parameter),
    ])
  }
}
