import COpenBLAS

/// The linear algebra library underneath, as far as a run depends on it.
///
/// OpenBLAS rounds differently with another thread count or another core type, so both belong to
/// what a run records.
public enum OpenBLAS {
  /// How many threads its routines use.
  public static var threads: Int {
    get { Int(openblas_get_num_threads()) }
    set { openblas_set_num_threads(Int32(clamping: max(1, newValue))) }
  }

  /// The processor family whose routines it chose, such as `Haswell` or `SkylakeX`.
  public static var coreName: String {
    openblas_get_corename().map { String(cString: $0) } ?? "unknown"
  }
}
