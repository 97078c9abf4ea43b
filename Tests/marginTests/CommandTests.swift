import Foundation
import Testing

@Suite("Other commands") struct CommandTests {
  let program: Program

  init() throws { program = try Program() }

  @Test("without a terminal margin lists the lessons and says how to go on")
  func noTerminal() throws {
    let outcome = try program.call([])
    #expect(outcome.code == 0)
    #expect(outcome.output.contains("TwoCoins"))
    #expect(outcome.output.contains("margin run"))
  }

  @Test("margin takes the language without a command, too")
  func language() throws {
    let calls = [
      ["--lang", "zh"], ["--lang=zh"], ["open", "--lang", "zh"], ["--lang", "zh", "open", "9"],
      ["--lang=zh", "9"], ["--lang", "zh", "list"],
    ]
    for words in calls {
      let outcome = try program.call(words)
      #expect(outcome.code == 0)
      #expect(outcome.output.contains("期望最大化"), "\(outcome.output)")
    }
    #expect(try program.call(["--lang", "xx"]).code == 2)
    #expect(try program.call(["--land", "zh"]).code == 2)
  }

  @Test("help names every command that works, and a command's own options")
  func help() throws {
    let all = try program.call(["--help"]).output
    for name in [
      "open", "list", "read", "show", "run", "sweep", "repl", "runs", "data", "charts", "bench",
      "doctor",
    ] {
      #expect(all.contains("margin \(name)"))
      #expect(try program.call([name, "--help"]).code == 0)
    }
    #expect(!all.contains("margin kernel"))
    #expect(try program.call(["run", "--help"]).output.contains("--seed N"))
  }

  @Test("list and show as JSON name lessons, kernels and parameters")
  func json() throws {
    let lessons = try program.call(["list", "--json"]).objects
    #expect(lessons.contains { ($0["kernels"] as? [String])?.contains("TwoCoins") == true })
    let kernel = try #require(program.call(["show", "TwoCoins", "--json"]).objects.first)
    let parameters = try #require(kernel["parameters"] as? [[String: Any]])
    #expect(parameters.contains { $0["name"] as? String == "thetaA" })
  }

  @Test("charts shows a chart of every kind, or of one, in both languages and as SVG")
  func charts() throws {
    let all = try program.call(["charts", "--width", "60"])
    #expect(all.code == 0 && all.output.contains("Huffman") && !all.output.contains("\u{1B}"))
    let chinese = try program.call(["charts", "tree", "--lang", "zh", "--canvas", "ascii"])
    #expect(chinese.code == 0 && chinese.output.contains("哈夫曼编码"))
    #expect(try program.call(["charts", "pie"]).code == 2)
    #expect(try program.call(["charts", "--canvas", "oil"]).code == 2)
    let file = NSTemporaryDirectory() + "charts-\(UUID().uuidString).svg"
    defer { try? FileManager.default.removeItem(atPath: file) }
    #expect(try program.call(["charts", "--chart-svg", file]).code == 0)
    #expect(try String(contentsOfFile: file, encoding: .utf8).hasPrefix("<svg "))
    #expect(try program.call(["charts", "--lang", "zh", "--chart-svg", file]).code == 0)
    #expect(try String(contentsOfFile: file, encoding: .utf8).contains("取均值"))
    #expect(try program.call(["charts", "--chart-svg", "/nowhere/x.svg"]).code == 1)
  }

  @Test("doctor compiles and starts a kernel")
  func doctor() throws {
    let outcome = try program.call(["doctor"], environment: ["TERM": "xterm-256color"])
    #expect(outcome.code == 0, "\(outcome.output)")
    let broken = try program.call(["doctor"], environment: ["MARGIN_TOOLCHAIN": "/nowhere"])
    #expect(broken.code == 1)
    #expect(broken.output.contains("FAIL   compiler"))
  }
}
