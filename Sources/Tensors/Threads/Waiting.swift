import COpenBLAS
import Glibc

/// How a thread waits for another that will soon be done: first by looking again and again, then by
/// letting others run in between.
struct Patience {
  /// Nanoseconds of looking, and of both together.
  private static let looking: UInt64 = 40_000
  private static let all: UInt64 = 100_000
  private var rounds = 0
  private var start: UInt64 = 0

  /// Waits a moment; false when it has been long.
  mutating func wait() -> Bool {
    rounds += 1
    if rounds % 32 != 0 {
      margin_pause()
      return true
    }
    let now = Self.now
    if start == 0 { start = now }
    if now - start > Self.looking {
      rounds -= 1
      sched_yield()
    }
    return now - start < Self.all
  }

  private static var now: UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}

/// Where threads sleep until it rings.
final class Alarm: Sendable {
  private nonisolated(unsafe) let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private nonisolated(unsafe) let condition: UnsafeMutablePointer<pthread_cond_t>

  init() {
    mutex = .allocate(capacity: 1)
    condition = .allocate(capacity: 1)
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(condition, nil)
  }

  deinit {
    pthread_cond_destroy(condition)
    pthread_mutex_destroy(mutex)
    condition.deallocate()
    mutex.deallocate()
  }

  /// Wakes all that sleep.
  func ring() {
    pthread_mutex_lock(mutex)
    pthread_cond_broadcast(condition)
    pthread_mutex_unlock(mutex)
  }

  /// Sleeps as long as `isQuiet`.
  func sleep(while isQuiet: () -> Bool) {
    pthread_mutex_lock(mutex)
    while isQuiet() { pthread_cond_wait(condition, mutex) }
    pthread_mutex_unlock(mutex)
  }
}
