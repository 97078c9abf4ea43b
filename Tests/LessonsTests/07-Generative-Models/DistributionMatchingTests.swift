import Margin
import TestSupport
import Testing

@testable import Lesson07

@Suite("Matching distributions")
struct DistributionMatchingTests {
  static func data(
    _ samples: Int = 0, separation: Double = 4, balance: Double = 0.5, bandwidth: Double = 1
  ) -> TargetData {
    var random = RandomSource(seed: 3)
    return TargetData(
      .init(
        separation: separation, balance: balance, samples: samples, bandwidth: bandwidth),
      StandardDraws(count: samples, using: &random))
  }

  @Test("every gradient is that of central differences", arguments: Divergence.allCases)
  func gradients(_ d: Divergence) {
    // Absolute values are summed over a grid: their slopes are those of its steps.
    let isRough = d == .totalVariation || d == .wasserstein1
    let (width, tolerance) = isRough ? (1e-2, 2e-3) : (1e-5, 1e-7)
    for p in [Self.data(balance: 0.3), Self.data(50, balance: 0.3, bandwidth: 0.5)] {
      var q = Model(means: [-0.8, 1.5], sigma: 0.9)
      q.a = [0.2, -0.4]
      q.logSigma = [0.1, -0.3]
      let gradient = p.objective(d, q).gradient
      for k in 0..<2 {
        for (part, slope) in [
          (\Model.a, gradient.a), (\Model.mu, gradient.mu), (\Model.logSigma, gradient.logSigma),
        ] {
          let ends = [width, -width].map { step in
            var moved = q
            moved[keyPath: part][k] += step
            return p.objective(d, moved).value
          }
          let difference = (ends[0] - ends[1]) / (2 * width)
          #expect(abs(difference - slope[k]) < tolerance, "\(d) \(part) \(k)")
        }
      }
    }
  }

  @Test("the optima from three starts are the measured ones")
  func optima() throws {
    for (d, start, expected) in [
      ("forwardKL", 1.5, (0.0, 2.088, 0.555)), ("reverseKL", 1.5, (1.997, 0.605, 0.692)),
      ("reverseKL", 0.3, (0.0, 1.790, 1.138)), ("reverseKL", -1.5, (-1.997, 0.605, 0.692)),
      ("jensenShannon", 0.3, (0.0, 2.063, 0.155)), ("jensenShannon", 1.5, (1.995, 0.609, 0.215)),
      ("totalVariation", 1.5, (1.650, 1.171, 0.473)),
      ("wasserstein1", 1.5, (0.0, 2.060, 0.672)),
    ] {
      let host = try run(
        DistributionMatching(), ["divergence": .choice(d), "start": .number(start)])
      #expect(abs(try host.result("mean") - expected.0) < 2e-3, "\(d) \(start)")
      #expect(abs(try host.result("sigma") - expected.1) < 2e-3, "\(d) \(start)")
      #expect(abs(try host.result("objective") - expected.2) < 1e-3, "\(d) \(start)")
      #expect(try host.result("converged") == 1)
    }
  }

  @Test(
    "MMD with a fixed kernel makes the model wider than the target",
    arguments: [(0.5, 2.715, 0.108), (2, 2.499, 0.020)])
  func wideModels(h: Double, sigma: Double, value: Double) throws {
    let host = try run(
      DistributionMatching(),
      ["divergence": .choice("mmd"), "bandwidth": .number(h), "rate": .number(0.3)])
    #expect(abs(try host.result("sigma") - sigma) < 2e-3)
    #expect(abs(try host.result("objective") - value) < 1e-3)
  }

  @Test("the basins of reverse KL, by the start's mean and width")
  func basins() throws {
    for (sigma, mean, isMiddle) in [
      (0.7, 0.3, true), (0.7, 0.6, false), (1, 0.6, true), (1, 0.9, false), (1.5, 0.9, true),
      (1.5, 1.2, false),
    ] {
      let host = try run(
        DistributionMatching(),
        [
          "divergence": .choice("reverseKL"), "start": .number(mean),
          "startSigma": .number(sigma),
        ])
      #expect(abs(try host.result("mean") - (isMiddle ? 0 : 1.997)) < 2e-3, "\(sigma) \(mean)")
    }
  }

  @Test("maximum likelihood by descent has the sample's moments")
  func moments() throws {
    let kernel = DistributionMatching()
    let host = try run(kernel, ["samples": .integer(500)], seed: 5)
    var random = RandomSource(seed: 5)
    let data = TargetData(
      .init(separation: 4, balance: 0.5, samples: 500, bandwidth: 1),
      StandardDraws(count: 10_000, using: &random))
    let sample = Tensor(data.sample)
    #expect(abs(try host.result("mean") - sample.mean().scalar) < 1e-4)
    #expect(abs(try host.result("sigma") - sample.variance().scalar.squareRoot()) < 1e-4)
  }

  @Test("a mixture of two finds the target itself")
  func mixture() throws {
    let host = try run(
      DistributionMatching(), ["family": .choice("mixture2"), "balance": .number(0.3)])
    for name in ["forward KL", "reverse KL", "Jensen–Shannon", "total variation", "MMD²"] {
      #expect(abs(try host.result(name)) < 1e-4, "\(name)")
    }
  }

  @Test("a single sample makes maximum likelihood a spike at the floor, and its distances are true")
  func spike() throws {
    let host = try run(DistributionMatching(), ["samples": .integer(1)])
    #expect(abs(try host.result("sigma") - 1e-3) < 1e-6)
    #expect(abs(try host.result("total variation") - 1) < 0.01)
    #expect(try host.result("Wasserstein-1") < 5)
    #expect(try host.result("reverse KL") > 4)
    #expect(host.results["standard error of the objective"] == nil)
    #expect(host.results.values.allSatisfy { !$0.isNaN })
  }

  @Test("a histogram that misses data is infinitely far by forward KL, and says so")
  func infinite() throws {
    let host = try run(
      DistributionMatching(),
      [
        "family": .choice("histogram"), "samples": .integer(50), "bandwidth": .number(0.2),
      ])
    #expect(try host.result("forward KL") == .infinity)
    #expect(host.lines.contains("forward KL is ∞: the model excludes data"))
    #expect(host.results.values.allSatisfy { !$0.isNaN })
  }

  @Test("kernel densities, leave-one-out likelihoods and Silverman's width are the golden ones")
  func kernelDensity() throws {
    let golden = try GoldenFile("07-distances").case("Gaussian kernel density")
    let (x, h) = (try golden.inputs.x.tensor, try golden.inputs.h.number)
    let density = exp(
      Mixture(sample: x, width: h).logDensity(try golden.inputs.at.tensor))
    #expect(abs(density - (try golden.expected.density.tensor)).max().scalar < 1e-12)
    let expected = golden.expected
    let leftOut = try expected[dynamicMember: "leave-one-out log-likelihood (mean)"].number
    #expect(abs(kernelScores(x.scalars, h).leftOut - leftOut) < 1e-12)
    let silverman = try expected[
      dynamicMember: "Silverman's rule 0.9 min(sd, IQR/1.34) n^(-1/5)"
    ].number
    #expect(abs(silvermanWidth(x.scalars) - silverman) < 1e-12)
  }

  @Test("a point far from all others has a finite leave-one-out likelihood, a lone one has none")
  func farPoints() {
    let scores = kernelScores([-50, 0, 0.1], 0.05)
    #expect(scores.leftOut < -1e5 && scores.leftOut.isFinite && scores.training.isFinite)
    #expect(kernelScores([1], 0.5).leftOut == -.infinity)
    #expect(histogramScores([0.1, 0.2, 3], 1).leftOut == -.infinity)
    #expect(
      abs(histogramScores([0.1, 0.2, 0.3, 0.4], 1).leftOut) < 1e-12)
  }

  @Test("the objective's standard error falls as 1/√n, as the golden deviations do")
  func standardErrors() throws {
    let golden = try GoldenFile("07-distances").case("Monte-Carlo error")
    for n in [100, 1000, 10_000] {
      let host = try run(DistributionMatching(), ["samples": .integer(n)])
      let expected = try golden.expected[dynamicMember: "by n"][dynamicMember: "\(n)"].sd.number
      let error = try host.result("standard error of the objective")
      #expect(abs(error / expected - 1) < 0.25, "\(n)")
    }
    let exact = try run(DistributionMatching(), ["samples": .integer(0)])
    #expect(exact.results["standard error of the objective"] == nil)
  }

  @Test("a change of d acts at the next step, and the model goes on from where it is")
  func liveChange() throws {
    let kernel = DistributionMatching()
    let parameters = KernelParameters(of: kernel)
    let host = try run(kernel) { host in
      host.beforeStep = { step in
        if step == 300 { try? parameters.set("divergence", to: .choice("reverseKL")) }
        return true
      }
    }
    // From the wide fit in the middle reverse KL does not find a mode.
    #expect(abs(try host.result("sigma") - 1.790) < 2e-3)
  }
}
