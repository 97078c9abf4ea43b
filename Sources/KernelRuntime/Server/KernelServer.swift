import CProcess
import Glibc
import Margin

/// The kernel process, started as `margin kernel` by a `KernelClient`.
public enum KernelServer {
  /// The descriptor that the protocol is spoken on.
  static let socket: Int32 = 3

  /// What the process is to do next, on its main thread.
  enum Task {
    case load(kernel: String, library: String?)
    case run(RunSetup, RunControl)
    case evaluate(CellRequest)
  }

  /// Obeys the front end for ever; the process ends with it.
  ///
  /// Kernels run on the calling thread, which must be the main one: a stack overflow is reported
  /// there alone.
  public static func run() -> Never {
    var type: Int32 = 0
    var length = socklen_t(MemoryLayout<Int32>.size)
    guard getsockopt(socket, SOL_SOCKET, SO_TYPE, &type, &length) == 0 else {
      margin_complain("margin kernel is started by the notebook and by `margin run`\n")
      exit(2)
    }
    _ = fcntl(socket, F_SETFD, FD_CLOEXEC)
    // What is printed last before a crash must have been written.
    margin_unbuffer_output()
    MemoryLimit.apply()
    Memory.keepFreed()
    Threads.count = Processors.count

    let outbox = Outbox()
    let tasks = TaskList()
    startThread { outbox.write(to: socket) }
    LastWords.prepare(outbox)
    startThread { Control(tasks: tasks, outbox: outbox).obey(socket) }

    let console = CellEvaluator(outbox)
    while true {
      switch tasks.next() {
      case .load(let name, let library):
        console.type = load(name, library: library, outbox: outbox)
      case .run(let setup, let control):
        if let type = console.type {
          RunExecution(
            type: type, setup: setup, control: control, console: console, outbox: outbox
          ).run()
        } else {
          outbox.send(.failed(run: setup.run, KernelFailure(.notLoaded)))
        }
        // Those that came too late for a step.
        control.end().forEach(console.evaluate)
      case .evaluate(let cell): console.evaluate(cell)
      }
    }
  }

  private static func load(_ name: String, library: String?, outbox: Outbox) -> (any Kernel.Type)? {
    do {
      let type = try KernelLoader.type(of: name, library: library)
      outbox.send(
        .ready(
          KernelDescription(
            name: name, parameters: try KernelParameters(of: type.init()).checkedDescriptions(),
            reads: type.reads, threads: OpenBLAS.threads, blasCore: OpenBLAS.coreName)))
      return type
    } catch {
      outbox.send(.failed(run: 0, KernelFailure(error)))
    }
    return nil
  }
}

/// The process's work to come.
final class TaskList: Sendable {
  private let tasks = Monitor<[KernelServer.Task]>([])

  func add(_ task: KernelServer.Task) { tasks.update { $0.append(task) } }

  /// Takes the runs out that have not begun.
  func removeRuns() -> [(RunSetup, RunControl)] {
    tasks.withLock { tasks in
      let runs = tasks.compactMap { task in
        if case .run(let setup, let control) = task { (setup, control) } else { nil }
      }
      tasks.removeAll { if case .run = $0 { true } else { false } }
      return runs
    }
  }

  /// The next task, as soon as there is one.
  func next() -> KernelServer.Task {
    tasks.wait { $0.isEmpty ? nil : $0.removeFirst() }
  }
}
