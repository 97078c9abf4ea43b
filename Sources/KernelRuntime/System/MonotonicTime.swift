import Glibc

/// A moment of the clock that is never set back.
public struct MonotonicTime: Comparable, Sendable {
  private var nanoseconds: Int

  /// This moment.
  public static var now: MonotonicTime {
    var time = Glibc.timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return MonotonicTime(nanoseconds: time.tv_sec * 1_000_000_000 + time.tv_nsec)
  }

  private init(nanoseconds: Int) { self.nanoseconds = nanoseconds }

  /// The moment `seconds` after the clock's start; one that never comes is decades away.
  public init(seconds: Double) { self.init(nanoseconds: Self.nanoseconds(seconds)) }

  private static func nanoseconds(_ seconds: Double) -> Int {
    let most = 1e9
    return Int((abs(seconds) < most ? seconds : seconds < 0 ? -most : most) * 1e9)
  }

  /// Seconds since the clock's start.
  public var seconds: Double { Double(nanoseconds) / 1e9 }

  var timespec: Glibc.timespec {
    Glibc.timespec(tv_sec: nanoseconds / 1_000_000_000, tv_nsec: nanoseconds % 1_000_000_000)
  }

  /// Whether `left` is the earlier moment.
  public static func < (left: Self, right: Self) -> Bool { left.nanoseconds < right.nanoseconds }

  /// The moment `seconds` later.
  public static func + (time: Self, seconds: Double) -> Self {
    MonotonicTime(nanoseconds: time.nanoseconds + nanoseconds(seconds))
  }

  /// Seconds from `right` to `left`.
  public static func - (left: Self, right: Self) -> Double {
    Double(left.nanoseconds - right.nanoseconds) / 1e9
  }
}
