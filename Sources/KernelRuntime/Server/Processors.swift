import Margin

/// The processors that this process may use.
enum Processors {
  /// How many linear algebra is to use: `OPENBLAS_NUM_THREADS`, else as many as `Threads` begins with.
  ///
  /// Set by the process itself, since the results depend on it to the bit.
  static var count: Int {
    let asked = processEnvironment()["OPENBLAS_NUM_THREADS"].flatMap { Int($0) }
    return asked.map { max(1, $0) } ?? Threads.count
  }
}
