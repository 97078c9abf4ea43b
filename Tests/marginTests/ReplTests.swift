import Foundation
import KernelRuntime
import Testing

@Suite("margin repl") struct ReplTests {
  let program: Program

  init() throws { program = try Program() }

  @Test("evaluates a script line by line, with the kernel's object")
  func script() throws {
    let outcome = try program.call(
      ["repl", "GaussianMixture"],
      input: """
        kernel.components
        let x = [1.0, 2, 3]
        func double(_ a: Double) -> Double {
          a * 2
        }
        x.map(double)
        print("hello")
        Tensor<Double>([1, 2, 3, 4], shape: [2, 2])
        """)
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.errors == "")
    let lines = outcome.output.split(separator: "\n").map(String.init)
    #expect(
      Array(lines.prefix(4)) == [
        "3", "x: Array<Double> = [1.0, 2.0, 3.0]", "[2.0, 4.0, 6.0]", "hello",
      ])
    #expect(lines.count > 6 && lines[4].contains("Tensor<Double> [2, 2] from 1.0 to 4.0"))
    #expect(!outcome.output.contains("\u{1B}"))
  }

  @Test("tells a cell's error with its line in the script, goes on, and ends with 1")
  func failing() throws {
    let outcome = try program.call(
      ["repl"], input: "let a = 1\n\nlet b = a + \"x\"\nstruct E: Error {}\nthrow E()\na + 1\n")
    #expect(outcome.code == 1)
    #expect(outcome.errors.contains("margin: line 3: "))
    #expect(outcome.errors.contains("margin: E()"))
    #expect(outcome.output.hasSuffix("2\n"))
  }

  @Test("goes on in a new process after a crash, and says what is gone")
  func crashing() throws {
    let outcome = try program.call(["repl"], input: "let a = [1]\na[7]\na\n1 + 1")
    #expect(outcome.code == 1)
    #expect(outcome.errors.contains("Index out of range"))
    #expect(outcome.errors.contains("what cells had defined is gone"))
    #expect(outcome.errors.contains("cannot find 'a' in scope"))
    #expect(outcome.output.hasSuffix("2\n"))
  }

  @Test("a wrong kernel is a wrong call; nothing of the cells stays on the disk")
  func wrong() throws {
    #expect(try program.call(["repl", "Gaussian"], input: "1").code == 2)
    #expect(try program.call(["repl"], input: "1").code == 0)
    let cells = try FileManager.default.contentsOfDirectory(atPath: program.home + "/margin/cells")
    #expect(cells == [])
  }
}
