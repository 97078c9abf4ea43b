import Foundation
import KernelRuntime
import Testing

@Suite("margin sweep", .timeLimit(.minutes(5))) struct SweepCommandTests {
  let program: Program
  let source: String

  init() throws {
    program = try Program()
    source = try program.file("TwoCoins.swift", Self.kernel)
  }

  /// It tells its parameters and the seed's first number; with some values it fails or crashes.
  static let kernel = """
    import Margin

    struct Refusal: Error, CustomStringConvertible { var description = "rate is two" }

    final class TwoCoins: Kernel {
      @Slider("rate", 0.01...100.0, scale: .log) var rate = 0.5
      @Slider("steps", 1...2_000_000_000, restarts: true) var count = 3
      @Toggle("fails") var fails = false
      enum Kind: String, CaseIterable { case plain, fancy }
      @Choice("kind") var kind = Kind.plain
      @Text("words") var words = ""
      func run(in pane: Pane) throws {
        if fails, rate == 2 { throw Refusal() }
        if kind == .fancy, rate == 2 { _ = [0][count] }
        let draw = Double.random(in: 0...1, using: &pane.random)
        for step in pane.steps(count) { pane.plot("x", step) }
        pane.result("rate", rate, better: .higher)
        pane.result("draw", draw)
        pane.result("steps", count)
      }
    }
    """

  private func sweep(
    _ options: String..., environment: [String: String] = [:],
    whileRunning: ((Process) -> Void)? = nil
  ) throws -> Program.Outcome {
    try program.call(
      ["sweep", "TwoCoins", "--source", source] + options, environment: environment,
      whileRunning: whileRunning)
  }

  /// The runs that were told, without those that `margin sweep` kept from before.
  private func runs(_ outcome: Program.Outcome) -> [[String: Any]] {
    outcome.objects.filter { $0["event"] as? String == "run" }
  }

  private var files: [String] {
    let folder = "\(program.home)/margin/sweeps"
    return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
      .map { "\(folder)/\($0)" }
  }

  @Test("each setting runs with each seed, and gives the numbers that margin run gives")
  func grid() throws {
    let outcome = try sweep("--set", "rate=1,2,3", "--seeds", "2", "--seed", "5", "--json")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.errors == "")
    let runs = runs(outcome)
    #expect(runs.count == 6)
    #expect(Set(runs.compactMap { $0["seed"] as? Int }) == [5, 6])
    // The notebook's own list of runs is not filled by sweeps.
    #expect(!FileManager.default.fileExists(atPath: "\(program.home)/margin/runs"))
    let single = try program.call(
      ["run", "TwoCoins", "--source", source, "--set", "rate=2", "--seed", "6", "--json"])
    let draw = single.objects.first { $0["name"] as? String == "draw" }?["value"] as? Double
    let run = try #require(
      runs.first {
        $0["seed"] as? Int == 6 && ($0["parameters"] as? [String: Double]) == ["rate": 2]
      })
    let results = try #require(run["results"] as? [[String: Any]])
    #expect(results.map { $0["name"] as? String } == ["rate", "draw", "steps"])
    #expect(results[1]["value"] as? Double == draw && draw != nil)
    #expect(results[0]["better"] as? String == "higher")
    let summary = try #require(outcome.objects.last)
    #expect(summary["event"] as? String == "summary" && summary["finished"] as? Int == 6)
    let settings = try #require(summary["settings"] as? [[String: Any]])
    let second = try #require(settings[1]["results"] as? [[String: Any]])
    #expect(second[0]["mean"] as? Double == 2 && second[0]["standardError"] as? Double == 0)
    #expect(second[1]["n"] as? Int == 2)
  }

  @Test("as plain text each run is a line, then come charts and a table, without escape sequences")
  func plain() throws {
    let outcome = try sweep("--set", "rate=1,10", "--seeds", "2", "--jobs", "1", "--width", "70")
    #expect(outcome.code == 0)
    #expect(!outcome.output.contains("\u{1B}") && !outcome.output.contains("\r"))
    let lines = outcome.output.components(separatedBy: "\n")
    #expect(lines[0] == "TwoCoins  2 settings × 2 seeds = 4 runs")
    #expect(lines[1] == "rate=1.0  seed=0  rate 1")
    #expect(lines.contains { $0.hasPrefix("── rate ") })
    #expect(!lines.contains { $0.hasPrefix("── draw ") }, "it is the same everywhere")
    #expect(lines.contains { $0.hasPrefix("── mean ± standard error over seeds ") })
    #expect(outcome.output.contains("finished: 4 runs in "))
    #expect(lines.allSatisfy { $0.count <= 70 })
  }

  @Test("a run that fails or crashes is told in one line and counted, the others go on")
  func failing() throws {
    let outcome = try sweep(
      "--set", "rate=1,2,3", "--set", "fails=on,off", "--set", "kind=plain,fancy", "--json")
    #expect(outcome.code == 1)
    let lines = outcome.errors.split(separator: "\n")
    #expect(lines.count == 4, "\(outcome.errors)")
    #expect(lines.contains("margin: rate=2.0  fails=on  kind=plain  seed=0 failed: rate is two"))
    #expect(lines.contains { $0.contains("kind=fancy  seed=0 failed") && $0.contains("line") })
    #expect(lines.last?.contains("9 of 12 runs finished") == true)
    let summary = try #require(outcome.objects.last)
    #expect(summary["failed"] as? Int == 3 && summary["finished"] as? Int == 9)
    #expect(summary["status"] as? String == "failed")
    // Those that failed are run again.
    let again = try sweep(
      "--set", "rate=1,2,3", "--set", "fails=on,off", "--set", "kind=plain,fancy", "--json",
      "--resume")
    #expect(again.code == 1 && again.objects.first?["kept"] as? Int == 9)
  }

  @Test("where no run could work there is no call to go on with")
  func allFailing() throws {
    let outcome = try sweep("--set", "rate=2", "--set", "fails=on", "--seeds", "2", "--plain")
    #expect(outcome.code == 1)
    #expect(outcome.errors.hasSuffix("0 of 2 runs finished\n"), "\(outcome.errors)")
  }

  @Test("--resume keeps what finished though the last line was torn, and runs only the rest")
  func resuming() throws {
    let call = ["--set", "rate=1,2,3,4", "--json"]
    let first = try sweep(call[0], call[1], call[2])
    #expect(first.code == 0)
    let file = try #require(files.first)
    let text = try String(contentsOfFile: file, encoding: .utf8)
    let whole = text.split(separator: "\n")
    #expect(whole.count == 4)
    try (whole[0] + "\n" + whole[1] + "\n" + whole[2].dropLast(9)).write(
      toFile: file, atomically: false, encoding: .utf8)
    let second = try sweep(call[0], call[1], call[2], "--resume")
    #expect(second.code == 0 && second.objects.first?["kept"] as? Int == 2)
    func values(_ outcome: Program.Outcome) -> [[Double?]] {
      runs(outcome).map { run in
        (run["results"] as? [[String: Any]] ?? []).map { $0["value"] as? Double }
      }.sorted { ($0[0] ?? 0) < ($1[0] ?? 0) }
    }
    #expect(values(first) == values(second))
    // All are there now; more seeds are added to them.
    #expect(try sweep(call[0], call[1], call[2], "--resume").objects.first?["kept"] as? Int == 4)
    let seeds = try sweep(call[0], call[1], call[2], "--resume", "--seeds", "2")
    #expect(seeds.objects.first?["kept"] as? Int == 4 && runs(seeds).count == 8)
    // Without the option it starts anew.
    #expect(try sweep(call[0], call[1], call[2]).objects.first?["kept"] as? Int == 0)
  }

  @Test("a changed source, and other data, steps or settings, are another sweep")
  func identity() throws {
    func kept(_ options: String...) throws -> Int? {
      try program.call(
        ["sweep", "TwoCoins", "--source", source, "--json", "--resume", "--set", "rate=1,2"]
          + options
      ).objects.first?["kept"] as? Int
    }
    #expect(try kept() == 0)
    #expect(try kept() == 2)
    #expect(try kept("--steps", "2") == 0)
    let turned = try program.call([
      "sweep", "TwoCoins", "--source", source, "--json", "--resume", "--set", "rate=2,3,1",
    ]).objects.first
    #expect(turned?["kept"] as? Int == 0)
    let reversed = try program.call([
      "sweep", "TwoCoins", "--source", source, "--json", "--resume", "--set", "rate=2,1",
    ]).objects.first
    #expect(reversed?["kept"] as? Int == 2)
    #expect(try kept("--set", "count=4") == 0)
    _ = try program.file("TwoCoins.swift", Self.kernel.replacing("is two", with: "is 2"))
    #expect(try kept() == 0)
    _ = try program.file("TwoCoins.swift", Self.kernel)
    #expect(try kept() == 2)
    let data = try program.file("own.csv", "a,b\n1,2\n2,3\n4,5\n6,7\n")
    func keptOfData() throws -> Int? {
      try program.call(
        [
          "sweep", "KMeans", "--data", "iris=\(data)", "--json", "--resume", "--set",
          "clusters=1,2",
        ]
      ).objects.first?["kept"] as? Int
    }
    #expect(try keptOfData() == 0)
    #expect(try keptOfData() == 2)
    _ = try program.file("own.csv", "a,b\n1,2\n2,3\n4,5\n6,8\n")
    #expect(try keptOfData() == 0)
  }

  @Test(
    "Ctrl-C, or a request to end, ends all runs, keeps what has finished and tells how to go on",
    arguments: [SIGINT, SIGTERM])
  func interrupted(signal: Int32) throws {
    var children: [Int32] = []
    // The second value takes for ever.
    let outcome = try sweep(
      "--set", "count=1,2000000000", "--seeds", "3", "--jobs", "2", "--plain"
    ) { process in
      let own = process.processIdentifier
      while children.count < 4 {
        children = ProcessTree.descendants(of: own)
        usleep(1000)
      }
      while (try? String(contentsOfFile: self.files.first ?? "", encoding: .utf8))?.isEmpty ?? true
      {
        usleep(1000)
      }
      children = ProcessTree.descendants(of: own)
      kill(own, signal)
    }
    #expect(outcome.code == 130)
    for child in children { while ProcessTree.isAlive(child) { usleep(1000) } }
    #expect(outcome.output.contains("interrupted: "))
    #expect(outcome.errors.contains(" of 6 runs finished; what has finished is kept; go on with: "))
    #expect(outcome.errors.contains("--plain --resume\n"))
    #expect(outcome.errors.split(separator: "\n").count == 1)
  }

  @Test("a source that is changed on the way ends the sweep")
  func changedOnTheWay() throws {
    let outcome = try sweep("--set", "count=1,200000,300000,400000", "--jobs", "1") { _ in
      _ = try? program.file("TwoCoins.swift", Self.kernel + "// another one\n")
    }
    #expect(outcome.code == 1)
    #expect(outcome.errors.contains("the source has changed"))
  }

  @Test("a launcher stands before each run's command line")
  func launcher() throws {
    let launcher = try program.file(
      "launch it", "#!/bin/sh\necho \"$@\" >> '\(program.home)/log'\nshift 2\nexec \"$@\"\n")
    chmod(launcher, 0o755)
    let outcome = try sweep(
      "--set", "rate=1,2", "--launcher", "'\(launcher)' -n1  --quiet", "--json")
    #expect(outcome.code == 0, "\(outcome.errors)")
    let log = try String(contentsOfFile: "\(program.home)/log", encoding: .utf8)
    #expect(log.split(separator: "\n").count == 2)
    #expect(
      log.split(separator: "\n").allSatisfy {
        $0.hasPrefix("-n1 --quiet \(Installation.current.program) run TwoCoins --json ")
      })
    let failing = try sweep("--set", "rate=1,2", "--launcher", "/bin/false")
    #expect(failing.code == 1)
    #expect(failing.errors.contains("seed=0 failed: it ended with exit code 1 and told no reason"))
  }

  @Test("data that no run can use is a wrong call, told once")
  func unusableData() throws {
    let path = try program.file("table.csv", "a,b\n1,2\n1\n")
    let outcome = try program.call(
      ["sweep", "KMeans", "--data", "iris=\(path)", "--seeds", "4", "--jobs", "2"])
    #expect(outcome.code == 2)
    #expect(outcome.errors.contains("row 2 (line 3)"), "\(outcome.errors)")
    #expect(outcome.errors.split(separator: "\n").count == 1)
  }

  @Test("where nothing can be kept it is said, and the runs go on")
  func unkept() throws {
    let outcome = try sweep("--set", "rate=1,2", "--json", environment: ["XDG_DATA_HOME": "/proc"])
    #expect(outcome.code == 0 && runs(outcome).count == 2)
    #expect(outcome.errors.contains("/proc/margin/sweeps"))
    #expect(outcome.errors.split(separator: "\n").count == 1)
  }

  @Test("what a kernel calls its results, and what a value says, commands no terminal")
  func harmlessNames() throws {
    let evil = try program.file(
      "TwoCoins.swift",
      Self.kernel.replacing(
        "pane.result(\"draw\"", with: #"pane.result("\u{1B}[31mred\u{202E}\u{9B}2J""#))
    for format in ["--plain", "--json"] {
      let outcome = try program.call([
        "sweep", "TwoCoins", "--source", evil, "--set", "words=a\u{202E}b,c", "--seeds", "2",
        format,
      ])
      #expect(outcome.code == 0 && outcome.output.contains("red"))
      let harmful: Set<Unicode.Scalar> = ["\u{1B}", "\u{9B}", "\u{202E}"]
      #expect(harmful.isDisjoint(with: outcome.output.unicodeScalars))
    }
  }

  @Test("a text may hold commas")
  func commas() throws {
    let outcome = try sweep("--set", #"words=a\,b,c"#, "--json")
    let words = runs(outcome).compactMap { ($0["parameters"] as? [String: String])?["words"] }
    #expect(Set(words) == ["a,b", "c"])
  }

  @Test(
    "a wrong call is refused before anything starts",
    arguments: [
      (["TwoCoin"], "TwoCoins"), ([], "KERNEL"),
      (["TwoCoins", "--set", "theta=0.5,0.6"], "thetaA"),
      (["TwoCoins", "--set", "thetaA=0.5,7"], "0.99"),
      (["TwoCoins", "--set", "thetaA=0.5,,0.6"], "empty"),
      (["TwoCoins", "--set", "thetaA=0.5,"], "empty"),
      (["TwoCoins", "--set", "thetaA="], "NAME[@STEP]=V1,V2"),
      (["TwoCoins", "--set", "thetaA=0.5,0.50"], "0.5 twice"),
      (["TwoCoins", "--set", "thetaA=0.5", "--set", "thetaA=0.6"], "all its values at once"),
      (["GaussianMixture", "--set", "covariance=full,tide"], "did you mean tied?"),
      (["GaussianMixture", "--set", "components@3=4,5"], "restarts"),
      (["TwoCoins", "--jobs", "0"], "whole number"),
      (["TwoCoins", "--seeds", "0"], "whole number"),
      (["TwoCoins", "--seeds", "100001"], "100000"),
      (["TwoCoins", "--seed", "18446744073709551615", "--seeds", "2"], "first seed"),
      (["TwoCoins", "--launcher", "no-such-launcher -n1"], "no-such-launcher"),
      (["TwoCoins", "--launcher", ""], "quoted"), (["TwoCoins", "--launcher", "'a"], "quoted"),
      (["TwoCoins", "--resum"], "--resume"), (["TwoCoins", "--save", "x"], "no option"),
      (["TwoCoins", "--data", "toses=/dev/null"], "did you mean tosses?"),
      (["TwoCoins", "--json", "--plain"], "exclude each other"),
      (["TwoCoins", "--width", "3"], "from 20"),
    ])
  func refused(words: [String], hint: String) throws {
    let outcome = try program.call(["sweep"] + words)
    #expect(outcome.code == 2)
    #expect(outcome.output == "")
    #expect(outcome.errors.contains(hint), "\(outcome.errors)")
    #expect(outcome.errors.split(separator: "\n").count == 1)
  }

  @Test("margin run tells its results only where a sweep asks for no more, and keeps no record")
  func resultsOnly() throws {
    let outcome = try program.call(
      ["run", "TwoCoins", "--source", source, "--json", "--results-only"])
    #expect(
      outcome.objects.compactMap { $0["event"] as? String }
        == ["start", "result", "result", "result", "end"])
    #expect(!FileManager.default.fileExists(atPath: "\(program.home)/margin/runs"))
    let plain = try program.call(["run", "TwoCoins", "--results-only"])
    #expect(plain.code == 2 && plain.errors.contains("--json"))
  }
}
