import Glibc

/// State that threads share, and on whose changes they can wait.
public final class Monitor<State>: @unchecked Sendable {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var state: State

  /// A monitor of `state`.
  public init(_ state: State) {
    self.state = state
    pthread_mutex_init(mutex, nil)
    var attributes = pthread_condattr_t()
    pthread_condattr_init(&attributes)
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    pthread_cond_init(condition, &attributes)
    pthread_condattr_destroy(&attributes)
  }

  deinit {
    pthread_cond_destroy(condition)
    pthread_mutex_destroy(mutex)
    condition.deallocate()
    mutex.deallocate()
  }

  /// Reads or changes the state; nobody who waits is woken.
  public func withLock<Result>(_ body: (inout State) throws -> Result) rethrows -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return try body(&state)
  }

  /// Changes the state and wakes all who wait.
  public func update<Result>(_ body: (inout State) throws -> Result) rethrows -> Result {
    defer { wake() }
    return try withLock(body)
  }

  /// Wakes all who wait, to look at the state again.
  public func wake() { pthread_cond_broadcast(condition) }

  /// Waits until `body`, tried under the lock after every wake, returns a value.
  public func wait<Result>(until body: (inout State) -> Result?) -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while true {
      if let result = body(&state) { return result }
      pthread_cond_wait(condition, mutex)
    }
  }

  /// Waits likewise, but no longer than until `deadline` (nil: without end).
  ///
  /// - Returns: Nil where the deadline passed.
  public func wait<Result>(
    by deadline: MonotonicTime?, until body: (inout State) -> Result?
  ) -> Result? {
    guard let deadline else { return wait(until: body) }
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    var time = deadline.timespec
    while true {
      if let result = body(&state) { return result }
      if pthread_cond_timedwait(condition, mutex, &time) == ETIMEDOUT { return body(&state) }
    }
  }
}
