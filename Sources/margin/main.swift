import Glibc
import KernelRuntime
import Lessons

Processor.check()
exit(CommandTable.run(Array(CommandLine.arguments.dropFirst())))
