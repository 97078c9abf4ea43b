import Margin
import TestSupport
import Testing

@testable import Lesson12

@Suite("Platt scaling") struct PlattScalingTests {
  /// Newton's steps from the start.
  private func trace(
    _ f: Tensor<Double>, _ t: Tensor<Double>, positives: Int
  ) -> [FittedSigmoid] {
    var steps = [FittedSigmoid(positives: positives, of: f.count)]
    while steps.count <= 100, let next = steps[steps.count - 1].newtonStep(f, t) {
      steps.append(next)
    }
    return steps
  }

  @Test(
    "A, B and the objective are those of Lin, Lin & Weng's method",
    arguments: ["Platt, 30", "separable values", "large decision values"])
  func golden(name: String) throws {
    let golden = try GoldenFile("12-kernel-logistic-regression").case(name)
    let (f, y) = (try golden.inputs.decision.tensor, try golden.inputs.label.tensor)
    let t = SigmoidTargets.platt.values(y)
    let steps = trace(f, t, positives: y.scalars.count { $0 > 0 })
    let end = steps[steps.count - 1]
    #expect(steps.count < 30)
    #expect(abs(end.A - (try golden.expected.A.number)) < golden.tolerance)
    #expect(abs(end.B - (try golden.expected.B.number)) < golden.tolerance)
    let lowest = try golden.expected.objective.number
    #expect(relativeError(end.objective(f, t), lowest) < golden.tolerance)
    for (step, expected) in zip(steps, golden.expected.newton.values) {
      #expect(abs(step.A - (try expected.A.number)) < golden.tolerance)
      #expect(abs(step.B - (try expected.B.number)) < golden.tolerance)
      #expect(abs(step.objective(f, t) - (try expected.F.number)) < golden.tolerance)
    }
  }

  @Test("targets, probabilities, Brier score and log-loss of the golden file")
  func scores() throws {
    let golden = try GoldenFile("12-kernel-logistic-regression").case("Platt, 30")
    let (f, y) = (try golden.inputs.decision.tensor, try golden.inputs.label.tensor)
    let t = SigmoidTargets.platt.values(y)
    #expect(abs(t.max().scalar - (try golden.expected.targets[0].number)) < 1e-12)
    #expect(abs(t.min().scalar - (try golden.expected.targets[1].number)) < 1e-12)
    let fitted = FittedSigmoid(
      A: try golden.expected.A.number, B: try golden.expected.B.number)
    let scores = ProbabilityScores(logits: fitted.logits(f), y)
    let p = try golden.expected.probabilities.tensor
    #expect(abs(scores.p - p).max().scalar < golden.tolerance)
    #expect(abs(scores.brier - (try golden.expected.brier.number)) < golden.tolerance)
    let logLoss = try golden.expected.negativeLogLikelihood.number
    #expect(abs(scores.logLoss - logLoss) < golden.tolerance)
  }

  @Test("bins, their shares and the expected calibration error are those of the golden file")
  func reliability() throws {
    let golden = try GoldenFile("12-kernel-logistic-regression").case("reliability")
    let p = try golden.inputs.probability.tensor
    let y = 2 * (try golden.inputs.label.tensor) - 1
    let reliability = Reliability(ProbabilityScores(logits: log(p / (1 - p)), y), bins: 5)
    for expected in golden.expected.bins.values {
      let bin = reliability.bins[Int(try expected.bin.number)]
      #expect(Double(bin?.count ?? 0) == (try expected.count.number))
      guard let bin else { continue }
      #expect(abs(bin.mean - (try expected.meanProbability.number)) < golden.tolerance)
      #expect(abs(bin.share - (try expected.share.number)) < golden.tolerance)
      #expect(bin.interval.contains(bin.share))
    }
    let error = try golden.expected.expectedCalibrationError.number
    #expect(abs(reliability.expectedError - error) < golden.tolerance)
  }

  @Test("p = 1 and p = 0 have a bin; probabilities that are right have no calibration error")
  func edges() {
    let logits = Tensor<Double>([1000, -1000, 0, 0])
    let scores = ProbabilityScores(logits: logits, Tensor([1, -1, 1, -1]))
    let reliability = Reliability(scores, bins: 10)
    #expect(reliability.bins[9]?.count == 1 && reliability.bins[0]?.count == 1)
    #expect(reliability.expectedError == 0)
    #expect(scores.logLoss.isFinite && scores.brier == 0.125)
  }

  @Test("values that a threshold divides have no end with targets 0/1, and the run says so")
  func separable() throws {
    let values: [String: ParameterValue] = [
      "data": .choice("moons"), "gamma": .number(100), "C": .number(100),
      "use": .choice("training values"),
    ]
    let platt = try run(PlattScaling(), values)
    #expect(try platt.result("converged") == 1 && platt.result("A").isFinite)
    let plain = try run(PlattScaling(), values.merging(["targets": .choice("0/1")]) { $1 })
    #expect(try plain.result("converged") == 0)
    #expect(plain.lines.contains { $0.contains("divides") })
    #expect(try plain.result("A") < platt.result("A"))
  }

  @Test("one class alone gets its start for ever: the constant (N₊ + 1)/(N + 2)")
  func oneClass() {
    let f = Tensor<Double>([1, 2, 3])
    let t = SigmoidTargets.platt.values(Tensor([-1, -1, -1]))
    let end = trace(f, t, positives: 0).last
    #expect(end.map { abs($0.A) < 1e-6 && abs($0.B - log(4)) < 1e-6 } == true)
  }

  @Test("a run with its defaults gives what the acceptance list asks for")
  func floor() throws {
    let host = try run(PlattScaling())
    #expect((-20...0).contains(try host.result("A")))
    #expect((0...0.25).contains(try host.result("Brier score")))
    #expect(try host.result("converged") == 1)
    #expect(try host.result("Brier score") < host.result("Brier score of σ(f)"))
    #expect((0...1).contains(try host.result("expected calibration error")))
  }

  @Test("folds are of one size and have each class's share", arguments: 2...10)
  func folds(count: Int) {
    var random = RandomSource(seed: 2)
    let y = Tensor<Double>((0..<53).map { $0 % 3 == 0 ? 1 : -1 })
    let folds = stratifiedFolds(y, count, using: &random)
    for fold in 0..<count {
      let rows = folds.indices.filter { folds[$0] == fold }
      #expect(abs(Double(rows.count) - 53 / Double(count)) < 1)
      #expect(abs(Double(rows.count { y[$0] > 0 }) - 18 / Double(count)) < 1)
    }
  }

  @Test("at the optimum the gradient is 0 by central differences")
  func gradient() {
    var random = RandomSource(seed: 8)
    let f = 3 * Tensor<Double>.normal([40], using: &random)
    let y = Tensor(f.scalars.map { $0 + 2 * random.normal() > 0 ? 1.0 : -1 })
    let t = SigmoidTargets.platt.values(y)
    guard let end = trace(f, t, positives: 20).last else { return }
    func objective(_ slope: Double, _ shift: Double) -> Double {
      FittedSigmoid(A: end.A + slope, B: end.B + shift).objective(f, t)
    }
    #expect(abs(objective(1e-5, 0) - objective(-1e-5, 0)) < 1e-10)
    #expect(abs(objective(0, 1e-5) - objective(0, -1e-5)) < 1e-10)
  }
}
