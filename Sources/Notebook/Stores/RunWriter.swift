internal import Foundation
internal import Synchronization

/// Writes a run while it goes on, so that one that is killed keeps what was written last.
public final class RunWriter: Sendable {
  /// The run's number, counted over all kernels.
  public let number: Int

  /// How many bytes the lines that were written over may take before the file is written anew.
  private static let slack = 4 << 20

  private struct State {
    var file: RunFile
    /// What the file holds.
    var written: RunRecord?
    var size = 0
    /// The size of a file without lines that were written over.
    var tightSize = 0
  }

  private let path: String
  private let state: Mutex<State>

  init(number: Int, path: String) throws(StoreError) {
    self.number = number
    self.path = path
    state = Mutex(State(file: try RunFile(creating: path)))
  }

  /// Adds what is new in `record`: call it at least once a second, and once after the ending.
  ///
  /// Charts are encoded on the way, so it is no call for the thread that draws.
  ///
  /// - Parameter record: The run as far as it has come.
  /// - Throws: `StoreError`; the run goes on, and the next call tries again.
  public func write(_ record: RunRecord) throws(StoreError) {
    var record = record
    record.number = number
    let failure = state.withLock { state in
      do throws(StoreError) {
        try add(record, to: &state)
        return nil as StoreError?
      } catch {
        return error
      }
    }
    if let failure { throw failure }
  }

  private func add(_ record: RunRecord, to state: inout State) throws(StoreError) {
    let isFirst = state.written == nil
    let size = try write(record, since: state.written, to: state.file, at: state.size)
    guard size > state.size else { return }
    if !isFirst && size > 2 * state.tightSize + Self.slack {
      state.file = try RunFile(replacing: path) { file throws(StoreError) in
        state.size = try write(record, since: nil, to: file, at: 0)
      }
      state.tightSize = state.size
    } else {
      state.size = size
      if isFirst { state.tightSize = size }
    }
    state.written = record
    if record.ending != nil { state.file.synchronize() }
  }

  /// How many bytes are encoded before they are written: of a long run the whole would be many times
  /// what is known of it.
  private static let pieceSize = 1 << 18

  /// Writes what is new in `record` from `offset` on.
  ///
  /// - Returns: Where it ends.
  private func write(
    _ record: RunRecord, since former: RunRecord?, to file: RunFile, at offset: Int
  ) throws(StoreError) -> Int {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .runs
    var end = offset
    var data = Data()
    func flush() throws(StoreError) {
      try file.write(data, at: end)
      end += data.count
      data.removeAll(keepingCapacity: true)
    }
    for line in record.lines(since: former) {
      do {
        data += try encoder.encode(line())
      } catch {
        throw .unwritable(path: path, reason: error.fault)
      }
      data.append(UInt8(ascii: "\n"))
      if data.count >= Self.pieceSize { try flush() }
    }
    if !data.isEmpty { try flush() }
    return end
  }
}

/// A run's file, locked as long as the run goes on, by which a reader knows whether it does.
private struct RunFile: Sendable {
  private let path: String
  private let handle: FileHandle

  init(creating path: String) throws(StoreError) { try self.init(path, named: path) }

  /// A new file that `write` fills, locked before it takes the name of the former one.
  init(
    replacing path: String, _ write: (RunFile) throws(StoreError) -> Void
  ) throws(StoreError) {
    let temporary = path + ".tmp"
    unlink(temporary)
    try self.init(path, named: temporary)
    try write(self)
    guard rename(temporary, path) == 0 else {
      throw .unwritable(path: path, reason: .last)
    }
  }

  private init(_ path: String, named name: String) throws(StoreError) {
    self.path = path
    do {
      handle = try FileHandle.creating(name)
    } catch {
      throw .unwritable(path: path, reason: error.fault)
    }
    // A reader that looks whether the run goes on holds the lock for no longer than that.
    flock(handle.fileDescriptor, LOCK_EX)
  }

  /// Writes at a place, so that what a full disk cut short is written over the next time.
  func write(_ data: Data, at offset: Int) throws(StoreError) {
    do {
      try handle.seek(toOffset: UInt64(offset))
      try handle.write(contentsOf: data)
    } catch {
      throw .unwritable(path: path, reason: error.fault)
    }
  }

  func synchronize() { try? handle.synchronize() }
}

extension JSONEncoder.NonConformingFloatEncodingStrategy {
  /// For numbers within charts.
  static var runs: Self {
    .convertToString(positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
  }
}

extension JSONDecoder.NonConformingFloatDecodingStrategy {
  static var runs: Self {
    .convertFromString(positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
  }
}
