import Foundation
import KernelRuntime
import Margin

/// What `margin run` was asked for.
struct RunOptions {
  static let set = Option(
    name: "--set", value: "NAME[@STEP]=VALUE",
    help: "A parameter's value; with @STEP, a change while it runs, before that step",
    isRepeatable: true)
  static let seed = Option(name: "--seed", value: "N", help: "The seed of the random numbers (0)")
  static let steps = Option(
    name: "--steps", value: "N", help: "At most N steps in all")
  static let data = Option(
    name: "--data", value: "NAME=FILE",
    help:
      "Your own data NAME, a file or a name of `margin data list`: CSV with a header, LIBSVM, .amat, IDX, PNG, PGM, PPM, a folder of "
      + "images or text; also .gz. NAME.labels=FILE: labels of IDX images", isRepeatable: true)
  static let save = Option(
    name: "--save", value: "FILE",
    help: "Also keep what was learnt in FILE: safetensors, or the text form by its ending")
  static let source = Option(
    name: "--source", value: "FILE",
    help: "Compile and run this edited file in place of the lesson's own", isRepeatable: true)
  static let plain = Option(
    name: "--plain", help: "The final charts and results once, without escape sequences")
  static let json = Option(name: "--json", help: "One object a line: each metric, result and log")
  static let width = Option(name: "--width", value: "N", help: "The charts' width in columns")
  static let color = Option(
    name: "--color", value: "auto|never|256|truecolor", help: "Whether charts have colours (auto)")
  static let chartSVG = Option(
    name: "--chart-svg", value: "FILE", help: "Also write the final charts to FILE, as SVG")

  static let inProcess = Option(
    name: "--in-process",
    help: "In this process, for a debugger: points and results as lines, no charts, no record")

  static let resultsOnly = Option(
    name: "--results-only",
    help: "With --json: the results and the end alone; the run is not recorded")

  static let all = [
    set, seed, steps, data, save, source, plain, json, width, color, chartSVG, inProcess,
    resultsOnly,
  ]

  /// A `--set`.
  struct Assignment: Hashable {
    var name: String
    /// Nil for the value at the start.
    var step: Int?
    var value: String
  }

  /// How the run is told.
  enum Format: Hashable {
    case json, plain, live
    /// As JSON, the results and the end alone.
    case results
  }

  var assignments: [Assignment]
  var seed: UInt64
  var stepLimit: Int?
  var data: [String: String]
  /// Where what is learnt is to be kept besides.
  var savePath: String?
  var sourceFiles: [String]
  var format: Format
  var traits: OutputTraits
  /// Where the final charts are written to.
  var chartFile: String?

  /// Reads the options of a call.
  ///
  /// - Throws: `UsageError`.
  init(_ arguments: Arguments) throws(UsageError) {
    var assignments: [Assignment] = []
    for text in arguments.all(Self.set) {
      let assignment = try Self.assignment(text, of: Self.set)
      if assignments.contains(where: { $0.name == assignment.name && $0.step == assignment.step }) {
        let step = assignment.step.map { "@\($0)" } ?? ""
        throw .other("\(Self.set.name) gives \(assignment.name)\(step) two values; give it one")
      }
      assignments.append(assignment)
    }
    self.assignments = assignments
    seed = try arguments.integer(Self.seed, in: 0...UInt64.max) ?? 0
    stepLimit = try arguments.integer(Self.steps, in: 0...Int.max)
    data = [:]
    for text in arguments.all(Self.data) {
      let (name, path) = try Self.pair(text, of: Self.data)
      if data[name] != nil {
        throw .other("\(Self.data.name) gives two files for “\(name)”; give it one")
      }
      data[name] = try Self.file(path)
    }
    savePath = arguments.value(Self.save).map(absolute)
    if let savePath, !canBeWritten(savePath) {
      throw .refused(Self.save, savePath, allowed: "a file in a folder that can be written")
    }
    sourceFiles = arguments.all(Self.source).map(absolute)
    for path in sourceFiles where !isReadable(path) {
      throw .refused(Self.source, path, allowed: "a readable file")
    }
    traits = try OutputTraits(
      width: arguments.integer(Self.width, in: 20...1000), color: arguments.value(Self.color),
      isPlain: arguments.has(Self.plain))
    chartFile = arguments.value(Self.chartSVG).map(absolute)
    if let chartFile, !canBeWritten(chartFile) {
      throw .refused(Self.chartSVG, chartFile, allowed: "a file in a folder that can be written")
    }
    if arguments.has(Self.json), arguments.has(Self.plain) {
      throw .other("\(Self.json.name) and \(Self.plain.name) exclude each other; choose one")
    }
    if arguments.has(Self.resultsOnly), !arguments.has(Self.json) {
      throw .other("\(Self.resultsOnly.name) goes with \(Self.json.name); give both")
    }
    if arguments.has(Self.json) {
      format = arguments.has(Self.resultsOnly) ? .results : .json
    } else {
      format = traits.canRedraw ? .live : .plain
    }
  }

  /// What the run begins with, once the kernel's parameters and the names of its data are known.
  ///
  /// - Throws: `UsageError` for a parameter, a value or data that the kernel does not take.
  func setup(
    for parameters: [ParameterDescription], reading names: [String], run: Int
  ) throws(UsageError) -> RunSetup {
    if let unread = UnreadData.first(of: data, reading: names) { throw .other("\(unread)") }
    var setup = RunSetup(run: run, seed: seed, stepLimit: stepLimit, data: data, savePath: savePath)
    do throws(ParameterError) {
      for assignment in assignments {
        guard let parameter = parameters.first(where: { $0.name == assignment.name }) else {
          throw .unknown(assignment.name, known: parameters.map(\.name))
        }
        let value = try parameter.value(parsing: assignment.value)
        if let step = assignment.step {
          if parameter.restarts { throw .restarts(parameter.name) }
          setup.changes.append(.init(step: step, name: parameter.name, value: value))
        } else {
          setup.parameters[parameter.name] = value
        }
      }
    } catch {
      throw .other(error.description)
    }
    return setup
  }

  /// What a `--set` says.
  static func assignment(_ text: String, of set: Option) throws(UsageError) -> Assignment {
    let (left, value) = try pair(text, of: set)
    let parts = left.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return Assignment(name: left, value: value) }
    guard let step = Int(parts[1]), step >= 1 else {
      throw .refused(set, text, allowed: "NAME@STEP=VALUE with a step from 1")
    }
    return Assignment(name: String(parts[0]), step: step, value: value)
  }

  /// The file that `text` names: by its path, else by a name that `margin data list` tells.
  private static func file(_ text: String) throws(UsageError) -> String {
    if isReadable(text) { return absolute(text) }
    if !text.contains("/"), let path = KnownData.path(named: text) {
      guard isReadable(path) else {
        throw .other(
          "\(data.name): “\(text)” is \(path), which cannot be read; `margin data list` tells more")
      }
      return path
    }
    let names = (try? KnownData.store.paths().keys.sorted()) ?? []
    let hint = nearest(to: text, among: names).map { " (did you mean \($0)?)" } ?? ""
    throw .refused(
      data, text, allowed: "a readable file or a name of `margin data list`\(hint)")
  }

  private static func pair(_ text: String, of option: Option) throws(UsageError)
    -> (String, String)
  {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
      throw .refused(option, text, allowed: option.value ?? "")
    }
    return (String(parts[0]), String(parts[1]))
  }
}

/// `path` from the root of the file system.
func absolute(_ path: String) -> String {
  URL(fileURLWithPath: path).standardizedFileURL.path
}

/// Whether a file at `path` can be made or replaced.
private func canBeWritten(_ path: String) -> Bool {
  let url = URL(fileURLWithPath: path)
  var isFolder: ObjCBool = false
  if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
    return false
  }
  return FileManager.default.isWritableFile(atPath: url.deletingLastPathComponent().path)
}
