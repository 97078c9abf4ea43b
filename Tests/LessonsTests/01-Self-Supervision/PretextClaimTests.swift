import Margin
import Testing

@testable import Lesson01

/// What the text of lesson 1 says, run as its steps set it.
///
/// A net's last bits depend on the processor, so that accuracies are compared with room for some of
/// the 500 images.
@Suite("What lesson 1 says") struct PretextClaimTests {
  private func isNear(_ value: Double, _ text: String, within room: Double = 0.025) -> Bool {
    Double(text.replacing("−", with: "-")).map { abs(value - $0) <= room } ?? false
  }

  @Test("Step 1: from scratch with 13, 130 and all labels")
  func labels() throws {
    let step = try StepTrial(lesson: 1, step: 1)
    let host = try step.run()
    for (share, text, room) in [("1", "0.61", 0.05), ("10", "0.88", 0.02), ("100", "0.94", 0.015)] {
      #expect(isNear(try host.result("from scratch, \(share) %"), text, within: room))
      #expect(step.says(text))
    }
    // Of one seed no error is known, and none is reported.
    #expect(host.results["gain, 1 %"] != nil && host.results["standard error, 1 %"] == nil)
  }

  @Test("Step 3: the masked error by the share that is masked, beside black and the mean image")
  func shares() throws {
    let step = try StepTrial(lesson: 1, step: 3)
    for (share, text) in [("0.1", "0.029"), ("0.3", "0.032"), ("0.5", "0.038"), ("0.9", "0.059")] {
      // The study of the labels is left out.
      let host = try step.run(["mask": share], upTo: 1499)
      #expect(isNear(try host.result("masked error"), text, within: 0.003))
      for (line, text) in [("black", "0.23"), ("mean image", "0.073")] {
        #expect(isWritten(try #require(host.series["\(line) masked error"]?.last), as: text))
      }
      #expect(step.says(text, "0.23", "0.073"))
    }
  }

  @Test("Steps 4 and 5: what pre-training gains, over three seeds and over five")
  func gains() throws {
    let (table, luck) = try (StepTrial(lesson: 1, step: 4), StepTrial(lesson: 1, step: 5))
    func settings(_ step: StepTrial) -> [String: String] {
      step.kernel.values.filter { $0.key != "seeds" }
    }
    #expect(settings(table) == settings(luck))
    var afterThree: Chart?
    let host = try run(
      MaskedPrediction(), ["steps": .integer(800), "seeds": .integer(5)]
    ) { host in
      host.beforeStep = { [unowned host] step in
        // The three seeds of step 4 are the first of these five.
        if step == 2401 { afterThree = host.charts["accuracy by labels"] }
        return true
      }
    }
    guard case .line(let chart)? = afterThree else {
      throw MissingChart(name: "accuracy by labels")
    }
    for (way, accuracies) in [
      ("untrained probe", ["0.53", "0.64", "0.74", "0.82", "", "0.90"]),
      ("linear probe", ["0.68", "0.74", "0.83", "0.87", "", "0.91"]),
      ("from scratch", ["0.63", "0.73", "0.84", "0.88", "", "0.93"]),
      ("fine-tuned", ["0.68", "0.74", "0.86", "0.89", "", "0.93"]),
    ] {
      let curve = try #require(chart.series.first { $0.name == way })
      for (value, text) in zip(curve.y, accuracies) where text != "" {
        #expect(isNear(value, text) && table.says(text), "\(way) \(value), \(text)")
      }
    }
    for (share, gain, error) in [
      (1, "0.047", "0.008"), (2, "0.031", "0.011"), (5, "0.024", "0.012"), (10, "0.015", "0.008"),
      (100, "−0.001", "0.004"),
    ] {
      #expect(isNear(try host.result("gain, \(share) %"), gain, within: 0.015), "\(share) %")
      #expect(isNear(try host.result("standard error, \(share) %"), error, within: 0.006))
      #expect(luck.says(gain, error))
    }
    let seeds = try #require(host.series["5 % gain"])
    #expect(
      zip(seeds, ["0.040", "0.030", "−0.008", "0.002", "0.054"]).allSatisfy {
        isNear($0, $1, within: 0.02)
      })
    #expect(luck.says("−0.008", "0.054"))
    for share in [1, 2] {
      let (gain, error) = try (
        host.result("gain, \(share) %"), host.result("standard error, \(share) %")
      )
      #expect(gain > 2 * error, "\(share) %: \(gain) ± \(error)")
    }
  }

  @Test("Step 6: turns are told, and what that teaches costs from 65 labels on")
  func rotation() throws {
    let step = try StepTrial(lesson: 1, step: 6)
    let host = try step.run()
    #expect(isNear(try host.result("pretext accuracy"), "0.93") && step.says("0.93"))
    for (share, gain, error) in [
      (1, "0.037", "0.007"), (2, "−0.011", "0.018"), (5, "−0.033", "0.018"),
      (10, "−0.027", "0.012"), (100, "−0.025", "0.010"),
    ] {
      #expect(isNear(try host.result("gain, \(share) %"), gain, within: 0.03), "\(share) %")
      #expect(isNear(try host.result("standard error, \(share) %"), error, within: 0.015))
      #expect(step.says(gain, error))
    }
    for share in [5, 10, 50, 100] { #expect(try host.result("gain, \(share) %") < 0) }
    let (probe, untrained) = try (
      host.result("linear probe, 1 %"), host.result("untrained probe, 1 %")
    )
    #expect(isNear(probe, "0.42", within: 0.05) && isNear(untrained, "0.53"))
    #expect(step.says("0.42", "0.53"))
    guard case .bars(let bars)? = host.charts["pretext accuracy by class"] else {
      throw MissingChart(name: "pretext accuracy by class")
    }
    #expect(bars.series[0].values.firstIndex(of: bars.series[0].values.min() ?? 0) == 0)
  }

  @Test("Step 7: larger first weights are worth more than half of the gain")
  func rival() throws {
    let step = try StepTrial(lesson: 1, step: 7)
    let host = try step.run()
    for (share, scratch) in [(1, "0.65"), (10, "0.91"), (100, "0.95")] {
      #expect(isNear(try host.result("from scratch, \(share) %"), scratch) && step.says(scratch))
    }
    for (share, gain) in [(1, "0.021"), (10, "0.003")] {
      #expect(isNear(try host.result("gain, \(share) %"), gain, within: 0.02) && step.says(gain))
    }
    #expect(step.says("0.63", "0.88", "0.93", "0.055", "0.010"))
    // The bar of three seeds is short by chance; ten are run by whoever doubts it.
    let (half, error) = try (host.result("gain, 50 %"), host.result("standard error, 50 %"))
    #expect(isNear(half, "−0.017", within: 0.015) && error < 0.008)
    #expect(step.says("−0.017", "0.001", "−0.010", "0.005"))
  }
}
