import KernelRuntime
import Margin

/// `margin show KERNEL`: what is known of a kernel without running it.
enum ShowCommand {
  static let json = Option(name: "--json", help: "One object")

  static let command = Command(
    name: "show", operand: "KERNEL", summary: "A kernel's parameters, source and data",
    options: [json]
  ) { arguments in
    let source = try known(arguments.operand ?? "")
    guard let (reads, parameters) = try declarations(of: source) else { return 1 }
    if arguments.has(json) {
      put(object(source, reads: reads, parameters).description)
    } else {
      show(source, reads: reads, parameters)
    }
    return 0
  }

  /// What a kernel reads and its parameters; it is compiled if the program does not have it.
  ///
  /// - Returns: Nil where it does not compile, which has then been told.
  private static func declarations(
    of source: KernelSource
  ) throws -> (reads: [String], parameters: [ParameterDescription])? {
    if let type = try? KernelLoader.type(of: source.kernel) {
      return (type.reads, KernelParameters(of: type.init()).descriptions)
    }
    return try RunnableSource(source)?.declarations()
  }

  /// The source of a kernel of a lesson, or of one of the files `edited`.
  ///
  /// - Throws: `UsageError` with the nearest spelling.
  static func known(_ name: String, edited: [String] = []) throws(UsageError) -> KernelSource {
    do throws(KernelFailure) {
      return try KernelSource.current(for: name, edited: edited)
    } catch {
      throw .other(error.message)
    }
  }

  private static func show(
    _ source: KernelSource, reads: [String], _ parameters: [ParameterDescription]
  ) {
    put(source.kernel)
    put("  source  \(source.path)" + (source.isBuiltIn ? "" : " (changed since the build)"))
    if !reads.isEmpty {
      put("  data    \(reads.joined(separator: ", ")) (or --data NAME=FILE)")
    }
    if parameters.isEmpty { return }
    put("  parameters")
    let name = parameters.map(\.name.count).max() ?? 0
    let label = parameters.map(\.label.count).max() ?? 0
    for parameter in parameters {
      let columns = [
        padded(parameter.name, to: name), padded(parameter.label, to: label),
        "\(parameter.range), default \(parameter.defaultValue)"
          + (parameter.automatic.map { ", automatic is \($0)" } ?? "")
          + (parameter.restarts ? ", restarts the run" : ""),
      ]
      put("    " + columns.joined(separator: "  "))
    }
  }

  private static func object(
    _ source: KernelSource, reads: [String], _ parameters: [ParameterDescription]
  ) -> JSON {
    .object([
      "kernel": .string(source.kernel), "source": .string(source.path),
      "changedSinceBuild": .bool(!source.isBuiltIn),
      "data": .array(reads.map(JSON.string)),
      "parameters": .array(parameters.map(\.json)),
    ])
  }
}

/// `text` with blanks up to `width` characters.
func padded(_ text: String, to width: Int) -> String {
  text + String(repeating: " ", count: max(0, width - text.count))
}

extension ParameterDescription {
  /// What it takes, in words.
  fileprivate var range: String {
    switch kind {
    case .integer(let range, _): "\(range.lowerBound)...\(range.upperBound)"
    case .number(let range, let scale):
      "\(range.lowerBound)...\(range.upperBound)" + (scale == .log ? " (log)" : "")
    case .choice(let cases): cases.joined(separator: "|")
    case .toggle: "on|off"
    case .text(let limit): "text of at most \(limit) characters"
    }
  }

  fileprivate var json: JSON {
    .object(
      [
        .init(name: "name", value: .string(name)), .init(name: "label", value: .string(label)),
      ] + limits
        + (automatic.map { [.init(name: "automatic", value: .string($0))] } ?? []) + [
          .init(name: "default", value: defaultValue.json),
          .init(name: "restarts", value: .bool(restarts)),
        ])
  }

  private var limits: [JSON.Member] {
    func members(_ kind: String, _ pairs: KeyValuePairs<String, JSON>) -> [JSON.Member] {
      [.init(name: "kind", value: .string(kind))]
        + pairs.map { .init(name: $0.key, value: $0.value) }
    }
    return switch kind {
    case .integer(let range, let scale):
      members(
        "integer",
        [
          "minimum": .integer(range.lowerBound), "maximum": .integer(range.upperBound),
          "scale": .string(scale.rawValue),
        ])
    case .number(let range, let scale):
      members(
        "number",
        [
          "minimum": .number(range.lowerBound), "maximum": .number(range.upperBound),
          "scale": .string(scale.rawValue),
        ])
    case .choice(let cases): members("choice", ["cases": .array(cases.map(JSON.string))])
    case .toggle: members("toggle", [:])
    case .text(let limit): members("text", ["maximumLength": .integer(limit)])
    }
  }
}

extension ParameterValue {
  /// As a JSON value of its own type.
  var json: JSON {
    switch self {
    case .integer(let value): .integer(value)
    case .number(let value): .number(value)
    case .choice(let name): .string(name)
    case .toggle(let isOn): .bool(isOn)
    case .text(let text): .string(text)
    case .automatic: .string(description)
    }
  }
}
