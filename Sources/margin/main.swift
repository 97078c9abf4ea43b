import KernelRuntime
import Lessons
import NotebookUI

if CommandLine.arguments.dropFirst().first == "kernel" { KernelServer.run() }

print("margin")
