import Glibc
import KernelRuntime

Processor.check()
exit(CommandTable.run(Array(CommandLine.arguments.dropFirst())))
