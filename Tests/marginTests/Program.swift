import Foundation
import KernelRuntime

/// The built `margin`, run as a process with data folders of its own.
final class Program {
  /// What a call came to.
  struct Outcome {
    var code: Int32
    var output: String
    var errors: String

    /// The lines of stdout as JSON objects.
    var objects: [[String: Any]] {
      output.split(separator: "\n").compactMap { line in
        try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      }
    }

    /// The values of the metrics, in order; those that are not finite are nil.
    var metrics: [Double?] {
      objects.filter { $0["event"] as? String == "metric" }.map { $0["value"] as? Double }
    }
  }

  let home = NSTemporaryDirectory() + "margin-program-" + UUID().uuidString

  init() throws {
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: home) }

  /// Writes `text` to a file in the home folder and returns its path.
  func file(_ name: String, _ text: String) throws -> String {
    try text.write(toFile: "\(home)/\(name)", atomically: true, encoding: .utf8)
    return "\(home)/\(name)"
  }

  /// Calls `margin` to its end; `whileRunning` is called once it has written something.
  func call(
    _ arguments: [String], environment: [String: String] = [:], input: String? = nil,
    whileRunning: ((Process) -> Void)? = nil
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Installation.current.program)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment
      .merging(["XDG_DATA_HOME": home, "XDG_CACHE_HOME": home]) { $1 }
      .merging(environment) { $1 }
    let errors = "\(home)/errors-\(UUID().uuidString)"
    _ = FileManager.default.createFile(atPath: errors, contents: nil)
    let output = Pipe()
    process.standardInput = FileHandle.nullDevice
    if let input {
      process.standardInput = FileHandle(
        forReadingAtPath: try file("input-\(UUID().uuidString)", input))
    }
    process.standardOutput = output
    process.standardError = FileHandle(forWritingAtPath: errors)
    try process.run()
    var bytes = Data()
    if let whileRunning {
      bytes = output.fileHandleForReading.availableData
      whileRunning(process)
    }
    bytes += output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Outcome(
      code: process.terminationStatus, output: String(decoding: bytes, as: UTF8.self),
      errors: try String(contentsOfFile: errors, encoding: .utf8))
  }
}
