import Datasets

/// Names the data that a run has read by their hashes, beside the run: the first step does not wait.
final class DataHashes: Sendable {
  private struct State {
    var waiting: [(name: String, files: [DataSource.File])] = []
    var underWay = 0
  }

  private let state = Monitor(State())
  private let tell: @Sendable (_ name: String, _ hash: String) -> Void

  /// Hashes that `tell` is given as they are found.
  init(tell: @escaping @Sendable (_ name: String, _ hash: String) -> Void) { self.tell = tell }

  /// Finds the hash of what was read of `source`.
  func add(_ source: DataSource) {
    state.withLock { $0.waiting.append((source.name, source.files)) }
    startThread { [self] in work() }
  }

  /// Sees to it that the hashes of all that was read are told.
  func finish() {
    work()
    state.wait { $0.underWay == 0 ? () : nil }
  }

  private func work() {
    func next() -> (name: String, files: [DataSource.File])? {
      state.withLock { state in
        guard !state.waiting.isEmpty else { return nil }
        state.underWay += 1
        return state.waiting.removeFirst()
      }
    }
    while let (name, files) = next() {
      tell(name, files.hash)
      state.update { $0.underWay -= 1 }
    }
  }
}

extension [DataSource.File] {
  /// SHA-256 of a file, as `sha256sum` gives it; of several files that of the list which `sha256sum`
  /// prints of them.
  var hash: String {
    if count == 1 { return SHA256.hash(of: self[0].bytes) }
    return SHA256.hash(of: map { "\(SHA256.hash(of: $0.bytes))  \($0.name)\n" }.joined())
  }
}
