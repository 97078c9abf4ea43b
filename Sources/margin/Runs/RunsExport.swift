import Foundation
import KernelRuntime
import Notebook

/// `margin runs export N -o FILE`: a run for other programs.
enum RunsExport {
  private static let output = Option(
    name: "-o", value: "FILE",
    help:
      "FILE.csv: the points of its series; FILE.jsonl: as `margin run --json` tells it; FILE.svg: "
      + "its charts")

  static let command = Command(
    name: "runs export", operand: "N", summary: "A run as a table, as JSON lines or as a picture",
    options: [output]
  ) { arguments in
    let number = try RunsCommand.number(arguments.operand)
    guard let path = arguments.value(output) else {
      throw UsageError.other("\(output.usage) is missing: \(output.help)")
    }
    let kind = URL(fileURLWithPath: path).pathExtension.lowercased()
    guard let form = Form(rawValue: kind == "json" ? "jsonl" : kind) else {
      throw UsageError.refused(
        output, path, allowed: "a file whose name ends with .csv, .jsonl or .svg")
    }
    guard let record = try RunsCommand.store.record(number: number) else {
      throw RunsCommand.missing(number)
    }
    var kernels = KnownKernels()
    let run = kernels.run(record)
    if form != .jsonl, record.series.isEmpty, form == .csv || record.displayNames.isEmpty {
      throw UsageError.other("run \(number) plotted nothing: there is nothing for \(path)")
    }
    return try write(text(of: run, as: form), to: path)
  }

  private enum Form: String { case csv, jsonl, svg }

  private static func text(of run: RecordedRun, as form: Form) throws -> String {
    switch form {
    case .csv: return SeriesTable(record: run.record).csv
    case .jsonl: return RecordedLines.all(of: run).map { "\($0)\n" }.joined()
    case .svg:
      let traits = try OutputTraits(width: nil, color: "never", isPlain: true)
      return RecordPicture(record: run.record, traits: traits).svg
    }
  }

  private static func write(_ text: String, to path: String) -> Int32 {
    do {
      try text.write(toFile: path, atomically: true, encoding: .utf8)
      return 0
    } catch {
      complain("\(path) could not be written: \(error.localizedDescription)")
      return 1
    }
  }
}

/// The points of a run as a table: one a row, so that series of any steps fit.
struct SeriesTable {
  var record: RunRecord

  /// Comma-separated values with a header, as RFC 4180 has them.
  var csv: String {
    let rows = record.seriesNames.flatMap { name in
      (record.series[name] ?? []).map { sample in
        [
          Self.quoted(name), "\(sample.step)", "\(sample.x)",
          sample.start > 0 ? "\(sample.start)" : "", "\(sample.time)", "\(sample.y)",
        ].joined(separator: ",")
      }
    }
    return (["series,step,x,start,seconds,value"] + rows).map { $0 + "\n" }.joined()
  }

  private static func quoted(_ text: String) -> String {
    guard text.contains(where: { ",\"\n\r".contains($0) }) else { return text }
    return "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\""
  }
}
