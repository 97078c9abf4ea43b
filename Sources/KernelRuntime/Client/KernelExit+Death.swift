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
  var protocolError: ProtocolError?
  var backtrace = Backtrace()
  /// The shared object that the kernel was loaded from.
  var library: String?
  var lastLines: [String] = []
}

extension KernelExit {
  /// The end of a process as far as its death tells.
  init(_ death: Death) {
    self.init(cause: Self.cause(of: death), lastLines: death.lastLines)
    let place = death.backtrace.place(
      library: death.library.flatMap(lastComponent), lessons: Installation.current.lessons)
    guard case .crash = cause, let place else { return }
    function = place.function
    file = place.file
    line = place.line
    if place.file?.hasSuffix("-" + CellSource.fileName) == true {
      // Its functions and its file have names that nobody gave them.
      file = CellSource.fileName
      if place.function.hasPrefix("__Cell") { function = Self.consoleCell }
    }
  }

  private static func cause(of death: Death) -> Cause {
    if let error = death.protocolError { return .protocolError(error) }
    if death.wasKilled { return .killed }
    switch death.status {
    case .exit(0) where death.wasAskedToEnd: return .shutdown
    case .exit(let code): return .exit(code: code)
    case .signal(let signal):
      return .crash(signal: signal, fault(Int32(signal), death.backtrace))
    }
  }

  private static func fault(_ signal: Int32, _ backtrace: Backtrace) -> Fault {
    if let reason = backtrace.reason {
      return reason.hasPrefix("failed to allocate")
        ? .outOfMemory(limit: Int(MemoryLimit.bytes)) : .trap(reason)
    }
    // No sound program is 5 000 calls deep when it meets its end.
    if signal == SIGSEGV, (backtrace.frames.last?.index ?? 0) > 5000 { return .stackOverflow }
    return switch signal {
    case SIGKILL: .killedFromOutside
    case SIGABRT: .abort
    case SIGSEGV, SIGBUS: .badMemory
    default: .signal(words: backtrace.signal)
    }
  }
}

func lastComponent(_ path: String) -> String? { path.split(separator: "/").last.map(String.init) }
