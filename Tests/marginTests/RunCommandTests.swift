import Foundation
import Testing

@Suite("margin run", .timeLimit(.minutes(3))) struct RunCommandTests {
  let program: Program
  /// A random walk with a live and a restarting parameter.
  let source: String

  init() throws {
    program = try Program()
    source = try program.file("TwoCoins.swift", Self.walk)
  }

  static let walk = """
    import Margin

    final class TwoCoins: Kernel {
      @Slider("rate", 0.01...1.0) var rate = 0.5
      @Slider("start", 0.0...1.0, restarts: true) var start = 0.5
      func run(in pane: Pane) throws {
        var x = start
        for step in pane.steps(40) {
          x += rate * (Double.random(in: 0...1, using: &pane.random) - x)
          pane.plot("x", step == 7 ? .nan : x)
        }
        pane.log("done")
        pane.result("final", x)
      }
    }
    """

  func run(_ options: String...) throws -> Program.Outcome {
    try program.call(["run", "TwoCoins", "--source", source] + options)
  }

  @Test("JSON tells start, metrics, log, result and end")
  func json() throws {
    let outcome = try run("--json", "--seed", "3", "--set", "rate=0.25")
    #expect(outcome.code == 0)
    #expect(outcome.errors == "")
    let events = outcome.objects.compactMap { $0["event"] as? String }
    #expect(events.first == "start" && events.last == "end")
    #expect(events.count { $0 == "metric" } == 40)
    #expect(events.contains("log") && events.contains("result"))
    let start = try #require(outcome.objects.first)
    #expect((start["parameters"] as? [String: Double]) == ["rate": 0.25, "start": 0.5])
    #expect(start["seed"] as? Int == 3)
    let end = try #require(outcome.objects.last)
    #expect(end["status"] as? String == "finished" && end["steps"] as? Int == 40)
  }

  @Test("a value that is not finite is null and a text")
  func notFinite() throws {
    let outcome = try run("--json")
    let seventh = outcome.objects.first { $0["step"] as? Int == 7 }
    #expect(seventh?["value"] is NSNull)
    #expect(seventh?["text"] as? String == "nan")
  }

  @Test("the same call gives the same bits, a live change others from its step on")
  func sameBits() throws {
    let first = try run("--json", "--set", "rate@20=0.125").metrics
    let again = try run("--json", "--set", "rate@20=0.125").metrics
    let unchanged = try run("--json").metrics
    #expect(first == again)
    #expect(first.prefix(19) == unchanged.prefix(19))
    #expect(zip(first, unchanged).dropFirst(19).allSatisfy { $0 != $1 })
  }

  @Test("without a terminal the charts and results come once, without escape sequences")
  func plain() throws {
    let outcome = try run("--width", "60")
    #expect(outcome.code == 0)
    #expect(!outcome.output.contains("\u{1B}"))
    #expect(outcome.output.contains("final  "))
    // The first line names the source by its path.
    #expect(outcome.output.components(separatedBy: "\n").dropFirst().allSatisfy { $0.count <= 60 })
  }

  @Test("--steps bounds the run")
  func steps() throws {
    #expect(try run("--json", "--steps", "5").metrics.count == 5)
  }

  @Test(
    "a wrong call is refused with what is allowed",
    arguments: [
      (["run", "TwoCoin"], "TwoCoins"), (["run", "TwoCoins", "--sede", "1"], "--seed"),
      (["run", "TwoCoins", "--seed", "-1"], "whole number"),
      (["run", "TwoCoins", "--set", "theta=0.5"], "thetaA"),
      (["run", "TwoCoins", "--set", "thetaA=7"], "0.99"),
      (["run", "TwoCoins", "--set", "thetaA@3=0.5"], "restarts"),
      (["run", "TwoCoins", "--data", "iris=/none.csv"], "readable"),
      (["run", "TwoCoins", "--data", "toses=/dev/null"], "did you mean tosses?"),
      (["rnu"], "run"), (["show"], "KERNEL"), (["open", "no-such-lesson"], "no-such-lesson"),
    ])
  func refused(call: [String], words: String) throws {
    let outcome = try program.call(call)
    #expect(outcome.code == 2)
    #expect(outcome.output == "")
    #expect(outcome.errors.contains(words), "\(outcome.errors)")
    #expect(outcome.errors.split(separator: "\n").count == 1)
  }

  @Test("a run in the program's own process gives the same numbers, edits and changes included")
  func inProcess() throws {
    let call = ["run", "TwoCoins", "--source", source, "--set", "rate@3=0.25", "--seed", "4"]
    let here = try program.call(call + ["--in-process"])
    #expect(here.code == 0, "\(here.errors)")
    let final = try #require(here.output.split(separator: "\n").last { $0.hasPrefix("final ") })
    let elsewhere = try program.call(call + ["--json"]).output
    #expect(elsewhere.contains("\"final\",\"value\":\(final.dropFirst(6))}"))
    #expect(here.output.contains("\nstep 3: rate = 0.25\n"))
    #expect(try program.call(["run", "TwoCoins", "--in-process", "--set", "thetaA=7"]).code == 2)
  }

  @Test("an error of the compiler names the place and fails")
  func compileError() throws {
    let wrong = try program.file(
      "TwoCoins.swift", Self.walk.replacing("var x = start", with: "var x = \"\""))
    let outcome = try program.call(["run", "TwoCoins", "--source", wrong])
    #expect(outcome.code == 1)
    #expect(outcome.errors.contains("\(wrong):9:"))
  }

  @Test("a crash is told with its line and fails")
  func crash() throws {
    let wrong = try program.file(
      "TwoCoins.swift", Self.walk.replacing("x += rate", with: "x += [0.0][step] + rate"))
    let outcome = try program.call(["run", "TwoCoins", "--source", wrong, "--json"])
    #expect(outcome.code == 1)
    #expect(outcome.errors.contains("line 9"), "\(outcome.errors)")
    #expect(outcome.objects.last?["status"] as? String == "failed")
  }

  @Test("Ctrl-C interrupts at the next step; the results so far are told")
  func interrupted() throws {
    let endless = try program.file(
      "TwoCoins.swift", Self.walk.replacing("steps(40)", with: "steps(2_000_000_000)"))
    let outcome = try program.call(["run", "TwoCoins", "--source", endless, "--json"]) {
      $0.interrupt()
    }
    #expect(outcome.code == 130)
    #expect(outcome.objects.last?["status"] as? String == "interrupted")
    #expect(outcome.objects.contains { $0["event"] as? String == "result" })
  }

  @Test("without a compiler an edit is refused in one line, the lesson's own kernel runs")
  func noCompiler() throws {
    let nowhere = ["MARGIN_TOOLCHAIN": "/nowhere"]
    let edited = try program.call(["run", "TwoCoins", "--source", source], environment: nowhere)
    #expect(edited.code == 1)
    #expect(edited.errors.contains("No Swift compiler"))
    #expect(edited.errors.split(separator: "\n").count == 1)
    #expect(try program.call(["run", "TwoCoins"], environment: nowhere).code == 0)
  }
}
