import COpenBLAS

/// The linear algebra library underneath, as far as a run depends on it.
///
/// OpenBLAS rounds differently for another core type, and products may with another number of
/// threads, so both belong to what a run records.
public enum OpenBLAS {
  /// How many threads a matrix product uses: those of `Threads`.
  ///
  /// OpenBLAS itself is kept to one, since large products are split here.
  public static var threads: Int {
    get { Threads.count }
    set { Threads.count = newValue }
  }

  /// The processor family whose routines it chose, such as `Haswell` or `SkylakeX`.
  public static var coreName: String {
    openblas_get_corename().map { String(cString: $0) } ?? "unknown"
  }

  /// Keeps OpenBLAS's own threads asleep for the rest of the process.
  static func useOneThread() { openblas_set_num_threads(1) }
}
