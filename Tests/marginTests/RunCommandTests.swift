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
        pane.plot("count", 0)
        pane.plot("missing", .nan)
        pane.plot("float", Float(1.5))
        pane.plot("loss", Tensor<Float>(2))
        pane.plot("integer", Int(7), x: 3)
        pane.result("count", 40)
        pane.result("final", x)
      }
    }
    """

  func run(_ options: String...) throws -> Program.Outcome {
    try program.call(["run", "TwoCoins", "--source", source] + options)
  }

  @Test("A kernel that no lesson has runs from the file that declares it")
  func ownKernel() throws {
    let source = try program.file(
      "Walk.swift", Self.walk.replacing("TwoCoins", with: "RandomWalk"))
    let call = ["run", "RandomWalk", "--source", source]
    let outcome = try program.call(call + ["--json", "--set", "rate=0.25"])
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("\"kernel\":\"RandomWalk\""))
    #expect(outcome.output.contains("\"value\":40"))
    #expect(try program.call(call + ["--in-process"]).code == 0)
    let other = try program.call(["run", "Walk", "--source", source])
    #expect(other.code == 2 && other.errors.contains("there is no kernel Walk"))
  }

  @Test("JSON tells start, metrics, log, result and end")
  func json() throws {
    let outcome = try run("--json", "--seed", "3", "--set", "rate=0.25")
    #expect(outcome.code == 0)
    #expect(outcome.errors == "")
    let events = outcome.objects.compactMap { $0["event"] as? String }
    #expect(events.first == "start" && events.last == "end")
    #expect(events.count { $0 == "metric" } == 45)
    let values = outcome.metrics.suffix(5)
    #expect(Array(values) == [0, nil, 1.5, 2, 7])
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
    #expect(zip(first, unchanged).dropFirst(19).prefix(21).allSatisfy { $0 != $1 })
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

  static let kinds = """
    import Margin

    final class TwoCoins: Kernel {
      func run(in pane: Pane) throws {
        let pixels: [Float] = (0..<64).map { Float($0) / 63 }
        pane.show(.images(ImageSheet([.init(pixels, width: 8, caption: "a ramp", verdict: .right)])))
        pane.show(.heatMap(HeatMap([0.25, 0.75, 0.5, 0.5], columns: 2, rowLabels: ["rain", "sun"])))
        pane.show(.bars(BarChart(["left", "right"], [-1, 2], errors: [0.1, 0.2])))
        pane.show(.histogram(Histogram([1, 2, 2, 3], bins: 3, xLabel: "score")))
        pane.show(.text(TextChart([.init("newest", probability: 0.5)])))
        pane.show(.tree(TreeChart([.init("root", children: [1]), .init("leaf", branch: "0")])))
        pane.show(.lattice(Lattice(states: ["s"], steps: ["o"], probabilities: [1], path: [0])))
        pane.show(
          .multiples(Multiples([.init("panel", .line(LineChart([.init("a", x: [1, 2], y: [1, 2])])))])))
      }
    }
    """

  @Test("Every kind of chart goes from a kernel to the shell, in words where there is no colour")
  func kinds() throws {
    let source = try program.file("Kinds.swift", Self.kinds)
    let outcome = try program.call(["run", "TwoCoins", "--source", source, "--plain"])
    #expect(outcome.code == 0, "\(outcome.errors)")
    for words in [
      "images", "a ramp", "heat map", "0.75", "bars", "right", "± 0.2", "histogram", "score",
      "newest", "leaf", "lattice", "panel",
    ] { #expect(outcome.output.contains(words), "\(words)") }
    let colored = try program.call(["run", "TwoCoins", "--source", source, "--color", "truecolor"])
    #expect(colored.output.contains("48;2;"))
    let indexed = try program.call(["run", "TwoCoins", "--source", source, "--color", "256"])
    #expect(indexed.output.contains("48;5;") && !indexed.output.contains("48;2;"))
  }

  @Test("--chart-svg writes every chart under its name; one that cannot be written is a wrong call")
  func chartsAsSVG() throws {
    let path = program.home + "/charts.svg"
    let outcome = try run("--plain", "--chart-svg", path)
    #expect(outcome.code == 0)
    let svg = try String(contentsOfFile: path, encoding: .utf8)
    #expect(svg.hasPrefix("<svg ") && svg.hasSuffix("</svg>\n"))
    #expect(svg.contains("<path"))
    let lost = try run("--plain", "--chart-svg", "/no/such/folder/x.svg")
    #expect(lost.code == 2 && lost.errors.contains("/no/such/folder/x.svg"))
    #expect(lost.output.isEmpty)
  }

  @Test("--steps bounds the run over all its loops, which then has finished")
  func steps() throws {
    #expect(try run("--json", "--steps", "5").metrics.count == 10)
    let source = try program.file(
      "TwoCoins.swift",
      """
      import Margin

      final class TwoCoins: Kernel {
        func run(in pane: Pane) throws {
          for _ in pane.steps(4) { pane.plot("first", 1) }
          for epoch in pane.epochs(3) {
            for batch in pane.batches(of: 2, from: 5) { pane.plot("batch", batch.count) }
            pane.plot("epoch", epoch, x: Double(epoch))
          }
        }
      }
      """)
    let outcome = try program.call(
      ["run", "TwoCoins", "--source", source, "--json", "--steps", "8"])
    #expect(outcome.metrics == [1, 1, 1, 1, 2, 2, 1, 1, 2, 2])
    let end = try #require(outcome.objects.last)
    #expect(end["status"] as? String == "finished" && end["steps"] as? Int == 8)
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
      (["run", "KMeans", "--data", "iris=/dev/null", "--data", "iris=/dev/zero"], "two files"),
      (["run", "TwoCoins", "--set", "seed=1", "--set", "seed=2"], "two values"),
      (["run", "TwoCoins", "--json", "--plain"], "exclude each other"),
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

  @Test(
    "data that cannot be used is a wrong call, told in one line", .timeLimit(.minutes(2)),
    arguments: [
      ("/", "folder"), ("/dev/zero", "a device or a pipe"), ("a,b\n1,2\n1\n", "row 2 (line 3)"),
    ])
  func unusableData(data: String, words: String) throws {
    let path = data.hasPrefix("/") ? data : try program.file("table.csv", data)
    let outcome = try program.call(["run", "KMeans", "--data", "iris=\(path)", "--plain"])
    #expect(outcome.code == 2)
    #expect(outcome.errors.contains(words), "\(outcome.errors)")
    #expect(outcome.errors.split(separator: "\n").count == 1)
  }

  @Test("a change for a step that never comes is told")
  func lateChange() throws {
    let outcome = try run("--set", "rate@99=0.125", "--set", "rate@7=0.25", "--plain")
    #expect(outcome.code == 0)
    #expect(
      outcome.errors
        == "margin: rate@99 did not take effect: the run ended at step 40\n")
  }

  @Test("what a kernel calls its series, charts and results commands no terminal")
  func harmlessNames() throws {
    let evil = #"\u{1B}[31mred\u{9B}2J\u{202E}turned\u{2066}"#
    let source = try program.file(
      "TwoCoins.swift",
      """
      import Margin

      struct Refusal: Error, CustomStringConvertible { var description = "no\\nway \(evil)" }

      final class TwoCoins: Kernel {
        func run(in pane: Pane) throws {
          for step in pane.steps(3) {
            pane.plot("\(evil)", step)
            pane.show(.line(LineChart([.init("\(evil)", x: [1, 2], y: [3, 4])])), as: "\(evil) chart")
          }
          print("\(evil)")
          pane.result("\(evil)", 0)
          throw Refusal()
        }
      }
      """)
    for format in ["--plain", "--json"] {
      let outcome = try program.call(["run", "TwoCoins", "--source", source, format])
      #expect(outcome.code == 1)
      #expect(outcome.output.contains("red") && outcome.errors.contains("no way"))
      let scalars = (outcome.output + outcome.errors).unicodeScalars
      let harmful: [ClosedRange<UInt32>] = [0...9, 0xB...0x1F, 0x7F...0x9F, 0x202A...0x202E]
      #expect(!scalars.contains { scalar in harmful.contains { $0.contains(scalar.value) } })
      #expect(!scalars.contains("\u{2066}"))
    }
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
