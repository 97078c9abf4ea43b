import Margin
import Testing

@testable import Lesson12

/// The numbers of the text, each as a learner gets it.
@Suite("Lesson 12, steps 4 to 6: what the text claims") struct KernelLogisticClaimTests {
  /// Whether a row of a table in the text has these numbers.
  private func expect(
    _ host: RecordingHost, of others: Double, steps: String? = nil, errors: String,
    brier: String? = nil, logLoss: String, in step: StepTrial
  ) throws {
    #expect(try isWritten(host.result("test error") * others, as: errors))
    #expect(try isWritten(host.result("log-loss (nats)"), as: logLoss))
    if let steps { #expect(try isWritten(host.result("Newton steps"), as: steps)) }
    if let brier { #expect(try isWritten(host.result("Brier score"), as: brier)) }
    #expect(step.says(logLoss) && step.says(brier ?? logLoss))
  }

  @Test("Step 4: from 0.5 to below 1e-9 in 7 steps, in the end with twice the digits each")
  func newton() throws {
    let step = try StepTrial(lesson: 12, step: 4)
    let host = try step.run()
    guard case .line(let chart)? = host.charts["gradient norm"] else {
      throw MissingChart(name: "gradient norm")
    }
    let norms = chart.series[0].y
    #expect(norms[0] == 0.5 && norms.count == 8 && norms[7] < 1e-9)
    #expect(log(norms[6]) / log(norms[5]) > 1.6)
    #expect(host.charts["probability map"] != nil)
    let gradients = try step.run(["solver": "Newton + CG"])
    #expect(try gradients.result("Newton steps") <= 9)
    #expect(step.says("0.5", "1e-9"))
  }

  @Test(
    "Step 5: the table of λ",
    arguments: [
      ("0.01", "9", "4", "0.0196", "0.0740"), ("0.1", "7", "5", "0.0259", "0.1006"),
      ("1", "6", "10", "0.0434", "0.1787"), ("10", "4", "14", "0.1039", "0.3716"),
    ])
  func penalties(row: (String, String, String, String, String)) throws {
    let step = try StepTrial(lesson: 12, step: 5)
    let host = try step.run(["lambda": row.0])
    try expect(
      host, of: 190, steps: row.1, errors: row.2, brier: row.3, logLoss: row.4, in: step)
    #expect(try host.result("coefficients above 1e-6") == 379)
  }

  @Test(
    "Step 6: the table of columns",
    arguments: [
      ("10", "13", "0.1680"), ("20", "8", "0.1252"), ("50", "6", "0.1103"), ("100", "6", "0.1065"),
      ("200", "4", "0.1018"), ("379", "5", "0.1006"),
    ])
  func columns(row: (String, String, String)) throws {
    let step = try StepTrial(lesson: 12, step: 6)
    let host = try step.run(["basis": row.0])
    try expect(host, of: 190, errors: row.1, logLoss: row.2, in: step)
    #expect(try host.result("coefficients above 1e-6") == Double(row.0))
  }
}
