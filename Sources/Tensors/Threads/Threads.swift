import COpenBLAS
import Synchronization

/// The threads over which large operations are spread.
///
/// They are plain threads that start with the first operation large enough, sleep while there is
/// nothing to do, and after a `fork` start again in the child with its first such operation. Where
/// the pieces of an operation begin and end depends on its size and on `count` alone, and results
/// do not depend on which thread took which piece.
public enum Threads {
  private static let chosen = Atomic<Int>(min(processors, 8))

  /// The processors that this process may run on.
  public static let processors = Int(margin_usable_processors())

  /// How many threads an operation may use, the calling one among them: 1…64.
  ///
  /// At first the number of processors that this process may run on, at most 8.
  public static var count: Int {
    get { chosen.load(ordering: .relaxed) }
    set { chosen.store(min(max(newValue, 1), 64), ordering: .relaxed) }
  }

  /// Calls `body` with contiguous ranges that make up 0..<count, in parallel, and returns when all
  /// calls have.
  ///
  /// There are as many ranges as threads, but none much smaller than `grain`; one where there is one
  /// thread. Within another parallel operation, and beside one of another thread, the calls happen
  /// one after another.
  @inline(__always)
  static func parallel(over count: Int, grain: Int, _ body: (Range<Int>) -> Void) {
    let threads = Self.count
    if count <= grain || threads == 1 {
      if count > 0 { body(0..<count) }
    } else {
      ThreadPool.current.run(min(threads, (count - 1) / max(1, grain) + 1), over: count, body)
    }
  }

  /// Does both, at the same time where there are two threads, and returns when they are done.
  ///
  /// Neither may use what the other one changes; then the result is that of one after the other.
  ///
  /// - Parameters:
  ///   - first: Done by the calling thread.
  ///   - second: Done by another one, or behind `first` where that has no time.
  public static func both(_ first: () -> Void, _ second: () -> Void) {
    parallel(over: 2, grain: 1) { range in
      for piece in range { if piece == 0 { first() } else { second() } }
    }
  }
}
