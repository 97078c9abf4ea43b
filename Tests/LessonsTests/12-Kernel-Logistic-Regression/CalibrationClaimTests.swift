import Margin
import Testing

@testable import Lesson12

/// The numbers of the text, each as a learner gets it.
@Suite("Lesson 12, steps 7 to 10: what the text claims") struct CalibrationClaimTests {
  private func line(_ host: RecordingHost, _ name: String) throws -> LineChart {
    guard case .line(let chart)? = host.charts[name] else { throw MissingChart(name: name) }
    return chart
  }

  @Test("Step 7: A −3.727, B −0.441; Brier score 0.0614 without a sigmoid, 0.0255 with it")
  func sigmoid() throws {
    let step = try StepTrial(lesson: 12, step: 7)
    let host = try step.run()
    for (name, text) in [
      ("A", "−3.727"), ("B", "−0.441"), ("Brier score of σ(f)", "0.0614"),
      ("Brier score", "0.0255"),
    ] {
      #expect(isWritten(try host.result(name), as: text), "\(name)")
      #expect(step.says(text))
    }
  }

  @Test("Step 7: with C = 100 training values give −3.064 and 0.0278, folds −2.066 and 0.0310")
  func trainingValues() throws {
    let step = try StepTrial(lesson: 12, step: 7)
    for (use, slope, brier) in [
      ("training values", "−3.064", "0.0278"), ("folds", "−2.066", "0.0310"),
    ] {
      let host = try step.run(["C": "100", "use": use])
      #expect(isWritten(try host.result("A"), as: slope))
      #expect(isWritten(try host.result("Brier score"), as: brier))
      #expect(step.says(slope, brier))
    }
  }

  @Test("Step 8: A −4.56 and 0.255 with Platt's targets; 0.797 with 0/1, 0.257 with folds")
  func byHeart() throws {
    let step = try StepTrial(lesson: 12, step: 8)
    let host = try step.run()
    #expect(isWritten(try host.result("A"), as: "−4.56"))
    #expect(isWritten(try host.result("log-loss (nats)"), as: "0.255"))
    let values = try line(host, "sigmoid").series[2].x
    #expect(values.allSatisfy { abs($0) > 0.9 && abs($0) < 2 })
    let plain = try step.run(["targets": "0/1"])
    #expect(isWritten(try plain.result("log-loss (nats)"), as: "0.797"))
    #expect(plain.lines.contains { $0.contains("no end") })
    let folds = try step.run(["targets": "0/1", "use": "folds"])
    #expect(isWritten(try folds.result("log-loss (nats)"), as: "0.257"))
    #expect(step.says("−4.56", "0.255", "0.797", "0.257"))
  }

  @Test(
    "Step 9: 0.029 in ten bins, 0.028 in five, 0.051 in twenty; the middle bins hold seven at most")
  func bins() throws {
    let step = try StepTrial(lesson: 12, step: 9)
    for (bins, text) in [("10", "0.029"), ("5", "0.028"), ("20", "0.051")] {
      let host = try step.run(["bins": bins])
      #expect(isWritten(try host.result("expected calibration error"), as: text))
      #expect(step.says(text))
    }
    guard case .histogram(let chart)? = try step.run().charts["probabilities"] else {
      throw MissingChart(name: "probabilities")
    }
    #expect(chart.groups[0].counts.dropFirst().dropLast().allSatisfy { $0 <= 7 })
  }

  @Test("Step 10: the table, p = ½ at −0.118; with C = 10 and 100 who is ahead changes")
  func comparison() throws {
    let step = try StepTrial(lesson: 12, step: 10)
    let host = try step.run()
    let table = try host.table("comparison")
    for (column, texts) in [
      ("errors", ["5", "6", "10"]), ("Brier score", ["0.0614", "0.0255", "0.0434"]),
      ("log-loss", ["0.2616", "0.0863", "0.1787"]), ("coefficients", ["98", "98", "379"]),
    ] {
      for (number, text) in zip(table.numbers(column), texts) {
        #expect(isWritten(number, as: text) && step.says(text), "\(column)")
      }
    }
    let half = try line(host, "sigmoid").references[0].value
    #expect(isWritten(half, as: "−0.118") && step.says("0.118"))
    for (cost, platt, logistic) in [("10", "0.0211", "0.0259"), ("100", "0.0310", "0.0196")] {
      let scores = try step.run(["C": cost]).table("comparison").numbers("Brier score")
      #expect(isWritten(scores[1], as: platt) && isWritten(scores[2], as: logistic))
      #expect(step.says(platt, logistic))
    }
  }
}
