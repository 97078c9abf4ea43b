import Glibc

/// A moment of the clock that is never set back.
struct MonotonicTime: Comparable {
  private var nanoseconds: Int

  static var now: MonotonicTime {
    var time = Glibc.timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return MonotonicTime(nanoseconds: time.tv_sec * 1_000_000_000 + time.tv_nsec)
  }

  var timespec: Glibc.timespec {
    Glibc.timespec(tv_sec: nanoseconds / 1_000_000_000, tv_nsec: nanoseconds % 1_000_000_000)
  }

  static func < (left: Self, right: Self) -> Bool { left.nanoseconds < right.nanoseconds }

  /// The moment `seconds` later.
  static func + (time: Self, seconds: Double) -> Self {
    MonotonicTime(nanoseconds: time.nanoseconds + Int(seconds * 1e9))
  }

  /// Seconds from `right` to `left`.
  static func - (left: Self, right: Self) -> Double {
    Double(left.nanoseconds - right.nanoseconds) / 1e9
  }
}
