import Glibc

/// Seconds of the monotonic clock.
enum Clock {
  static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}

/// The character set that the user's locale asks for.
enum Locale {
  /// Has the C library write UTF-8, whatever the locale: what the terminal speaks is asked of itself.
  ///
  /// - Returns: Whether the locale asks for UTF-8; one that is unset, `C` or `POSIX` counts as asking.
  static func adopt() -> Bool {
    if setlocale(LC_CTYPE, "") != nil, isUTF8 { return true }
    let names = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { (variable: String) in
      getenv(variable).map { String(cString: $0) }
    }
    let name = names.first { !$0.isEmpty } ?? "C"
    guard setlocale(LC_CTYPE, "C.UTF-8") != nil, isUTF8 else { return false }
    return asksForUTF8(name)
  }

  static func asksForUTF8(_ name: String) -> Bool {
    let isUnset = ["C", "POSIX"].contains(name)
    return isUnset || ["utf-8", "utf8"].contains { name.lowercased().hasSuffix($0) }
  }

  private static var isUTF8: Bool {
    nl_langinfo(Int32(CODESET)).map { String(cString: $0) } == "UTF-8"
  }
}

/// Runs `body` on a thread of its own, which takes no signals.
func startThread(_ body: @escaping @Sendable () -> Void) {
  let box = Unmanaged.passRetained(ThreadBody(body))
  var blocked = sigset_t()
  var former = sigset_t()
  sigemptyset(&blocked)
  for number in [SIGWINCH, SIGCONT, SIGTSTP] + Emergency.ending { sigaddset(&blocked, number) }
  pthread_sigmask(SIG_BLOCK, &blocked, &former)
  var thread = pthread_t()
  pthread_create(&thread, nil, runThread, box.toOpaque())
  pthread_detach(thread)
  pthread_sigmask(SIG_SETMASK, &former, nil)
}

private func runThread(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  guard let argument else { return nil }
  Emergency.prepareThread()
  Unmanaged<ThreadBody>.fromOpaque(argument).takeRetainedValue().body()
  return nil
}

private final class ThreadBody: Sendable {
  let body: @Sendable () -> Void
  init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}
