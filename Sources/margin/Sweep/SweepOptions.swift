import Foundation
import KernelRuntime
import Margin

/// What `margin sweep` was asked for.
struct SweepOptions {
  static let set = Option(
    name: "--set", value: "NAME[@STEP]=V1,V2…",
    help: "The values of a parameter; with @STEP, of a change before that step; \\, is a comma",
    isRepeatable: true)
  static let seeds = Option(
    name: "--seeds", value: "N", help: "Run each setting with N seeds (1)")
  static let seed = Option(name: "--seed", value: "N", help: "The first of the seeds (0)")
  static let jobs = Option(
    name: "--jobs", value: "N",
    help: "So many runs at once (one for each processor); they share the processors")
  static let launcher = Option(
    name: "--launcher", value: "WORDS",
    help: "What starts each run, such as \"srun -n1\"; it decides on the run's processors")
  static let resume = Option(
    name: "--resume", help: "Keep the runs that finished before, run only the others")

  static let all = [
    set, seeds, seed, RunOptions.steps, jobs, launcher, resume, RunOptions.data,
    RunOptions.source, RunOptions.plain, json, RunOptions.width, RunOptions.color,
    RunOptions.chartSVG,
  ]

  static let json = Option(
    name: RunOptions.json.name, help: "One object a line: each run, and at the end the summary")

  /// What every run is asked for, without the settings.
  var run: RunOptions
  /// The values of each `--set`, as they were written.
  var values: [(name: String, step: Int?, texts: [String])]
  var seeds: [UInt64]
  /// Nil where nothing was said.
  var jobs: Int?
  /// Where the launcher is, and its words; empty without one.
  var launcher: [String]
  var resumes: Bool

  /// Reads the options of a call.
  ///
  /// - Throws: `UsageError`.
  init(_ arguments: Arguments) throws(UsageError) {
    values = []
    for text in arguments.all(Self.set) {
      let assignment = try RunOptions.assignment(text, of: Self.set)
      if values.contains(where: { $0.name == assignment.name && $0.step == assignment.step }) {
        throw .other(
          "\(Self.set.name) names \(assignment.name) twice; give all its values at once: "
            + Self.set.usage)
      }
      let texts = Self.parts(of: assignment.value)
      guard !texts.contains("") else {
        throw .other("\(Self.set.name) \(text): a value is empty; give \(Self.set.value ?? "")")
      }
      values.append((assignment.name, assignment.step, texts))
    }
    run = try RunOptions(arguments)
    run.assignments = []
    let count = try arguments.integer(Self.seeds, in: 1...SweepGrid.limit) ?? 1
    guard UInt64.max - run.seed >= UInt64(count - 1) else {
      throw .refused(
        Self.seed, "\(run.seed)", allowed: "a first seed with \(count - 1) more above it")
    }
    seeds = (0..<UInt64(count)).map { [first = run.seed] in first + $0 }
    jobs = try arguments.integer(Self.jobs, in: 1...1024)
    launcher = try Self.launcher(arguments.value(Self.launcher))
    resumes = arguments.has(Self.resume)
  }

  /// The grid, once the kernel's parameters and the names of its data are known.
  ///
  /// - Throws: `UsageError` for a parameter, a value or data that the kernel does not take.
  func grid(
    for parameters: [ParameterDescription], reading names: [String]
  ) throws(UsageError) -> SweepGrid {
    // What is wrong with the data is wrong without any setting, too.
    _ = try run.setup(for: parameters, reading: names, run: 1)
    var axes: [SweepGrid.Axis] = []
    for (name, step, texts) in values {
      var values: [ParameterValue] = []
      for text in texts {
        var single = run
        single.assignments = [.init(name: name, step: step, value: text)]
        let setup = try single.setup(for: parameters, reading: names, run: 1)
        guard let value = setup.parameters[name] ?? setup.changes.first?.value else { continue }
        if values.contains(value) {
          throw .other("\(Self.set.name) gives \(name) the value \(value) twice; give it once")
        }
        values.append(value)
      }
      guard let parameter = parameters.first(where: { $0.name == name }) else { continue }
      axes.append(.init(parameter: parameter, step: step, values: values))
    }
    guard let grid = SweepGrid(axes: axes, seeds: seeds) else {
      throw .other("these are more than \(SweepGrid.limit) runs; give fewer values or seeds")
    }
    return grid
  }

  /// What stands between commas; a comma after a backslash is part of its value.
  static func parts(of text: String) -> [String] {
    var parts: [String] = []
    var part = ""
    for character in text {
      if character != "," {
        part.append(character)
      } else if part.hasSuffix("\\") {
        part.removeLast()
        part.append(character)
      } else {
        parts.append(part)
        part = ""
      }
    }
    return parts + [part]
  }

  /// The words of `text`, the first of them as the path of a program.
  private static func launcher(_ text: String?) throws(UsageError) -> [String] {
    guard let text else { return [] }
    guard var words = shellWords(in: text), let name = words.first else {
      throw .refused(launcher, text, allowed: "a program and its words, quoted as in a shell")
    }
    guard let path = programPath(of: name) else {
      throw .other(
        "\(launcher.name): there is no program “\(name)”; give one that is on the PATH, or its path"
      )
    }
    words[0] = path
    return words
  }
}
