import Notebook
import Synchronization

/// Writes the runs of this notebook, each into its own file, begun with its first points.
final class Recording: Sendable {
  private let store: RunStore
  private let writers = Mutex<[Int: RunWriter]>([:])

  /// How many earlier runs of a kernel are looked at when its lesson is opened.
  private static let depth = 20

  init(store: RunStore) { self.store = store }

  /// The latest runs of `kernel`, the newest first.
  func records(of kernel: String) -> [RunRecord] {
    store.records(kernel: kernel, limit: Self.depth).records
  }

  /// Writes what is new of run `run`.
  ///
  /// - Returns: Why it could not be written, in words.
  func write(_ record: RunRecord, of run: Int) -> String? {
    do throws(StoreError) {
      let writer: RunWriter
      if let known = writers.withLock({ $0[run] }) {
        writer = known
      } else {
        writer = try store.begin(record)
      }
      writers.withLock { $0[run] = record.ending == nil ? writer : nil }
      try writer.write(record)
      return nil
    } catch {
      return error.description
    }
  }
}
