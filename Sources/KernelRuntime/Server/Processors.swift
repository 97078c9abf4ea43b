import CProcess

/// The processors that this process may use.
enum Processors {
  /// How many linear algebra is to use: `OPENBLAS_NUM_THREADS`, else all that there are.
  ///
  /// Set by the process itself, since the results depend on it to the bit.
  static var count: Int {
    let asked = processEnvironment()["OPENBLAS_NUM_THREADS"].flatMap { Int($0) }
    return asked.map { max(1, $0) } ?? Int(margin_processor_count())
  }
}
