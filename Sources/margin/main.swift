import Glibc
import Lessons

exit(CommandTable.run(Array(CommandLine.arguments.dropFirst())))
