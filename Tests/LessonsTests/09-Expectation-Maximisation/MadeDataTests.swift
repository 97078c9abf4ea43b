import Foundation
import KernelRuntime
import Margin
import TestSupport
import Testing

/// The data of the lesson that were made rather than measured: what made them, line by line.
///
/// `RECORD_GOLDENS=1` writes the files anew.
@Suite("Lesson 9: the data that were made") struct MadeDataTests {
  @Test("casino.csv is what a casino throws that changes its die by stealth")
  func casino() throws {
    var random = RandomSource(seed: 9)
    var isLoaded = false
    var lines = ["roll,die"]
    for _ in 0..<3000 {
      let roll = random.categorical(isLoaded ? [1, 1, 1, 1, 1, 5] : [1, 1, 1, 1, 1, 1]) + 1
      lines.append("\(roll),\(isLoaded ? "loaded" : "fair")")
      if random.bernoulli(isLoaded ? 0.1 : 0.05) { isLoaded.toggle() }
    }
    try compare(lines, with: "casino")
  }

  @Test("bars.csv is what latent Dirichlet allocation writes with the five rows and five columns")
  func bars() throws {
    var random = RandomSource(seed: 9)
    let places = (0..<25).map { ($0 / 5, $0 % 5) }
    let topics = (0..<10).map { k in
      places.map { row, column in k == row || k == 5 + column ? 1.0 : 0 }
    }
    var lines = [places.map { "abcde".map { "\($0)" }[$0] + "\($1 + 1)" }.joined(separator: ",")]
    for _ in 0..<600 {
      let theta = random.dirichlet(Array(repeating: 0.3, count: 10))
      var counts = Array(repeating: 0, count: 25)
      for _ in 0..<100 { counts[random.categorical(topics[random.categorical(theta)])] += 1 }
      lines.append(counts.map { "\($0)" }.joined(separator: ","))
    }
    try compare(lines, with: "bars")
  }

  private func compare(_ lines: [String], with name: String) throws {
    let text = lines.joined(separator: "\n") + "\n"
    let path = datasetPath(name)
    if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] != nil {
      try text.write(toFile: path, atomically: true, encoding: .utf8)
      Issue.record("\(path) is written; test again without RECORD_GOLDENS")
    }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
  }
}
