import Glibc
import Margin

// The English words of this module's errors: what happened, where, and what to do.

extension KernelFailure.Cause: CustomStringConvertible {
  /// One line.
  public var description: String {
    switch self {
    case .thrown(let words): words
    case .dataset(let error): "\(error)"
    case .unknownDataset(let error): "\(error)"
    case .unread(let error): "\(error)"
    case .parameter(let error): "\(error)"
    case .linearAlgebra(let error): "\(error)"
    case .notPositiveDefinite(let error): "\(error)"
    case .gradient(let error): "\(error)"
    case .safetensors(let error): "\(error)"
    case .saving(let error): "\(error)"
    case .unknownKernel(let name):
      "No lesson has a kernel \(name); `margin list` names them all."
    case .undeclaredKernel(let name):
      "\(name).swift declares no `final class \(name): Kernel`."
    case .unloadable(let reason): "The compiled kernel cannot be loaded: \(reason)"
    case .unreadableSource(let path): "\(path) cannot be read as UTF-8 text."
    case .notLoaded: "no kernel has been loaded"
    case .noProcess(let part, let code):
      "No kernel process can be started: \(part): \(String(cString: strerror(code)))"
    case .protocolError(let error): "protocol: \(error)"
    }
  }
}

extension KernelExit: CustomStringConvertible {
  /// One sentence: what happened and where, if it is known.
  public var description: String {
    switch cause {
    case .shutdown: "The kernel process ended."
    case .killed: "The kernel process was killed."
    case .exit(let code): "The kernel's code called exit(\(code))."
    case .protocolError(let error): "The kernel process was ended: \(error)."
    case .cutShort: "margin ended before the run did"
    case .recorded(let words): words
    case .crash(let signal, let fault): words(for: fault, signal) + place + "."
    }
  }

  private var place: String {
    guard let function else { return "" }
    guard let file = file.flatMap(lastComponent), let line else { return " in \(function)" }
    return " in \(function), \(file) line \(line)"
  }

  private func words(for fault: Fault, _ signal: Int) -> String {
    switch fault {
    case .trap(let words): words
    case .outOfMemory(let limit):
      "Out of memory: the kernel needs more than its limit of \(gibibytes(limit)) GiB"
    case .stackOverflow: "The stack overflowed: calls without an end"
    case .killedFromOutside:
      "The kernel process was killed from outside, or the machine ran out of memory"
    case .abort: "The kernel's code called abort()"
    case .badMemory: "Memory that is not there was used"
    case .signal(let words): words ?? "The kernel process died of signal \(signal)"
    }
  }
}

extension CompilationFailure: CustomStringConvertible {
  /// One line: what is missing or failed, and what to do.
  public var description: String {
    switch self {
    case .noStandardLibrary:
      "No Swift toolchain: the standard library in use is in no toolchain; set MARGIN_TOOLCHAIN"
        + " to its folder (with bin/swift-frontend) to edit kernels."
    case .missing(let file):
      "No Swift compiler: \(file) is missing; install the Swift toolchain that built margin, or"
        + " set MARGIN_TOOLCHAIN to its folder, to edit kernels."
    case .noModules(let folder):
      "The modules of this build are missing (\(folder)): run margin from its build folder, or"
        + " build it again with `swift build -c release`."
    case .unwritable(let folder, EPERM):
      "\(folder) can be written by others, and what is in it gets run: `chmod 700` it, or set"
        + " XDG_CACHE_HOME to a folder of your own."
    case .unwritable(let folder, let code):
      "\(folder) cannot be written (\(String(cString: strerror(code)))): make room there, or set"
        + " XDG_CACHE_HOME to another folder."
    case .otherCompiler(let words):
      "This Swift compiler is not the one that built margin (\(words)): build it again with"
        + " `swift build -c release`."
    case .rejected(let diagnostics):
      diagnostics.first { $0.severity == .error }?.message ?? "The compiler refuses this source."
    case .crashed(let tool, let signal): "\(tool) crashed on this source (signal \(signal))."
    case .timedOut(let seconds):
      "Compiling took longer than \(Int(seconds)) s; break long expressions into parts."
    case .failed(let tool, let words): "\(tool) failed: \(words)"
    case .cancelled: "Cancelled."
    }
  }
}

extension ProtocolError: CustomStringConvertible {
  /// What is wrong with the stream.
  public var description: String {
    switch self {
    case .tooLong(let bytes):
      "a frame of \(bytes) bytes was announced, more than the \(Frame.limit) allowed"
    case .truncated(let missing):
      "the last frame broke off, \(missing) bytes before its end"
    case .otherVersion(let version):
      "a frame of protocol version \(version) arrived; this program speaks \(Frame.version)"
    case .unreadable(let reason):
      "a frame arrived that is no message: \(reason)"
    }
  }
}

extension KernelRemark: CustomStringConvertible {
  /// One line.
  public var description: String {
    switch self {
    case .seriesLimit(let limit): "more than \(limit) series: the further ones are not shown"
    case .chartLimit(let limit): "more than \(limit) charts: the further ones are not shown"
    case .resultLimit(let limit): "more than \(limit) results: the further ones are not shown"
    case .chartTooLarge(let name, let bytes, let limit):
      "the chart “\(name)” takes \(bytes >> 20) MiB, more than the \(limit >> 20) MiB that can be "
        + "shown: give it fewer points or cells"
    case .tooLong(let bytes, let limit):
      "what the kernel tells takes \(bytes >> 20) MiB, more than the \(limit >> 20) MiB that can be "
        + "shown"
    case .notChanged(let error): "not changed: \(error)"
    case .notSaved(let error): "not saved: \(error)"
    }
  }
}

extension UnknownDataset: CustomStringConvertible {
  /// One line that names the data sets there are.
  public var description: String {
    let hint = nearest(to: name, among: known).map { " (did you mean \($0)?)" } ?? ""
    return "there is no data set “\(name)”\(hint): \(known.joined(separator: ", ")), "
      + "or a file of your own by --data \(name)=FILE"
  }
}

/// `bytes` in GiB, to a tenth.
public func gibibytes(_ bytes: Int) -> Double { (Double(bytes) / 0x1p30 * 10).rounded() / 10 }
