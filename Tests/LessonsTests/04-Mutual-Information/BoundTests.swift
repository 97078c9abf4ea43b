import Margin
import TestSupport
import Testing

@testable import Lesson04

@Suite("Bounds of mutual information")
struct BoundTests {
  let goldens: GoldenFile

  init() throws { goldens = try GoldenFile("04-bounds") }

  private func matrix(_ golden: GoldenCase) throws -> Tensor<Double> {
    try golden.inputs[dynamicMember: "F[i][j] = f(x_i, y_j), positives on the diagonal"].tensor
  }

  @Test(
    "the values of the golden scores, large ones too",
    arguments: ["4 x 4 scores", "perfect critic", "constant scores", "large scores"])
  func values(_ name: String) throws {
    let golden = try goldens.case(name)
    let scores = try matrix(golden)
    let expected = golden.expected[dynamicMember: "values nats"]
    for (bound, key) in [
      (BoundEstimator.donskerVaradhan, "Donsker–Varadhan"), (.mine, "Donsker–Varadhan"),
      (.nwj, "NWJ"), (.jsd, "JSD critic read by NWJ (f+1)"), (.infoNCE, "InfoNCE rows"),
    ] {
      guard let value = try? expected[dynamicMember: key].number else { continue }
      #expect(abs(bound.value(scores).scalar - value) < 1e-10, "\(name): \(bound)")
    }
    let jsd = try expected[dynamicMember: "JSD objective"].number
    #expect(abs(BoundEstimator.jsd.objective(scores, logAverage: 0).scalar - jsd) < 1e-10)
  }

  @Test("the gradients of the golden scores")
  func gradients() throws {
    let golden = try goldens.case("4 x 4 scores")
    for (bound, key) in [
      (BoundEstimator.donskerVaradhan, "Donsker–Varadhan"), (.nwj, "NWJ"),
      (.jsd, "JSD objective"), (.infoNCE, "InfoNCE rows"),
    ] {
      let scores = Parameter(try matrix(golden))
      try bound.objective(scores.value, logAverage: 0).backward()
      let expected = try golden.expected[
        dynamicMember: "gradients with respect to the scores"
      ][dynamicMember: key].tensor
      #expect(abs(try #require(scores.gradient) - expected).max().scalar < 1e-10, "\(bound)")
    }
  }

  @Test("MINE divides by the moving average, through which no gradient flows")
  func movingAverage() throws {
    let golden = try goldens.case("MINE's")
    let scores = Parameter(try golden.inputs.F.tensor)
    var average = LogMovingAverage()
    average.add(log(3), rate: 1)
    average.add(logMeanExp(scores.value).scalar, rate: 0.01)
    let after = try golden.expected[dynamicMember: "moving average after"].number
    #expect(abs(exp(average.value ?? 0) - after) < 1e-12)
    try BoundEstimator.mine.objective(scores.value, logAverage: average.value ?? 0).backward()
    let expected = try golden.expected[dynamicMember: "gradient with respect to the scores"].tensor
    #expect(abs(try #require(scores.gradient) - expected).max().scalar < 1e-12)
  }

  @Test("at rate 1 MINE's gradient is that of Donsker and Varadhan")
  func plainGradient() throws {
    let golden = try goldens.case("4 x 4 scores")
    let gradients = try [BoundEstimator.mine, .donskerVaradhan].map { bound in
      let scores = Parameter(try matrix(golden))
      var average = LogMovingAverage()
      average.add(5, rate: 1)
      average.add(logMeanExp(scores.value).scalar, rate: 1)
      try bound.objective(scores.value, logAverage: average.value ?? 0).backward()
      return try #require(scores.gradient)
    }
    #expect(abs(gradients[0] - gradients[1]).max().scalar < 1e-12)
  }

  @Test("InfoNCE is never above ln N, whatever the scores; NWJ's are cut at 80")
  func ceiling() {
    var random = RandomSource(seed: 6)
    for scale in [0.1, 1, 10, 1000] {
      let scores = scale * Tensor<Double>.normal([16, 16], using: &random)
      #expect(BoundEstimator.infoNCE.value(scores).scalar <= log(16.0) + 1e-12)
      for bound in BoundEstimator.allCases { #expect(bound.value(scores).scalar.isFinite) }
    }
  }

  @Test("the joint critic's scores are those of a perceptron of each pair")
  func jointCritic() {
    var random = RandomSource(seed: 7)
    let f = JointCritic(3, 8, using: &random)
    let (x, y) = (
      Tensor<Float>.normal([5, 3], using: &random), Tensor<Float>.normal([5, 3], using: &random)
    )
    let scores = f(x, y)
    #expect(scores.shape == [5, 5])
    for i in 0..<5 {
      for j in 0..<5 {
        let pair = f(x[i..<i + 1], y[j..<j + 1])
        #expect(abs(pair[0, 0] - scores[i, j]) < 1e-5)
      }
    }
  }

  @Test("the exact critic's mean is the true information, in one and in twenty dimensions")
  func exactCritic() throws {
    for (rho, d, bound, low, high) in [
      (0.5, 1, "donskerVaradhan", 0.12, 0.17), (0.9, 1, "nwj", 0.78, 0.88),
      (0.5, 20, "donskerVaradhan", 2.72, 3.03), (0.5, 20, "nwj", 2.72, 3.03),
      (0.5, 20, "infoNCE", 2.3, 2.5), (0.9, 20, "infoNCE", 4.15, 4.159),
    ] {
      let host = try run(
        MutualInformationBounds(),
        [
          "rho": .number(rho), "dimensions": .integer(d), "estimator": .choice(bound),
          "critic": .choice("exact"),
        ])
      #expect((low...high).contains(try host.result("estimate")), "\(bound) \(rho) \(d)")
    }
  }

  @Test("trained critics come near where they can, and fail as they are known to")
  func trained() throws {
    func estimate(_ bound: String, rho: Double, d: Int = 20) throws -> Double {
      try run(
        MutualInformationBounds(),
        ["rho": .number(rho), "dimensions": .integer(d), "estimator": .choice(bound)]
      ).result("estimate")
    }
    #expect(((log(64.0) - 0.1)...log(64.0)).contains(try estimate("infoNCE", rho: 0.9)))
    #expect(try estimate("mine", rho: 0.9) < 16.6)
    #expect(try estimate("nwj", rho: 0.9) < 16.6)
    #expect(try estimate("donskerVaradhan", rho: 0.9).isFinite)
    #expect((1.8...2.95).contains(try estimate("infoNCE", rho: 0.5)))
  }
}
