import Glibc

private final class ThreadBody: Sendable {
  let run: @Sendable () -> Void
  init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}

/// Runs `body` on a thread of its own that nobody waits for.
///
/// Plain threads: neither Dispatch's nor the concurrency runtime's would survive a `fork`.
func startThread(_ body: @escaping @Sendable () -> Void) {
  let argument = Unmanaged.passRetained(ThreadBody(body)).toOpaque()
  var thread = pthread_t()
  let result = pthread_create(
    &thread, nil,
    { argument in
      guard let argument else { return nil }
      Unmanaged<ThreadBody>.fromOpaque(argument).takeRetainedValue().run()
      return nil
    }, argument)
  guard result == 0 else {
    Unmanaged<ThreadBody>.fromOpaque(argument).release()
    return
  }
  pthread_detach(thread)
}
