import Cells
import Foundation
import KernelRuntime
import Notebook

/// `margin data list`: which data sets have names.
enum DataList {
  private static let json = Option(name: "--json", help: "One object a line")

  static let command = Command(
    name: "data list", summary: "Name, size, source and licence of each, and who reads it",
    options: [json, RunOptions.width]
  ) { arguments in
    let traits = try OutputTraits(
      width: arguments.integer(RunOptions.width, in: 20...1000), color: nil, isPlain: false)
    let all = try KnownData.all()
    let width = all.map { displayWidth(of: $0.name) }.max() ?? 0
    for dataset in all {
      if arguments.has(json) {
        put(object(dataset).description)
      } else {
        tell(dataset, nameWidth: width, traits)
      }
    }
    return 0
  }

  private static func tell(_ dataset: KnownDataset, nameWidth: Int, _ traits: OutputTraits) {
    let indent = nameWidth + 2
    let size = dataset.path == nil ? nil : dataset.bytes.map(shown) ?? "NOT THERE"
    let first = [dataset.summary ?? dataset.path, size].compactMap { $0 }.joined(separator: ", ")
    let reads = dataset.kernels.isEmpty ? nil : "read by " + dataset.kernels.joined(separator: ", ")
    let parts = [first, dataset.source, reads].compactMap { $0 }
    let lines = parts.flatMap {
      StyledText(harmless($0)).wrapped(to: max(20, traits.width - indent), hangingIndent: 2)
    }
    for (index, line) in lines.enumerated() {
      let name = index == 0 ? padded(dataset.name, to: indent) : padded("", to: indent)
      put(name + line.plain)
    }
  }

  /// A size in the unit that gives it two or three digits.
  private static func shown(_ bytes: Int) -> String {
    let units = ["B", "kB", "MB", "GB", "TB"]
    var size = Double(bytes)
    var unit = 0
    while size >= 1000, unit + 1 < units.count {
      size /= 1000
      unit += 1
    }
    return String(format: size < 10 && unit > 0 ? "%.1f " : "%.0f ", size) + units[unit]
  }

  private static func object(_ dataset: KnownDataset) -> JSON {
    .object([
      "name": .string(dataset.name), "origin": .string(dataset.origin.rawValue),
      "path": JSON(dataset.path), "bytes": dataset.bytes.map(JSON.integer) ?? .null,
      "what": JSON(dataset.summary), "source": JSON(dataset.source),
      "kernels": .array(dataset.kernels.map(JSON.string)),
    ])
  }
}
