import Glibc

/// All that is known when a kernel process has died.
struct Death {
  /// As `waitpid` has it.
  enum Status: Hashable {
    case exit(code: Int)
    case signal(Int)
  }

  var status: Status
  var wasKilled = false
  var wasAskedToEnd = false
  var protocolError: String?
  var backtrace = Backtrace()
  /// The shared object that the kernel was loaded from.
  var library: String?
  var lastLines: [String] = []
}

extension KernelExit {
  /// The end of a process in words for the learner.
  init(_ death: Death) {
    let place = death.backtrace.place(
      library: death.library.flatMap(lastComponent), lessons: Installation.current.lessons)
    let cause = Self.cause(of: death)
    var message = Self.words(for: cause, death.backtrace)
    if case .crash = cause, let place {
      message += " in \(place.function)"
      if let file = place.file.flatMap(lastComponent), let line = place.line {
        message += ", \(file) line \(line)"
      }
    }
    let isCrash = if case .crash = cause { true } else { false }
    self.init(
      cause: cause, message: message + ".", function: isCrash ? place?.function : nil,
      file: isCrash ? place?.file : nil, line: isCrash ? place?.line : nil,
      lastLines: death.lastLines)
  }

  private static func cause(of death: Death) -> Cause {
    if let reason = death.protocolError { return .protocolError(reason) }
    if death.wasKilled { return .killed }
    switch death.status {
    case .exit(0) where death.wasAskedToEnd: return .shutdown
    case .exit(let code): return .exit(code: code)
    case .signal(let signal): return .crash(signal: signal)
    }
  }

  private static func words(for cause: Cause, _ backtrace: Backtrace) -> String {
    switch cause {
    case .shutdown: "The kernel process ended"
    case .killed: "The kernel process was killed"
    case .exit(let code): "The kernel's code called exit(\(code))"
    case .protocolError(let reason): "The kernel process was ended: \(reason)"
    case .crash(let signal): crashWords(Int32(signal), backtrace)
    }
  }

  private static func crashWords(_ signal: Int32, _ backtrace: Backtrace) -> String {
    if let reason = backtrace.reason {
      guard reason.hasPrefix("failed to allocate") else { return reason }
      let gigabytes = Double(MemoryLimit.bytes) / Double(1 << 30)
      let tenths = (gigabytes * 10).rounded() / 10
      return "Out of memory: the kernel needs more than its limit of \(tenths) GiB"
    }
    // No sound program is 5 000 calls deep when it meets its end.
    if signal == SIGSEGV, (backtrace.frames.last?.index ?? 0) > 5000 {
      return "The stack overflowed: calls without an end"
    }
    return switch signal {
    case SIGKILL: "The kernel process was killed from outside, or the machine ran out of memory"
    case SIGABRT: "The kernel's code called abort()"
    case SIGSEGV, SIGBUS: "Memory that is not there was used"
    default: backtrace.signal ?? "The kernel process died of signal \(signal)"
    }
  }
}

func lastComponent(_ path: String) -> String? { path.split(separator: "/").last.map(String.init) }
