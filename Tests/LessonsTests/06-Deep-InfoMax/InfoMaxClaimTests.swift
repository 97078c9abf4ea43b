import Margin
import Testing

/// What the text of lesson 6 says, run as its steps set it.
///
/// A net's last bits depend on the processor, and an adversary makes much of them: accuracies are
/// compared with room for some of the 500 images, and what the text concludes is asserted by itself.
@Suite("What lesson 6 says") struct InfoMaxClaimTests {
  private func isNear(_ value: Double, _ text: String, within room: Double) -> Bool {
    Double(text.replacing("−", with: "-")).map { abs(value - $0) <= room } ?? false
  }

  /// The mean of the last steps of a curve.
  private func end(_ host: RecordingHost, _ series: String) throws -> Double {
    let last = try #require(host.series[series]).suffix(40)
    return last.reduce(0, +) / Double(last.count)
  }

  @Test("Step 2: the global objective is solved and teaches nothing, the local one is harder")
  func globalAndLocal() throws {
    let step = try StepTrial(lesson: 6, step: 2)
    let global = try StepTrial(lesson: 6, step: 1).run()
    let local = try step.run()
    #expect(isNear(try end(global, "value global objective"), "4.12", within: 0.06))
    #expect(isNear(try end(local, "value local objective"), "3.47", within: 0.12))
    for (host, probe, nearest) in [(global, "0.90", "0.45"), (local, "0.96", "0.52")] {
      #expect(isNear(try host.result("linear probe"), probe, within: 0.03))
      #expect(isNear(try host.result("1-NN with one label a class"), nearest, within: 0.07))
      #expect(step.says(probe, nearest))
    }
    let untrained = try local.result("linear probe, untrained")
    #expect(isNear(untrained, "0.90", within: 0.015) && step.says("4.12", "3.47"))
    #expect(try local.result("linear probe") > untrained + 0.03)
    #expect(try global.result("linear probe") < untrained + 0.03)
  }

  @Test("Step 3: three estimators with limits of their own, and probes that are near each other")
  func estimators() throws {
    let step = try StepTrial(lesson: 6, step: 3)
    for (estimator, value, probe) in [
      ("jsd", "−0.26", "0.97"), ("donskerVaradhan", "3.14", "0.95"),
    ] {
      let host = try step.run(["estimator": estimator])
      #expect(isNear(try end(host, "value local objective"), value, within: 0.2))
      #expect(isNear(try host.result("linear probe"), probe, within: 0.03))
      #expect(step.says(value, probe))
    }
    #expect(step.says("−1.386", "4.16", "3.47", "0.96"))
  }

  @Test("Step 4: without normalisation the objective rises, and the probe does not")
  func normalisation() throws {
    let step = try StepTrial(lesson: 6, step: 4)
    let host = try step.run()
    #expect(isNear(try end(host, "value local objective"), "2.68", within: 0.25))
    #expect(isNear(try host.result("linear probe"), "0.87", within: 0.04))
    #expect(isNear(try host.result("mean absolute correlation"), "0.41", within: 0.06))
    #expect(step.says("2.68", "0.87", "0.90", "0.41", "0.20"))
  }

  @Test("Steps 5 and 6: the prior evens codes out for neighbours, and alone knows nothing")
  func prior() throws {
    let (table, alone) = try (StepTrial(lesson: 6, step: 5), StepTrial(lesson: 6, step: 6))
    for (gamma, local, prior, nearest) in [
      ("1", "3.39", "−1.12", "0.61"), ("10", "3.03", "−1.20", "0.63"),
    ] {
      let host = try table.run(["gamma": gamma])
      #expect(isNear(try end(host, "value local objective"), local, within: 0.2))
      #expect(isNear(try end(host, "value prior value"), prior, within: 0.15))
      #expect(isNear(try host.result("linear probe"), "0.96", within: 0.025))
      #expect(isNear(try host.result("1-NN with one label a class"), nearest, within: 0.07))
      #expect(table.says(local, prior, nearest, "0.96", "3.47", "0.52"))
    }
    let host = try alone.run()
    #expect(isNear(try end(host, "value prior value"), "−1.24", within: 0.1))
    let runs = try (0..<6).map { try alone.run(["seed": "\($0)"]) }
    func mean(_ result: String) throws -> Double {
      try runs.reduce(0) { try $0 + $1.result(result) } / 6
    }
    let (probe, untrained) = try (mean("linear probe"), mean("linear probe, untrained"))
    #expect(isNear(probe, "0.91", within: 0.015) && isNear(untrained, "0.90", within: 0.015))
    #expect(abs(probe - untrained) < 0.02, "\(probe) and \(untrained)")
    #expect(isNear(try mean("1-NN with one label a class"), "0.58", within: 0.05))
    #expect(alone.says("−1.24", "0.91", "0.90", "0.04", "0.58", "0.52"))
  }

  @Test("Steps 7 and 8: the dependency measure, and what it was worth beside pixels and components")
  func worth() throws {
    let step = try StepTrial(lesson: 6, step: 8)
    let host = try step.run()
    for (row, probe, nearest) in [
      (0, "0.976", "0.65"), (1, "0.964", "0.65"), (2, "0.896", "0.52"), (3, "0.964", "0.56"),
    ] {
      let table = try host.table("what it is worth")
      let room = row < 2 ? 0.0011 : 0.025
      #expect(isNear(table.numbers("linear probe")[row], probe, within: room))
      #expect(isNear(table.numbers("1 label a class")[row], nearest, within: 3 * room + 0.005))
      #expect(step.says(probe, nearest))
    }
    #expect(try (3.5..<7.5).contains(host.result("neural dependency measure")))
    #expect(try StepTrial(lesson: 6, step: 7).says("5.2", "5.4", "9.2", "6.2"))
  }
}
