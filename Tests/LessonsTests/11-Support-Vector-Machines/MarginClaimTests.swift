import Margin
import Testing

@testable import Lesson11

/// The numbers of the text, each as a learner gets it.
@Suite("Lesson 11: what the text claims") struct MarginClaimTests {
  /// Whether the text of `step` has `text`, and the run's result `name` is written so.
  private func check(
    _ step: StepTrial, _ host: RecordingHost, _ results: KeyValuePairs<String, String>
  )
    throws
  {
    for (name, text) in results {
      #expect(isWritten(try host.result(name), as: text), "\(name) \(text)")
      #expect(step.says(text))
    }
  }

  @Test("Step 1: the street is 1.519 wide, held by 3 of 40 points, and nothing is in it")
  func street() throws {
    let step = try StepTrial(lesson: 11, step: 1)
    let host = try step.run()
    try check(step, host, ["margin": "1.519", "support vectors": "3"])
    #expect(try host.result("training error") == 0)
    #expect(try host.result("bounded support vectors") == 0)
    #expect(host.charts["decision values"]?.names.contains("+1") == true)
  }

  @Test("Step 2: with C the street narrows from 2.38 to 0.69 and 0.61")
  func soft() throws {
    let step = try StepTrial(lesson: 11, step: 2)
    for (C, margin, vectors) in [
      ("0.01", "2.38", "172"), ("1", "0.69", "67"), ("100", "0.61", "58"),
    ] {
      try check(
        step, try step.run(["C": C]), ["margin": margin, "support vectors": vectors])
    }
  }

  @Test(
    "Step 3: Pegasos comes to 61.098 and 61.058, dual coordinate descent to 61.046 in 88 passes")
  func hinge() throws {
    let step = try StepTrial(lesson: 11, step: 3)
    try check(step, try step.run(), ["primal objective": "61.098"])
    try check(step, try step.run(["passes": "1000"]), ["primal objective": "61.058"])
    let host = try step.run(["solver": "dual coordinate descent"])
    try check(step, host, ["primal objective": "61.046"])
    #expect(host.steps == 88 && step.says("88"))
    #expect(try host.result("duality gap") <= 1e-6 * 61.05)
    let free = try StepTrial(lesson: 11, step: 4).run()
    #expect(isWritten(try free.result("dual objective"), as: "−61.039") && step.says("61.039"))
  }

  @Test("Step 4: 133 points at 0, 3 free, 64 at C; row 1 does not matter, row 2 does")
  func states() throws {
    let step = try StepTrial(lesson: 11, step: 4)
    let host = try step.run()
    guard case .scatter(let chart)? = host.charts["support vectors"] else {
      throw MissingChart(name: "support vectors")
    }
    #expect(chart.groups.map(\.x.count) == [133, 3, 64])
    #expect(step.says("133", "64"))
    try check(step, host, ["dual objective": "−61.039", "margin": "0.694"])
    try check(
      step, try step.run(["leftOut": "1"]), ["dual objective": "−61.039", "margin": "0.694"])
    try check(
      step, try step.run(["leftOut": "2"]), ["dual objective": "−58.948", "margin": "0.679"])
  }

  @Test("Step 5: some 150 steps to 29 support vectors; with a tolerance of 0.1 38 steps to −198.85")
  func pairs() throws {
    let step = try StepTrial(lesson: 11, step: 5)
    let host = try step.run()
    try check(step, host, ["support vectors": "29", "dual objective": "−198.99"])
    #expect((140...160).contains(try host.result("iterations")) && step.says("150"))
    let duals = try #require(host.series["dual objectives"])
    for (former, next) in zip(duals, duals.dropFirst()) { #expect(next >= former - 1e-9) }
    let primals = try #require(host.series["primal objectives"])
    #expect(zip(primals, duals).allSatisfy { $0 >= $1 - 1e-6 })
    try check(
      step, try step.run(["tolerance": "0.1"]), ["iterations": "38", "dual objective": "−198.85"])
  }

  @Test("Step 6: the table of C and γ, and the line's 0.1385")
  func kernels() throws {
    let step = try StepTrial(lesson: 11, step: 6)
    for (C, gamma, vectors, train, test) in [
      ("1", "0.1", "87", "0.110", "0.1405"), ("1", "1", "48", "0.055", "0.0565"),
      ("10", "1", "29", "0.025", "0.0385"), ("1000", "1", "23", "0.020", "0.0470"),
      ("1", "10", "74", "0.025", "0.0445"), ("1", "100", "175", "0.005", "0.0810"),
    ] {
      try check(
        step, try step.run(["C": C, "gamma": gamma]),
        ["support vectors": vectors, "training error": train, "test error": test])
    }
    try check(step, try step.run(["kernel": "linear"]), ["test error": "0.1385"])
  }

  @Test("Step 7: raw 0 and 0.374, a table of 379; standardised 0.026, 0.368 and 0.011")
  func scale() throws {
    let step = try StepTrial(lesson: 11, step: 7)
    let raw = try step.run()
    try check(step, raw, ["test error": "0.374", "support vectors": "379"])
    #expect(try raw.result("training error") == 0)
    let scaled = ["standardise": "on"]
    try check(step, try step.run(scaled), ["test error": "0.026", "support vectors": "98"])
    try check(
      step, try step.run(scaled.merging(["gamma": "1"]) { $1 }),
      ["test error": "0.368", "support vectors": "379"])
    try check(
      step, try step.run(scaled.merging(["kernel": "linear"]) { $1 }), ["test error": "0.011"])
  }

  @Test("Step 8: 45 machines; the table of kernels, and four of 599 wrong")
  func digits() throws {
    let step = try StepTrial(lesson: 11, step: 8)
    let host = try step.run()
    #expect(try host.table("machines").rows.count == 45)
    #expect((try host.result("test error") * 599).rounded() == 4)
    for (values, vectors, test) in [
      (["kernel": "linear", "C": "1"], "379", "0.0217"), ([:], "441", "0.0067"),
      (["C": "1", "gamma": "0.01"], "960", "0.0317"), (["gamma": "1"], "975", "0.0117"),
    ] {
      try check(step, try step.run(values), ["support vectors": vectors, "test error": test])
    }
  }

  @Test("Step 9: ν bounds both shares; 0.744 is the limit; one class finds 97 % and loses 28 %")
  func nu() throws {
    let step = try StepTrial(lesson: 11, step: 9)
    for (nu, errors, vectors, test) in [
      ("0.05", "0.021", "0.203", "0.021"), ("0.2", "0.132", "0.266", "0.026"),
      ("0.5", "0.480", "0.515", "0.068"), ("0.7", "0.675", "0.715", "0.063"),
    ] {
      let host = try step.run(["nu": nu])
      try check(
        step, host,
        ["margin errors": errors, "share of support vectors": vectors, "test error": test])
      let table = ["margin errors", "share of support vectors", "test error"]
      #expect(table.allSatisfy(host.resultNames.prefix(5).contains), "the screen has room for few")
      let share = try #require(Double(nu))
      #expect(try host.result("margin errors") <= share)
      #expect(try host.result("share of support vectors") >= share)
    }
    let error = #expect(throws: (any Error).self) { try step.run(["nu": "0.75"]) }
    #expect(error.map { "\($0)".contains("0.744") } == true && step.says("0.744"))
    let one = try step.run(["type": "one-class", "nu": "0.05"])
    #expect(isWritten(100 * (try one.result("strangers found")), as: "97") && step.says("97 %"))
    #expect(isWritten(100 * (try one.result("test outliers")), as: "28") && step.says("28 %"))
  }

  @Test("Step 10: 22 support vectors, nearly all and 4; 0.228, 0.003 less and 0.316")
  func tube() throws {
    let step = try StepTrial(lesson: 11, step: 10)
    let tube = try step.run(["epsilon": "0.2"])
    try check(step, tube, ["support vectors": "22", "test RMSE": "0.228"])
    let line = try step.run(["epsilon": "0"])
    #expect((58...60).contains(try line.result("support vectors")))
    let gain = try tube.result("test RMSE") - line.result("test RMSE")
    #expect(isWritten(gain, as: "0.003") && step.says("0.003"))
    let wide = try step.run(["epsilon": "0.5"])
    try check(step, wide, ["support vectors": "4", "test RMSE": "0.316"])
  }
}
