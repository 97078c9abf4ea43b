import Glibc
import KernelRuntime
import Margin

/// `margin repl [KERNEL]`: the console alone, line by line.
enum ReplCommand {
  static let command = Command(
    name: "repl", operand: "[KERNEL]",
    summary: "Evaluate Swift line by line, with a kernel's object as `kernel`",
    options: [RunOptions.source, RunOptions.plain, RunOptions.width, RunOptions.color]
  ) { arguments in
    let traits = try OutputTraits(
      width: arguments.integer(RunOptions.width, in: 20...1000),
      color: arguments.value(RunOptions.color), isPlain: arguments.has(RunOptions.plain))
    var program: RunnableSource?
    if let name = arguments.operand {
      let edited = arguments.all(RunOptions.source)
      let kernel = try ShowCommand.known(name, edited: edited)
      program = try RunnableSource(kernel, edited: edited)
      if program == nil { return 1 }
    }
    return try ReplSession(program, traits).run()
  }
}
