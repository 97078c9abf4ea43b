import Margin
import Testing

@testable import Lesson09

/// The numbers of the text, each as a learner gets it.
@Suite("Lesson 9, steps 1 to 4: what the text claims") struct CoinClaimTests {
  @Test("Step 1: of the rows of A 24 of 30 tosses are heads, of those of B 9 of 20")
  func namedCoins() throws {
    let step = try StepTrial(lesson: 9, step: 1)
    let rows = try step.run().table("rows")
    let (isA, heads, tosses) = (
      rows.numbers("is A"), rows.numbers("heads"), rows.numbers("tosses")
    )
    #expect(isA == [0, 1, 1, 0, 1])
    func sum(_ numbers: [Double], where coin: Double) -> Double {
      zip(numbers, isA).reduce(0) { $1.1 == coin ? $0 + $1.0 : $0 }
    }
    #expect(sum(heads, where: 1) == 24 && sum(tosses, where: 1) == 30)
    #expect(sum(heads, where: 0) == 9 && sum(tosses, where: 0) == 20)
    #expect(step.says("24/30 = 0.80", "9/20 = 0.45"))
  }

  @Test("Step 1: with the coins hidden only the heads are left, and nothing is estimated")
  func hiddenCoins() throws {
    let host = try StepTrial(lesson: 9, step: 1).run(["reveal": "off"])
    let rows = try host.table("rows")
    #expect(rows.numbers("heads") == [5, 9, 8, 4, 7])
    for row in rows.rows {
      #expect(row.count == 4 && row[3] == .text("?"))
    }
    #expect(host.charts.count == 1 && host.series.isEmpty && host.results.isEmpty)
  }

  @Test("Step 2: the log-likelihood is −33.0939 at the start and −31.8593 a step later")
  func firstHeights() throws {
    let step = try StepTrial(lesson: 9, step: 2)
    let heights = try #require(try step.run(upTo: 2).series["log-likelihood"])
    for (height, text) in zip(heights, ["−33.0939", "−31.8593"]) {
      #expect(isWritten(height, as: text) && step.says(text))
    }
  }

  @Test("Step 2: the curves touch under the mark only, and the step goes to the lower one's top")
  func touching() throws {
    let step = try StepTrial(lesson: 9, step: 2)
    let chart = try #require(try step.run(upTo: 1).lineChart("bound over θ_A"))
    let (upper, lower) = (chart.series[0], chart.series[1])
    #expect(chart.marks.map(\.x) == [0.6])
    for (theta, (height, bound)) in zip(upper.x, zip(upper.y, lower.y)) {
      if theta == 0.6 { #expect(abs(height - bound) < 1e-12) } else { #expect(bound < height) }
    }
    let top = try #require(zip(lower.x, lower.y).max { $0.1 < $1.1 })
    let second = try #require(try step.run(upTo: 2).lineChart("bound over θ_A"))
    #expect(abs(top.0 - (second.marks.first?.x ?? 0)) < 0.01)
  }

  @Test("Step 3: the first step's weights, counts and biases are those of the published figure")
  func firstStep() throws {
    let step = try StepTrial(lesson: 9, step: 3)
    let rows = try step.run(upTo: 1).table("rows")
    for (weight, text) in zip(rows.numbers("is A"), ["0.449", "0.805", "0.733", "0.352", "0.647"]) {
      #expect(isWritten(weight, as: text) && step.says(text))
    }
    for (column, text) in [
      ("A heads", "21.3"), ("A tails", "8.6"), ("B heads", "11.7"), ("B tails", "8.4"),
    ] {
      #expect(isWritten(rows.numbers(column)[5], as: text) && step.says(text))
    }
  }

  @Test(
    "Step 3: one, two, three and ten steps lead to the biases that are written",
    arguments: [
      (1, ("0.713", "0.581")), (2, ("0.745", "0.569")), (3, ("0.768", "0.550")),
      (10, ("0.797", "0.520")),
    ])
  func biases(steps: Int, texts: (String, String)) throws {
    let step = try StepTrial(lesson: 9, step: 3)
    let rows = try step.run(upTo: steps).table("rows")
    #expect(isWritten(rows.numbers("A heads")[6], as: texts.0))
    #expect(isWritten(rows.numbers("B heads")[6], as: texts.1))
    #expect(step.says("(\(texts.0), \(texts.1))"))
  }

  @Test("Step 3: from (0.5, 0.6) the names are exchanged")
  func exchangedNames() throws {
    let step = try StepTrial(lesson: 9, step: 3)
    let (own, other) = (try step.run(), try step.run(["thetaA": "0.5", "thetaB": "0.6"]))
    #expect(abs(try own.result("theta A") - other.result("theta B")) < 1e-6)
    #expect(abs(try own.result("theta B") - other.result("theta A")) < 1e-6)
  }

  @Test(
    "Step 3: (0.5, 0.5) stays at a saddle with weights of ½, (0.51, 0.49) escapes in 25 steps")
  func saddle() throws {
    let step = try StepTrial(lesson: 9, step: 3)
    let stuck = try step.run(["thetaA": "0.5", "thetaB": "0.5"])
    #expect(try stuck.table("rows").numbers("is A") == [0.5, 0.5, 0.5, 0.5, 0.5])
    #expect(isWritten(try stuck.result("theta A"), as: "0.66"))
    #expect(isWritten(try stuck.result("theta B"), as: "0.66"))
    #expect(isWritten(try stuck.result("log-likelihood"), as: "−32.0518"))
    #expect(try stuck.result("rate") > 1)
    let escaped = try step.run(["thetaA": "0.51", "thetaB": "0.49"])
    #expect(escaped.steps == 25)
    #expect(isWritten(try escaped.result("log-likelihood"), as: "−31.5702"))
    #expect(step.says("(0.66, 0.66)", "−32.0518", "−31.5702", "25"))
  }

  @Test("Step 3: assigning each row wholly gives (0.80, 0.45)")
  func wholeRows() throws {
    let step = try StepTrial(lesson: 9, step: 3)
    let host = try step.run(["hard": "on"])
    #expect(abs(try host.result("theta A") - 0.8) < 1e-12)
    #expect(abs(try host.result("theta B") - 0.45) < 1e-12)
    #expect(step.says("(0.80, 0.45)"))
  }

  @Test("Step 4: none of 21 steps falls; the error shrinks by 0.4097, the gain to a sixth")
  func rate() throws {
    let step = try StepTrial(lesson: 9, step: 4)
    let host = try step.run()
    let heights = try #require(host.series["log-likelihood"])
    #expect(heights.count == 21)
    #expect(zip(heights, heights.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(isWritten(try host.result("rate"), as: "0.4097"))
    let gains = try #require(host.lineChart("gain of each step")).series[0].y
    for index in 6..<14 { #expect(abs(gains[index + 1] / gains[index] - 1 / 6) < 0.02) }
    #expect(step.says("0.4097"))
  }
}

extension RecordingHost {
  fileprivate func lineChart(_ name: String) -> LineChart? {
    if case .line(let chart)? = charts[name] { chart } else { nil }
  }
}
