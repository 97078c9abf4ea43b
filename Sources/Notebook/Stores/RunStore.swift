internal import Foundation

/// The recorded runs: one file of JSON lines each, the newest `limit` of every kernel.
public struct RunStore: Sendable {
  /// How many runs of a kernel are kept.
  public static let limit = 100

  private let folder: StoreFolder

  /// The runs in the folder `directory`, which is made when first needed.
  public init(directory: String) { folder = StoreFolder(path: directory) }

  /// Begins a file for `record`, gives it the next number and forgets the kernel's oldest runs.
  ///
  /// - Parameter record: The run as it begins.
  /// - Returns: What writes the rest of it.
  /// - Throws: `StoreError` where no file can be written; the run itself needs none.
  public func begin(_ record: RunRecord) throws(StoreError) -> RunWriter {
    try folder.create()
    // Held while the number is chosen: another process begins a run of its own.
    let lock = try FileLock(path: folder.path(of: ".lock"), waits: true)
    defer { withExtendedLifetime(lock) {} }
    let names = names()
    let name = RunName(number: (names.map(\.number).max() ?? 0) + 1, kernel: record.origin.kernel)
    let writer = try RunWriter(number: name.number, path: folder.path(of: name.file))
    do {
      try writer.write(record)
    } catch {
      try folder.remove(name.file)
      throw error
    }
    let former = names.filter { $0.kernel == name.kernel }.sorted { $0.number > $1.number }
    // One that cannot be removed is no reason not to write this one.
    for name in former.dropFirst(Self.limit - 1) { try? folder.remove(name.file) }
    return writer
  }

  /// The newest run of `kernel` that can be read.
  public func latest(kernel: String) -> RunRecord? {
    records(kernel: kernel, limit: 1).records.first
  }

  /// The newest runs of `kernel`, and a line for each file that was passed over.
  ///
  /// One that was being written when its process ended has died; one that still goes on has no
  /// ending.
  ///
  /// - Parameters:
  ///   - kernel: The kernel's name; nil for the runs of all kernels.
  ///   - limit: How many runs to read at most.
  ///   - part: What is read of each.
  /// - Returns: The runs, the newest first.
  public func records(kernel: String?, limit: Int = limit, part: RunPart = .all) -> (
    records: [RunRecord], notices: [String]
  ) {
    var records: [RunRecord] = []
    var notices: [String] = []
    let names = names().filter { kernel == nil || $0.kernel == kernel }
    for name in names.sorted(by: { $0.number > $1.number }) {
      guard records.count < limit else { break }
      do throws(StoreError) {
        if let record = try read(name, part) { records.append(record) }
      } catch {
        notices.append("run \(name.number) was passed over: \(error)")
      }
    }
    return (records, notices)
  }

  /// The run of that number; nil if there is none.
  public func record(number: Int) throws(StoreError) -> RunRecord? {
    guard let name = names().first(where: { $0.number == number }) else { return nil }
    return try read(name, .all)
  }

  /// The run of that number as it is being written; nil if there is none, or nothing of it yet.
  public func follower(number: Int) throws(StoreError) -> RunFollower? {
    guard let name = names().first(where: { $0.number == number }) else { return nil }
    return try RunFollower(path: folder.path(of: name.file))
  }

  /// Forgets the run of that number.
  ///
  /// - Returns: Whether it was there, and no process still writes it.
  /// - Throws: `StoreError` where its file cannot be removed.
  public func remove(number: Int) throws(StoreError) -> Bool {
    guard let name = names().first(where: { $0.number == number }), !isLocked(name) else {
      return false
    }
    try folder.remove(name.file)
    return true
  }

  private func names() -> [RunName] { folder.names().compactMap(RunName.init) }

  private func read(_ name: RunName, _ part: RunPart) throws(StoreError) -> RunRecord? {
    let isWritten = isLocked(name)
    // Without a line yet, the run is about to begin, or never did.
    guard let data = try folder.read(name.file), !data.isEmpty else { return nil }
    do {
      var record = try RunRecord(lines: data, part)
      if record.ending == nil && !isWritten {
        record.ending = .cutShort
      }
      return record
    } catch {
      throw .unreadable(path: folder.path(of: name.file), reason: error)
    }
  }

  private func isLocked(_ name: RunName) -> Bool {
    isRunWritten(at: folder.path(of: name.file))
  }
}

/// What is read of a run.
public enum RunPart: Hashable, Sendable {
  /// All that was kept.
  case all
  /// Neither samples nor charts, which take most of the time.
  case outline
}

/// Whether some process still writes the run in the file at `path`.
func isRunWritten(at path: String) -> Bool {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { return false }
  defer { close(descriptor) }
  return flock(descriptor, LOCK_SH | LOCK_NB) != 0
}

/// The name of a run's file, `000012-GaussianMixture.jsonl`: a list of runs needs no reading.
private struct RunName {
  var number: Int
  var kernel: String

  init(number: Int, kernel: String) {
    self.number = number
    self.kernel = kernel
  }

  init?(_ file: String) {
    let parts = file.split(separator: "-", maxSplits: 1)
    guard parts.count == 2, let number = Int(parts[0]), parts[1].hasSuffix(".jsonl") else {
      return nil
    }
    self.init(number: number, kernel: String(parts[1].dropLast(".jsonl".count)))
  }

  var file: String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 6 - digits.count)) + digits + "-\(kernel).jsonl"
  }
}
