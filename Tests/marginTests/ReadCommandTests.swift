import Cells
import Foundation
import Testing

@Suite("margin read") struct ReadCommandTests {
  let program: Program

  init() throws { program = try Program() }

  private func read(_ words: String..., environment: [String: String] = [:]) throws
    -> Program.Outcome
  {
    try program.call(["read"] + words, environment: ["LANG": "C.UTF-8"].merging(environment) { $1 })
  }

  @Test("a lesson is found by number, slug and folder, and laid out within its width")
  func lesson() throws {
    let text = try read("9")
    #expect(text.code == 0 && text.errors.isEmpty && !text.output.contains("\u{1B}"))
    let lines = text.output.split(separator: "\n").map(String.init)
    #expect(lines.first == "Expectation–maximisation")
    #expect(lines.contains("What is hidden?"))
    #expect(lines.allSatisfy { displayWidth(of: $0) <= 80 })
    #expect(try read("expectation-maximisation").output == text.output)
    let narrow = try read("9", "--width", "50").output.split(separator: "\n").map(String.init)
    #expect(narrow.allSatisfy { displayWidth(of: $0) <= 50 } && narrow.count > lines.count)
    #expect(try read("9", environment: ["COLUMNS": "50"]).output.count != text.output.count)
  }

  @Test("formulas stand in two dimensions")
  func formulas() throws {
    let lines = try read("9").output.split(separator: "\n").map(String.init)
    let bar = try #require(lines.first { $0.contains("────") })
    #expect(bar.allSatisfy { !"\\{}$".contains($0) })
    #expect(!lines.contains { $0.contains("\\frac") })
  }

  @Test("Chinese is laid out in columns, not in characters")
  func chinese() throws {
    let text = try read("9", "--lang", "zh", "--width", "60")
    #expect(text.code == 0 && text.output.hasPrefix("期望最大化"))
    #expect(text.output.split(separator: "\n").allSatisfy { displayWidth(of: String($0)) <= 60 })
    #expect(try read("9", environment: ["LANG": "zh_CN.UTF-8"]).output.hasPrefix("期望最大化"))
  }

  @Test("--step shows one of the steps, which together are the lesson")
  func steps() throws {
    let whole = try read("1").output
    let first = try read("1", "--step", "1").output
    #expect(whole.hasPrefix(first) && first.count < whole.count)
    let wrong = try read("1", "--step", "99")
    #expect(wrong.code == 2 && wrong.errors.contains("a whole number from 1 to"))
  }

  @Test("colours come where they are asked for")
  func colors() throws {
    let text = try read("9", "--step", "1", "--color", "256")
    #expect(text.output.contains("\u{1B}[0;1"))
    #expect(try read("9", "--color", "256", "--plain").output.contains("\u{1B}") == false)
  }

  @Test("a lesson that there is not is told with those that there are")
  func unknown() throws {
    let outcome = try read("nothing-such")
    #expect(outcome.code == 2 && outcome.output.isEmpty)
    #expect(outcome.errors.contains("expectation-maximisation"))
    #expect(try read().code == 2)
  }
}
