import Margin
import Testing

@testable import Lesson07

/// The numbers of the text, each as a learner gets it.
@Suite("Lesson 7: what the text claims") struct GenerativeClaimTests {
  /// Expects that a run of the step with `values` has the results, and that the text says them.
  private func expect(
    step number: Int, _ values: [String: String], _ results: [(String, String)]
  ) throws {
    let step = try StepTrial(lesson: 7, step: number)
    let host = try step.run(values)
    for (name, text) in results {
      #expect(isWritten(try host.result(name), as: text), "\(name) \(host.results[name] ?? .nan)")
      #expect(step.says(text), "\(text)")
    }
  }

  @Test(
    "Step 1: the means of 20, 200 and 2000 samples",
    arguments: [("20", "−1.50"), ("200", "−0.21"), ("2000", "−0.05")])
  func sampleMeans(samples: String, mean: String) throws {
    try expect(step: 1, ["samples": samples], [("mean", mean)])
  }

  @Test("Step 1: p is not shown before it is asked for")
  func hiddenTruth() throws {
    let step = try StepTrial(lesson: 7, step: 1)
    for (reveal, names) in [("off", ["q", "sample"]), ("on", ["p", "q", "sample"])] {
      guard case .line(let chart)? = try step.run(["reveal": reveal]).charts["p and q"] else {
        throw MissingChart(name: "p and q")
      }
      #expect(chart.series.map(\.name) == names)
    }
  }

  @Test("Step 2: the objective begins at 5.707 and comes below 0.56 by hand")
  func byHand() throws {
    try expect(step: 2, [:], [("objective", "5.707")])
    let step = try StepTrial(lesson: 7, step: 2)
    let best = try step.run(["start": "0", "startSigma": "2.1"])
    #expect(try best.result("objective") < 0.56)
    #expect(best.results["converged"] == nil)
  }

  @Test("Step 3: maximum likelihood matches moments; at 8 the width is 4.045; two Gaussians fit")
  func maximumLikelihood() throws {
    try expect(step: 3, [:], [("sigma", "2.088"), ("objective", "0.555")])
    try expect(step: 3, ["separation": "8"], [("sigma", "4.045")])
    let step = try StepTrial(lesson: 7, step: 3)
    #expect(abs(try step.run().result("mean")) < 1e-4)
    #expect(abs(try step.run(["family": "mixture2"]).result("objective")) < 1e-9)
    let moved = try step.run(changing: [100: ["separation": "8"]])
    #expect(isWritten(try moved.result("sigma"), as: "4.045"))
  }

  @Test("Step 4: one hill from 1.5, the middle from 0.3; Jensen–Shannon both ways")
  func modes() throws {
    try expect(step: 4, [:], [("mean", "1.997"), ("sigma", "0.605"), ("objective", "0.692")])
    try expect(step: 4, ["balance": "0.3"], [("objective", "0.356")])
    try expect(step: 4, ["start": "0.3"], [("sigma", "1.790"), ("objective", "1.138")])
    let js = ["divergence": "jensenShannon"]
    try expect(step: 4, js, [("sigma", "0.609"), ("objective", "0.215")])
    try expect(
      step: 4, js.merging(["start": "0.3"]) { $1 }, [("sigma", "2.063"), ("objective", "0.155")])
  }

  @Test("Step 4: around the middle reverse KL rises on all sides")
  func localMinimum() throws {
    let p = DistributionMatchingTests.data()
    func value(_ mu: Double, _ sigma: Double) -> Double {
      p.objective(.reverseKL, Model(means: [mu], sigma: sigma)).value
    }
    let middle = value(0, 1.7903)
    for angle in 0..<16 {
      let turn = Double(angle) * .pi / 8
      #expect(value(0.05 * cos(turn), 1.7903 + 0.05 * sin(turn)) > middle)
    }
  }

  @Test(
    "Step 5: which distances notice that the mass is elsewhere",
    arguments: [
      ("jensenShannon", "−4.000", "0.600", "0.593"), ("reverseKL", "−4.000", "0.600", "2.996"),
      ("totalVariation", "−4.000", "0.700", "0.950"), ("forwardKL", "3.600", "1.844", "0.924"),
      ("wasserstein1", "3.949", "0.640", "0.357"),
    ])
  func farModes(d: String, mean: String, sigma: String, value: String) throws {
    try expect(
      step: 5, ["divergence": d], [("mean", mean), ("sigma", sigma), ("objective", value)])
    if d == "totalVariation" {
      #expect(try StepTrial(lesson: 7, step: 5).run(["divergence": d]).steps == 1)
    }
  }

  @Test("Step 6: what samples are enough for, and what depends on h")
  func samples() throws {
    try expect(step: 6, [:], [("sigma", "2.122")])
    try expect(step: 6, ["divergence": "wasserstein1"], [("sigma", "2.075")])
    let mmd = ["divergence": "mmd", "rate": "0.3"]
    try expect(step: 6, mmd, [("sigma", "2.640")])
    try expect(step: 6, mmd.merging(["bandwidth": "5"]) { $1 }, [("sigma", "2.237")])
    let narrow = try StepTrial(lesson: 7, step: 6).run(mmd.merging(["bandwidth": "0.05"]) { $1 })
    #expect(try narrow.result("converged") == 0 && narrow.steps == 5000)
    let reverse = ["divergence": "reverseKL"]
    try expect(
      step: 6, reverse.merging(["bandwidth": "0.2"]) { $1 }, [("mean", "2.074")])
    try expect(step: 6, reverse, [("sigma", "2.190")])
  }

  @Test(
    "Step 7: objective and standard error by n",
    arguments: [
      ("100", "0.571", "0.031"), ("1000", "0.566", "0.009"), ("10000", "0.556", "0.003"),
    ])
  func noise(samples: String, objective: String, error: String) throws {
    try expect(
      step: 7, ["samples": samples],
      [("objective", objective), ("standard error of the objective", error)])
  }

  @Test("Steps 7 and 8: what the text looks at is among the first results, which the screen shows")
  func firstResults() throws {
    let noise = try StepTrial(lesson: 7, step: 7).run(upTo: 5).resultNames
    #expect(noise.prefix(4).contains("standard error of the objective"))
    let widths = try StepTrial(lesson: 7, step: 8).run().resultNames.prefix(8)
    #expect(["best h", "Silverman's h", "total variation"].allSatisfy(widths.contains))
  }

  @Test("Step 7: the unbiased MMD² of a model that fits its samples is negative")
  func negativeSquare() throws {
    try expect(
      step: 7, ["family": "mixture2", "divergence": "mmd", "rate": "0.3"],
      [("objective", "−0.0061"), ("MMD²", "0.0076")])
  }

  @Test("Step 8: the leave-one-out likelihood has a summit, that of the sample itself has none")
  func widths() throws {
    try expect(
      step: 8, [:], [("best h", "0.131"), ("Silverman's h", "0.671"), ("total variation", "0.185")])
    for (h, text) in [("0.131", "0.106"), ("0.671", "0.199"), ("0.25", "0.088")] {
      try expect(step: 8, ["bandwidth": h], [("total variation", text)])
    }
    let host = try StepTrial(lesson: 7, step: 8).run()
    guard case .line(let chart)? = host.charts["log-likelihood by h"] else {
      throw MissingChart(name: "log-likelihood by h")
    }
    let training = chart.series[0].y
    #expect(zip(training, training.dropFirst()).allSatisfy { $0 > $1 })
    let bins = try StepTrial(lesson: 7, step: 8).run(["family": "histogram", "bandwidth": "0.2"])
    #expect(try bins.result("forward KL") == .infinity)
  }
}
