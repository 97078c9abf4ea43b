/// The recorded runs: one file of JSON lines each, the newest `limit` of every kernel.
public struct RunStore: Sendable {
  /// How many runs of a kernel are kept.
  public static let limit = 100

  /// The runs in the folder `directory`, which is made when first needed.
  public init(directory: String) {}

  /// Begins a file for `record`, gives it the next number and forgets the kernel's oldest runs.
  public func begin(_ record: RunRecord) throws(StoreError) -> RunWriter { RunWriter(number: 0) }

  /// The newest run of `kernel` that can be read.
  public func latest(kernel: String) -> RunRecord? { nil }

  /// The newest runs of `kernel`, the newest first, and a line for each file that was passed over.
  public func records(kernel: String, limit: Int) -> (records: [RunRecord], notices: [String]) {
    ([], [])
  }

  /// The run of that number.
  public func record(number: Int) throws(StoreError) -> RunRecord? { nil }
}

/// Writes a run while it goes on, so that one that is killed keeps what was written last.
public final class RunWriter: Sendable {
  /// The run's number, counted over all kernels.
  public let number: Int

  init(number: Int) { self.number = number }

  /// Adds what is new in `record`: call it at least once a second, and once after the ending.
  public func write(_ record: RunRecord) throws(StoreError) {}
}
