import Synchronization
import Tensors

private let lock = Mutex(())

/// Runs `body` with that many threads; tests that choose a number do so one after another.
func withThreads<Result>(_ count: Int, _ body: () throws -> Result) rethrows -> Result {
  lock._unsafeLock()
  let former = Threads.count
  Threads.count = count
  defer {
    Threads.count = former
    lock._unsafeUnlock()
  }
  return try body()
}
