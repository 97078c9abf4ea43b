import Glibc
import Margin

/// Evaluates console cells in a kernel's process, on the thread that runs the kernel.
final class CellEvaluator {
  /// The kernel's type; nil where none could be loaded.
  var type: (any Kernel.Type)? {
    didSet { kernel = nil }
  }
  /// What a cell sees as `kernel`: the object that runs, or has run last.
  var kernel: (any Kernel)? {
    didSet { CellOutcome.kernel = kernel }
  }
  private let outbox: Outbox

  init(_ outbox: Outbox) { self.outbox = outbox }

  /// Evaluates a cell while no run is on.
  func evaluate(_ cell: CellRequest) { evaluate(cell, in: nil, step: 0) }

  /// Evaluates a cell between two steps of `run`, the last of which was `step`.
  func evaluate(_ cell: CellRequest, in run: Int?, step: Int) {
    outbox.send(.evaluating(cell: cell.cell, run: cell.mayChange ? run : nil, step: step))
    let began = MonotonicTime.now
    var result = CellResult(cell: cell.cell, step: run == nil ? nil : step)
    do {
      let outcome = try outcome(of: cell)
      result.value = outcome.value
      result.failure = outcome.failure
    } catch {
      result.failure = KernelFailure(error)
    }
    result.seconds = MonotonicTime.now - began
    outbox.send(.evaluated(result))
  }

  private func outcome(of cell: CellRequest) throws -> CellOutcome {
    if kernel == nil, let type {
      let made = type.init()
      let parameters = KernelParameters(of: made)
      for (name, value) in cell.parameters { try parameters.set(name, to: value) }
      kernel = made
    }
    guard let library = dlopen(cell.library, RTLD_NOW | RTLD_LOCAL),
      let entry = dlsym(library, "margin_\(cell.module)")
    else {
      throw KernelFailure(.unloadable(dlerror().map { String(cString: $0) } ?? cell.library))
    }
    CellOutcome.begin()
    unsafeBitCast(entry, to: (@convention(c) () -> Void).self)()
    // What it printed stands before what it came to.
    fflush(nil)
    return CellOutcome.end()
  }
}

/// What the code of a cell tells while it is evaluated, by the functions below.
struct CellOutcome {
  private(set) var value: ShownValue?
  private(set) var failure: KernelFailure?

  /// Only the thread that runs the kernel evaluates cells.
  nonisolated(unsafe) private static var present = CellOutcome()
  /// What cells see, in later calls of their functions too.
  nonisolated(unsafe) fileprivate static var kernel: (any Kernel)?

  fileprivate static func begin() { present = CellOutcome() }

  fileprivate static func end() -> CellOutcome { present }

  fileprivate static func show(_ value: Any, as name: String) {
    var display = ValueDisplay()
    present.value = display.show(value, as: name.isEmpty ? nil : name)
  }

  fileprivate static func fail(_ error: any Error) { present.failure = KernelFailure(error) }
}

/// The object that a cell sees as `kernel`; cells know it by its symbol.
@_silgen_name("margin_console_kernel")
public func consoleKernel() -> AnyObject {
  guard let kernel = CellOutcome.kernel else { fatalError("no kernel is loaded") }
  return kernel
}

/// Shows the value of a cell; cells know it by its symbol.
@_silgen_name("margin_console_show")
public func showInConsole(_ value: Any, _ name: String) { CellOutcome.show(value, as: name) }

/// Takes what a cell has thrown; cells know it by its symbol.
@_silgen_name("margin_console_fail")
public func failInConsole(_ error: any Error) { CellOutcome.fail(error) }
