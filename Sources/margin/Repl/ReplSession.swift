import Charts
import Glibc
import KernelRuntime
import Margin

/// Reads cells from stdin, evaluates each in a process of their own, and prints what came of it.
final class ReplSession {
  private let program: RunnableSource?
  private let traits: OutputTraits
  private let compiler = CellCompiler()
  private var context: CellContext
  private var queue = EventQueue()
  private var client: KernelClient?
  private var count = 0
  private var hasFailed = false
  private var interruptsSeen = 0
  /// Whether a person types.
  private let isInteractive = isatty(STDIN_FILENO) == 1

  init(_ program: RunnableSource?, _ traits: OutputTraits) {
    self.program = program
    self.traits = traits
    context = CellContext(
      kernel: program?.source.kernel, lesson: program?.source.module, library: program?.library)
  }

  /// Evaluates what comes until it ends.
  ///
  /// - Returns: The exit code: of a script 1 where a cell failed.
  /// - Throws: `KernelFailure` where there can be no process or the kernel cannot be loaded.
  func run() throws -> Int32 {
    Interrupts.count()
    try startProcess()
    defer {
      queue.close()
      client?.kill()
      compiler.removeFiles()
    }
    if isInteractive { put("Swift, line by line; Ctrl-D leaves.") }
    var text = ""
    var first = 1
    var number = 0
    while let line = nextLine(isFirst: text.isEmpty) {
      number += 1
      if passInterrupts() { text = "" }
      if text.isEmpty { first = number }
      text += text.isEmpty ? line : "\n" + line
      if text.allSatisfy(\.isWhitespace) {
        text = ""
      } else if !CellItems(text).isUnfinished {
        try evaluate(text, atLine: first)
        text = ""
      }
    }
    if isInteractive { put("") }
    // What was left open is the compiler's to complain of.
    if !text.isEmpty { try evaluate(text, atLine: first) }
    return hasFailed && !isInteractive ? 1 : 0
  }

  private func nextLine(isFirst: Bool) -> String? {
    if isInteractive {
      let signs = traits.glyphs == .unicode ? ("› ", "· ") : ("> ", ". ")
      put(isFirst ? signs.0 : signs.1, terminator: "")
      flush()
    }
    return readLine()
  }

  /// Whether Ctrl-C was pressed since the last call.
  private func passInterrupts() -> Bool {
    defer { interruptsSeen = Interrupts.number }
    return Interrupts.number > interruptsSeen
  }

  private func startProcess() throws {
    let events = EventQueue()
    queue = events
    let client = try KernelClient(executable: Installation.current.program) { events.add($0) }
    self.client = client
    context.cells = []
    guard let program else { return }
    client.send(.load(kernel: program.source.kernel, library: program.library))
    while true {
      switch queue.take(waiting: 1) {
      case .ready: return
      case .failed(_, let failure): throw failure
      case .exited(let exit): throw KernelFailure(message: exit.message)
      default: continue
      }
    }
  }

  private func evaluate(_ text: String, atLine first: Int) throws {
    switch compiler.compile(text, in: context) {
    case .module(let module, _): try evaluate(module)
    case .errors(let remarks):
      for remark in remarks where remark.severity == .error {
        // A script counts its own lines; what was just typed need not be looked for.
        let line = isInteractive ? remark.line : first + remark.line - 1
        let isSeen = isInteractive && !text.contains("\n")
        fail((isSeen ? "" : "line \(line): ") + remark.message)
      }
    case .unavailable(let failure): throw KernelFailure(message: "\(failure)")
    case .cancelled: return
    }
  }

  private func evaluate(_ module: CellModule) throws {
    count += 1
    _ = passInterrupts()
    client?.send(.evaluate(CellRequest(cell: count, module)))
    var isAsked = false
    while true {
      if passInterrupts() {
        if isAsked {
          client?.kill()
        } else {
          complain("a cell cannot be interrupted; Ctrl-C again ends its process, with all names")
        }
        isAsked = true
      }
      switch queue.take(waiting: 0.05) {
      case .printed(let printed): for line in printed.lines { put(line.text) }
      case .evaluated(let result):
        if let failure = result.failure {
          fail(failure.message)
        } else if module.isKept {
          context.cells.append(module)
        }
        if let value = result.value { show(value) }
        flush()
        return
      case .exited(let exit):
        fail(exit.message)
        if !context.cells.isEmpty { complain("what cells had defined is gone") }
        return try startProcess()
      default: continue
      }
    }
  }

  private func fail(_ message: String) {
    hasFailed = true
    complain(message)
  }

  private func show(_ value: ShownValue) {
    if let chart = value.chart {
      let title = [value.name, value.type, value.lines.first].compactMap { $0 }
      let picture = ChartPicture(title: title.joined(separator: " "), chart: chart)
      for line in picture.lines(traits, style: traits.chartStyle) { put(line) }
    } else if let name = value.name, value.lines.count == 1 {
      put("\(name): \(value.type) = \(value.lines[0])")
    } else {
      if let name = value.name { put("\(name): \(value.type)") }
      for line in value.lines { put(line) }
    }
    if value.omitted > 0 { put("… \(value.omitted) more lines") }
  }
}
