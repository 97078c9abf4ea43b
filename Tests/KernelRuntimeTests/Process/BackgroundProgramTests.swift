import Glibc
import Testing

@testable import KernelRuntime

@Suite("Programs in the background", .timeLimit(.minutes(20))) struct BackgroundProgramTests {
  /// All that `script` writes, once it has ended.
  private func run(_ script: String) throws -> (
    output: [String], errors: [String], ending: BackgroundProgram.Ending?
  ) {
    let program = try start(script)
    var all: (output: [String], errors: [String]) = ([], [])
    while program.ending == nil {
      BackgroundProgram.wait(for: [program], atMost: 1)
      let lines = program.read()
      all.output += lines.output
      all.errors += lines.errors
    }
    return (all.output, all.errors, program.ending)
  }

  private func start(_ script: String) throws -> BackgroundProgram {
    try BackgroundProgram(
      path: "/bin/sh", arguments: ["-c", script], variables: ["WORD": "a word"])
  }

  @Test("lines of both streams are read, the last one without its end too, and the exit code")
  func lines() throws {
    let all = try run("echo one; echo; printf 'two'; echo \"$WORD\" >&2; exit 3")
    #expect(all.output == ["one", "", "two"])
    #expect(all.errors == ["a word"])
    #expect(all.ending == .exit(3))
  }

  @Test("much that is written at once arrives whole; a line without end is not kept")
  func much() throws {
    let many = try run("i=0; while [ $i -lt 20000 ]; do echo $i; i=$((i+1)); done")
    #expect(many.output == (0..<20000).map(String.init))
    let long = try run("head -c 3000000 /dev/zero; echo; echo end")
    #expect(long.output == ["end"])
  }

  @Test("a program that there is not says so and ends")
  func absent() throws {
    let program = try BackgroundProgram(path: "/nowhere/program", arguments: [])
    var errors: [String] = []
    while program.ending == nil {
      BackgroundProgram.wait(for: [program], atMost: 1)
      errors += program.read().errors
    }
    #expect(program.ending == .exit(127))
    #expect(errors == ["/nowhere/program: No such file or directory"])
  }

  @Test("it ends with all that it has started: asked to, killed, or forgotten")
  func ends() throws {
    for way in 0..<3 {
      var program: BackgroundProgram? = try start("sleep 600 & echo $!; wait")
      var child: Int32?
      while child == nil, let program {
        BackgroundProgram.wait(for: [program], atMost: 1)
        child = program.read().output.first.flatMap { Int32($0) }
      }
      switch way {
      case 0: program?.terminate()
      case 1: program?.kill()
      default: program = nil
      }
      while let running = program, running.ending == nil {
        BackgroundProgram.wait(for: [running], atMost: 0.01)
        _ = running.read()
      }
      if let program { #expect(program.ending == .signal(way == 0 ? SIGTERM : SIGKILL)) }
      let grandchild = try #require(child)
      while ProcessTree.isAlive(grandchild) { usleep(1000) }
    }
  }
}
