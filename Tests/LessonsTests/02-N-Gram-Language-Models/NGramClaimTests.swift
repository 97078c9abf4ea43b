import LessonKit
import Margin
import Testing

@testable import Lesson02

/// The claims of the text about the project's own prose and source are such that stay true as those grow.
@Suite("What lesson 02 says")
struct NGramClaimTests {
  /// The perplexities by order of the smoothing `name`.
  private func perplexities(_ host: RecordingHost, _ name: String) throws -> [Double] {
    guard case .line(let chart) = host.charts["perplexity by order"] else { return [] }
    return try #require(chart.series.first { $0.name == name }).y
  }

  private func table(_ host: RecordingHost, _ name: String) -> [[TableChart.Entry]] {
    guard case .table(let table) = host.charts[name] else { return [] }
    return table.rows
  }

  private func number(_ entry: TableChart.Entry) -> Double {
    if case .number(let number) = entry { number } else { .nan }
  }

  private func perplexity(
    _ trial: StepTrial, _ values: [String: String] = [:], _ name: String = "test perplexity"
  ) throws -> Double {
    try #require(trial.run(values.merging(["length": "1"]) { $1 }).results[name])
  }

  @Test(
    "Step 1: from order 1 to 3 the perplexity is more than halved, from 4 to 5 less than a quarter is lost"
  )
  func memory() throws {
    let p = try perplexities(StepTrial(lesson: 2, step: 1).run(upTo: 20), "modifiedKneserNey")
    #expect(p.count == 5 && p[0] > 2 * p[2] && p[3] - p[4] < p[3] / 4)
    #expect(p[0] / p[1] > p[2] / p[3])
  }

  @Test("Step 2: the product of the factors is 0.00148, and 0 for order 3")
  func product() throws {
    let trial = try StepTrial(lesson: 2, step: 2)
    let two = table(try trial.run(upTo: 1), "factors")
    #expect(try abs(number(#require(two.last)[2]) - 0.00148) < 5e-6 && trial.says("0.00148"))
    let three = table(try trial.run(["order": "3"], upTo: 1), "factors")
    #expect(try number(#require(three.last)[2]) == 0)
  }

  @Test("Step 3: finite for order 1, infinite from 2 on; what was seen; more text does not mend it")
  func zeros() throws {
    let trial = try StepTrial(lesson: 2, step: 3)
    for text in ["course", "source"] {
      let host = try trial.run(["text": text], upTo: 1)
      let p = try perplexities(host, "maximumLikelihood")
      #expect(p[0].isFinite && p[1...].allSatisfy { $0 == .infinity })
      guard case .bars(let seen) = host.charts["seen in training"], text == "course" else {
        continue
      }
      #expect(seen.series[0].values[1] < 0.8 && seen.series[0].values[4] < 0.1)
    }
  }

  @Test(
    "Step 4: with k = 1 order 3 is worse than none; with 0.01 order 2 is better, order 3 is not")
  func addK() throws {
    let trial = try StepTrial(lesson: 2, step: 4)
    let host = try trial.run(upTo: 1)
    #expect(try number(#require(table(host, "estimate").first)[1]) > 1000)
    let one = try perplexities(host, "addK")
    #expect(one[1] > one[0] && one[2] > one[1])
    let little = try perplexities(trial.run(["k": "0.01"], upTo: 1), "addK")
    #expect(little[1] < little[0] && little[2] > little[0])
  }

  @Test(
    "Step 5: r* of pairs is below r, of those seen once far below; Katz k matters little from 4 to 10, 1 is worse by a quarter"
  )
  func goodTuring() throws {
    let trial = try StepTrial(lesson: 2, step: 5)
    let host = try trial.run(upTo: 1)
    guard case .line(let chart) = host.charts["Good–Turing"] else {
      Issue.record("no chart Good–Turing")
      return
    }
    let pairs = try #require(chart.series.first { $0.name == "n = 2" })
    #expect(pairs.y[0] < 0.75 && zip(pairs.x, pairs.y).prefix(5).allSatisfy { $0 > $1 })
    let (one, few, many) = (
      try perplexity(trial, ["katzLimit": "1"]), try perplexity(trial, ["katzLimit": "4"]),
      try perplexity(trial, ["katzLimit": "10"])
    )
    // The text is this program's own source, which grows.
    #expect(abs(few - many) < 0.03 * many && one > 1.2 * many)
  }

  @Test("Step 6: λ₂ is 0.937 and λ₃ nothing on held-out text; 3.23 against 3.89 of Witten–Bell")
  func interpolation() throws {
    let trial = try StepTrial(lesson: 2, step: 6)
    let rows = table(try trial.run(upTo: 1), "estimate")
    #expect(number(rows[0][2]) == 0 && number(rows[2][2]) == 0)
    #expect(abs(number(rows[1][2]) - 0.937) < 5e-4)
    #expect(trial.says("0.937"))
    for (smoothing, words) in [("jelinekMercer", "3.23"), ("wittenBell", "3.89")] {
      let value = try perplexity(trial, ["smoothing": smoothing])
      #expect(abs(value - (Double(words) ?? 0)) < 5e-3 && trial.says(words))
    }
  }

  @Test("Step 7: Kneser–Ney is better than absolute discounting, three discounts gain no more here")
  func kneserNey() throws {
    let trial = try StepTrial(lesson: 2, step: 7)
    let names = ["absoluteDiscounting", "kneserNey", "modifiedKneserNey"]
    let source = try names.map { try perplexity(trial, ["smoothing": $0]) }
    #expect(source[0] > 1.03 * source[1] && abs(source[1] - source[2]) < 0.04 * source[1])
    let toy = try ["modifiedKneserNey", "kneserNey", "wittenBell"].map {
      try perplexity(trial, ["smoothing": $0, "text": "toy", "cutoff": "1"])
    }
    for (value, words) in zip(toy, ["4.48", "3.67", "3.89"]) {
      #expect(abs(value - (Double(words) ?? 0)) < 5e-3 && trial.says(words))
    }
  }

  @Test("Step 8: a higher cut-off lowers the perplexity with <unk>, which is below that without")
  func unknown() throws {
    let trial = try StepTrial(lesson: 2, step: 8)
    let two = try trial.run(["length": "1"]).results
    let five = try trial.run(["length": "1", "cutoff": "5"]).results
    let name = "test perplexity"
    #expect(try #require(five[name]) < #require(two[name]))
    for results in [two, five] {
      #expect(try #require(results[name]) < #require(results[name + " without OOV"]))
    }
    let host = try trial.run(["smoothing": "stupidBackoff", "length": "1"])
    #expect(abs(try #require(host.results["sum over all words"]) - 1) > 0.01)
  }
}
