import Foundation
import Testing

@testable import Notebook

/// Another process, which runs one of the tests of `ChildTests` with `job` and a folder.
struct ChildProcess {
  static let job = ProcessInfo.processInfo.environment["MARGIN_TEST_JOB"]
  static let folder = ProcessInfo.processInfo.environment["MARGIN_TEST_FOLDER"] ?? ""

  private let process = Process()

  init(_ job: String, in folder: Folder) throws {
    let executable = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = ["--testing-library", "swift-testing", "--filter", "ChildTests"]
    process.environment = ProcessInfo.processInfo.environment
      .merging(["MARGIN_TEST_JOB": job, "MARGIN_TEST_FOLDER": folder.path]) { $1 }
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
  }

  /// Ends the process at once, as `kill -9` does.
  func kill() {
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  var isRunning: Bool { process.isRunning }
}

/// A folder that is gone when the value is.
final class Folder: Sendable {
  let path = NSTemporaryDirectory() + "/margin-stores-" + UUID().uuidString

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The names of its files, hidden ones included.
  var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }

  func write(_ text: String, to name: String) throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: path + "/" + name))
  }

  func text(of name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: path + "/" + name)), as: UTF8.self)
  }
}

/// Waits until `condition` holds; false after a minute.
func eventually(_ condition: () throws -> Bool) rethrows -> Bool {
  let deadline = ContinuousClock.now + .seconds(60)
  while try !condition() {
    if ContinuousClock.now > deadline { return false }
    usleep(1000)
  }
  return true
}

/// What the other process does; nothing in the tests' own.
@Suite("In another process", .enabled(if: ChildProcess.job != nil))
struct ChildTests {
  @Test("does its job until it is killed")
  func work() throws {
    let folder = ChildProcess.folder
    switch ChildProcess.job {
    case "save":
      let store = EditStore(directory: folder)
      for version in 1... { try store.save(.version(version)) }
    case "lock":
      let lock = try LessonLock(lesson: "em", directory: folder)
      try Data((lock == nil ? "refused" : "locked").utf8)
        .write(to: URL(fileURLWithPath: folder + "/answer"), options: .atomic)
      while lock != nil { sleep(1) }
    case "run":
      var record = RunRecord.example
      let writer = try RunStore(directory: folder).begin(record)
      for step in 1... {
        record.append(.init(step: step, x: Double(step), y: -1 / Double(step), time: 0), to: "loss")
        try writer.write(record)
      }
    case "full disk":
      // As if the disk were full after 10 000 bytes of a file.
      signal(SIGXFSZ, SIG_IGN)
      var limit = rlimit(rlim_cur: 10_000, rlim_max: 10_000)
      setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
      let store = EditStore(directory: folder)
      var answer = "saved"
      do {
        try store.save(.version(2))
      } catch {
        answer = "\(error)"
      }
      try Data(answer.utf8).write(to: URL(fileURLWithPath: folder + "/answer"), options: .atomic)
    default: break
    }
  }
}

extension SavedEdit {
  /// A text of which any part tells that it belongs to version `number`.
  static func version(_ number: Int) -> SavedEdit {
    let text = String(repeating: "\(number),", count: 20_000)
    return SavedEdit(kernel: "KMeans", text: text, original: "", lastCompiled: "\(number)")
  }
}

extension RunRecord {
  static let example = RunRecord(
    origin: .init(
      kernel: "GaussianMixture", parameters: ["components": "3", "floor": "1e-4"],
      seed: .max, sourceHash: "ab", isBuiltIn: false, data: ["iris": "/tmp/我.csv"]),
    began: 1_790_000_000.125)

  mutating func append(_ sample: Sample, to name: String) {
    if series[name] == nil { seriesNames.append(name) }
    series[name, default: []].append(sample)
  }
}
