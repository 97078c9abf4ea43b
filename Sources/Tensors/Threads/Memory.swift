import COpenBLAS

/// How the process deals with the memory of arrays that are no longer used.
public enum Memory {
  private static let kept: Void = {
    // Large blocks come from the heap too: those that are mapped one by one go back to the system
    // when they are freed, and each page of the next costs a fault. (A higher M_MMAP_THRESHOLD would
    // not do: the C library ends at 32 MiB.)
    mallopt(M_MMAP_MAX, 0)
    // The heap's free end stays the process's.
    mallopt(M_TRIM_THRESHOLD, -1)
    // The heaps of other threads end at 64 MiB: all share one.
    mallopt(M_ARENA_MAX, 1)
  }()

  /// Makes the process keep freed memory for its next arrays; a second call does nothing.
  ///
  /// Called by the first operation on arrays; a process may call it earlier, before it has
  /// allocated much.
  public static func keepFreed() { kept }
}
