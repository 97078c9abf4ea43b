import KernelRuntime

/// Compiles the console's cells, one after the other, on a thread of its own.
final class CellWorker {
  private let queue: EventQueue
  private let compiler = CellCompiler()
  private let thread = WorkThread(name: "cells")
  private var compiling: Cancellation?
  /// Ends a warm-up that a cell would have to wait for.
  private var warming: Cancellation?

  init(queue: EventQueue) { self.queue = queue }

  /// Compiles the cell `id`; what comes of it enters the queue.
  func compile(_ id: Int, _ text: String, _ context: CellContext) {
    let cancellation = Cancellation()
    compiling = cancellation
    thread.perform { [queue, compiler] in
      let outcome = compiler.compile(text, in: context, cancellation: cancellation)
      queue.post(.cellCompiled(id: id, outcome))
    }
  }

  /// Ends the compilation that is going on.
  func cancel() { compiling?.cancel() }

  /// Compiles a cell with nothing in it, by which the modules that all import have been read once.
  func warmUp(_ context: CellContext) {
    let cancellation = Cancellation()
    warming = cancellation
    thread.perform { [compiler] in
      _ = compiler.compile("0", in: context, cancellation: cancellation)
    }
  }

  /// Ends all, and removes what was made.
  func finish() {
    compiling?.cancel()
    warming?.cancel()
    thread.drain(seconds: 2)
    compiler.removeFiles()
  }
}
