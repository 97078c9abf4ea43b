import Notebook
import Synchronization

/// Writes the runs of this notebook, each into its own file, begun with its first points.
final class Recording: Sendable {
  private let store: RunStore
  private let writers = Mutex<[Int: RunWriter]>([:])
  /// The newest record of each run that waits to be written.
  private let waiting = Mutex<[Int: RunRecord]>([:])

  /// How many earlier runs of a kernel are looked at when its lesson is opened.
  private static let depth = 40

  init(store: RunStore) { self.store = store }

  /// The latest runs of `kernel`, the newest first.
  func records(of kernel: String) -> [RunRecord] {
    store.records(kernel: kernel, limit: Self.depth).records
  }

  /// Has `record` written by the next `write`, in place of an older one that still waits: a slow disk
  /// makes no queue.
  ///
  /// - Returns: Whether a `write` is to be called for it: none has been since it last waited.
  func offer(_ record: RunRecord, of run: Int) -> Bool {
    waiting.withLock { $0.updateValue(record, forKey: run) == nil }
  }

  /// Writes what is new of run `run`; what cannot be written waits for `writeAll`.
  ///
  /// - Returns: Why it could not be written.
  func write(run: Int) -> StoreError? {
    guard let record = waiting.withLock({ $0.removeValue(forKey: run) }) else { return nil }
    do throws(StoreError) {
      let writer: RunWriter
      if let known = writers.withLock({ $0[run] }) {
        writer = known
      } else {
        writer = try store.begin(record)
        writers.withLock { $0[run] = writer }
      }
      try writer.write(record)
      if record.ending != nil { writers.withLock { $0[run] = nil } }
      return nil
    } catch {
      waiting.withLock { if $0[run] == nil { $0[run] = record } }
      return error
    }
  }

  /// Writes everything that waits.
  ///
  /// - Returns: Why something could not be written.
  func writeAll() -> StoreError? {
    let runs = waiting.withLock { $0.keys.sorted() }
    return runs.compactMap { write(run: $0) }.first
  }
}
