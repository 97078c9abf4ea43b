import Margin
import Testing

@testable import Lesson04

/// The numbers of the text, each as a learner gets it.
@Suite("Lesson 4: what the text claims") struct InformationClaimTests {
  /// Expects that a run of the step with `values` has the results, and that the text says them.
  private func expect(
    step number: Int, _ values: [String: String], _ results: [(String, String)]
  ) throws {
    let step = try StepTrial(lesson: 4, step: number)
    let host = try step.run(values)
    for (name, text) in results {
      #expect(isWritten(try host.result(name), as: text), "\(name) \(host.results[name] ?? .nan)")
      #expect(step.says(text), "\(text)")
    }
  }

  @Test("Step 1: 0, 2 and 0.260 bits; what is left of the weather")
  func tables() throws {
    try expect(
      step: 1, [:], [("mutual information", "0.260"), ("H(X)", "1.559"), ("H(X|Y)", "1.299")])
    try expect(step: 1, ["table": "independent"], [("mutual information", "0")])
    try expect(step: 1, ["table": "diagonal"], [("mutual information", "2")])
  }

  @Test("Step 2: of a bit that is flipped once in ten times 0.531 arrive")
  func channel() throws {
    try expect(
      step: 2, [:], [("mutual information", "0.531"), ("H(X|Y)", "0.469")])
    try expect(step: 2, ["unit": "nats"], [("mutual information", "0.368")])
  }

  @Test("Step 3: four forms, one number; a pointwise information is negative")
  func forms() throws {
    try expect(step: 3, [:], [("mutual information", "0.375")])
    let host = try StepTrial(lesson: 4, step: 3).run()
    for value in try host.table("four forms").numbers("bits") {
      #expect(abs(value - 0.375) < 1e-12)
    }
    #expect(KnownTable.textbook.joint.pointwiseInformation.scalars.contains { $0 < 0 })
  }

  @Test("Step 4: no correlation, and yet information")
  func ring() throws {
    try expect(step: 4, [:], [("correlation", "−0.001"), ("mutual information", "1.01")])
    try expect(
      step: 4, ["source": "table", "table": "square", "estimator": "plugIn"],
      [("mutual information", "0.918"), ("H(Y)", "0.918")])
  }

  @Test("Step 5: information out of nothing, and how it goes away")
  func bias() throws {
    let mean = "mean of the estimates"
    try expect(step: 5, [:], [("mutual information", "0.669"), (mean, "0.601")])
    try expect(step: 5, ["bins": "4"], [(mean, "0.081")])
    try expect(step: 5, ["samples": "5000"], [(mean, "0.005")])
    for (samples, text) in [("5000", "0.001"), ("500", "0.012"), ("50", "0.324")] {
      try expect(step: 5, ["samples": samples, "estimator": "millerMadow"], [(mean, text)])
    }
  }

  @Test("Step 6: bins hide or invent, neighbours do neither")
  func neighbours() throws {
    try expect(step: 6, ["estimator": "binned"], [("mutual information", "0.691")])
    try expect(
      step: 6, ["estimator": "binned", "bins": "50"], [("mutual information", "1.488")])
    try expect(
      step: 6, [:],
      [
        ("true mutual information", "0.830"), ("mutual information", "0.831"),
        ("mean of the estimates", "0.842"), ("spread", "0.051"),
      ])
    try expect(step: 6, ["neighbours": "1"], [("spread", "0.063")])
    try expect(step: 6, ["neighbours": "20"], [("spread", "0.043")])
  }

  @Test("Step 7: the estimate climbs to the truth, and jitters over it and under it")
  func critic() throws {
    try expect(
      step: 7, [:],
      [
        ("true mutual information", "0.144"), ("estimate", "0.138"),
        ("standard deviation", "0.062"),
      ])
    let host = try StepTrial(lesson: 4, step: 7).run(["critic": "exact"])
    let above = host.series["estimate"]?.count { $0 > 0.144 } ?? 0
    #expect((400...800).contains(above))
  }

  @Test("Step 8: InfoNCE stops at ln N, Donsker and Varadhan overshoot")
  func ceiling() throws {
    try expect(
      step: 8, [:],
      [("true mutual information", "16.61"), ("estimate", "4.14"), ("log N", "4.159")])
    let exact = ["critic": "exact"]
    #expect(try StepTrial(lesson: 4, step: 8).run(exact).result("estimate") < log(64.0))
    try expect(step: 8, exact.merging(["batch": "512"]) { $1 }, [("estimate", "6.237")])
    try expect(
      step: 8, exact.merging(["estimator": "donskerVaradhan"]) { $1 },
      [("estimate", "23.9"), ("standard deviation", "3.3")])
  }

  @Test(
    "Step 9: each bound, trained and exact",
    arguments: [
      ("donskerVaradhan", "2.3", "2.87", "0.32"), ("nwj", "1.9", "2.86", "0.33"),
      ("jsd", "2.1", "2.86", "0.33"), ("infoNCE", "2.2", "2.43", "0.19"),
    ])
  func bounds(bound: String, trained: String, exact: String, deviation: String) throws {
    try expect(step: 9, ["estimator": bound], [("estimate", trained)])
    try expect(
      step: 9, ["estimator": bound, "critic": "exact"],
      [("estimate", exact), ("standard deviation", deviation)])
    try expect(step: 9, [:], [("true mutual information", "2.877")])
  }
}
