import Margin
import TestSupport
import Testing

@testable import Lesson07

@Suite("Distances between distributions")
struct DivergenceTests {
  let goldens: GoldenFile

  init() throws { goldens = try GoldenFile("07-distances") }

  @Test(
    "of tables are those of the published formulas, infinite ones among them",
    arguments: ["three states", "q misses a state", "disjoint supports", "uneven positions"])
  func tables(_ name: String) throws {
    let golden = try goldens.case("discrete, \(name)")
    let x = try golden.inputs.x.tensor
    let (p, q) = (
      Law(x, logMass: log(try golden.inputs.p.tensor)),
      Law(x, logMass: log(try golden.inputs.q.tensor))
    )
    for (d, key) in [
      (Divergence.forwardKL, "KL(p||q) nats"), (.reverseKL, "KL(q||p) nats"),
      (.jensenShannon, "Jensen–Shannon divergence nats"), (.totalVariation, "total variation"),
      (.wasserstein1, "Wasserstein-1"),
    ] {
      let expected = golden.expected[dynamicMember: key]
      if (try? expected.text) == "infinity" {
        #expect(d.value(p, q) == .infinity)
      } else {
        #expect(abs(d.value(p, q) - (try expected.number)) < 1e-12, "\(d)")
      }
    }
  }

  @Test("of Gaussians on the grid are those of the closed forms")
  func gaussians() throws {
    for name in ["N(0, 1^2) and N(1, 2^2)", "N(0, 1^2) and N(0, 1^2)", "N(-1, 0.5^2) and N(2"] {
      let golden = try goldens.case("Gaussians \(name)")
      let (one, two) = (
        Model(means: [try golden.inputs.m1.number], sigma: try golden.inputs.s1.number),
        Model(means: [try golden.inputs.m2.number], sigma: try golden.inputs.s2.number)
      )
      let (p, q) = (
        Law(one.mixture, on: TargetData.grid, h: 1), Law(two.mixture, on: TargetData.grid, h: 1)
      )
      for (d, key, tolerance) in [
        (Divergence.forwardKL, "KL(1||2) nats", 1e-9), (.reverseKL, "KL(2||1) nats", 1e-9),
        (.wasserstein1, "Wasserstein-1", 2e-5), (.jensenShannon, "Jensen–Shannon nats", 1e-8),
        (.totalVariation, "total variation", 2e-5), (.mmd, "MMD^2, kernel s = 1", 1e-12),
      ] {
        let expected = try golden.expected[dynamicMember: key].number
        #expect(abs(d.value(p, q) - expected) < tolerance, "\(name) \(d)")
      }
    }
  }

  /// Equal masses at the points of `sample`, as a law on `x`, which has them all.
  private func law(_ sample: [Double], on x: [Double]) -> Law {
    Law(
      Tensor(x),
      logMass: log(
        Tensor(x.map { x in Double(sample.count { $0 == x }) / Double(sample.count) })))
  }

  @Test("of samples: Wasserstein-1 of equal and unequal sizes")
  func samples() throws {
    let golden = try goldens.case("Wasserstein-1 of samples")
    let (a, b, c) = (
      try golden.inputs.a.tensor.scalars, try golden.inputs.b.tensor.scalars,
      try golden.inputs.c.tensor.scalars
    )
    for (other, key) in [(b, "W1(a,b) equal sizes"), (c, "W1(a,c) unequal sizes")] {
      let x = Set(a + other).sorted()
      let value = Divergence.wasserstein1.value(law(a, on: x), law(other, on: x))
      #expect(abs(value - (try golden.expected[dynamicMember: key].number)) < 1e-12)
    }
    let shifted = Set(a + a.map { $0 + 3 }).sorted()
    let shift = Divergence.wasserstein1.value(
      law(a, on: shifted), law(a.map { $0 + 3 }, on: shifted))
    #expect(abs(shift - 3) < 1e-12)
  }

  @Test(
    "MMD² of samples with and without the diagonal, and a negative one",
    arguments: [
      "MMD^2, Gaussian kernel exp(-(x-y)^2/(2 s^2)), s = 0.5",
      "MMD^2, Gaussian kernel exp(-(x-y)^2/(2 s^2)), s = 1",
      "MMD^2, Gaussian kernel exp(-(x-y)^2/(2 s^2)), s = 2", "unbiased MMD^2 may be negative",
    ])
  func kernels(_ name: String) throws {
    let golden = try goldens.case(name)
    let h = try golden.inputs.s.number
    let (x, y) = (
      Mixture(sample: try golden.inputs.x.tensor, width: 0),
      Mixture(sample: try golden.inputs.y.tensor, width: 0)
    )
    let cross = 2 * x.kernelMean(y.mu, h: h).mean().scalar
    let biased = x.kernelSelf(h: h) + y.kernelSelf(h: h) - cross
    let unbiased = x.unbiasedKernelSelf(h: h) + y.unbiasedKernelSelf(h: h) - cross
    let expected = golden.expected
    #expect(abs(biased - (try expected[dynamicMember: "biased (V-statistic)"].number)) < 1e-12)
    #expect(abs(unbiased - (try expected[dynamicMember: "unbiased (U-statistic)"].number)) < 1e-12)
    #expect(biased >= 0)
  }

  @Test("unbiased: the mean of 2000 samples of one law is within three standard errors of 0")
  func unbiasedness() {
    var random = RandomSource(seed: 1)
    let values = (0..<2000).map { _ in
      let x = Mixture(sample: .normal([8], using: &random), width: 0)
      let y = Mixture(sample: .normal([8], using: &random), width: 0)
      return x.unbiasedKernelSelf(h: 1) + y.unbiasedKernelSelf(h: 1)
        - 2 * x.kernelMean(y.mu, h: 1).mean().scalar
    }
    let (mean, variance) = (Tensor(values).mean().scalar, Tensor(values).variance().scalar)
    #expect(abs(mean) < 3 * (variance / 2000).squareRoot())
  }

  @Test("of a thousand random tables: KL ≥ 0, JS ≤ ln 2, TV ≤ √(KL/2), TV over all events")
  func tableBounds() {
    var random = RandomSource(seed: 2)
    for _ in 0..<1000 {
      let weights = [0, 1].map { _ in
        exp(2 * Tensor<Double>.normal([4], using: &random)).scalars
      }
      let laws = weights.map { w in
        Law([0, 1, 2, 3], logMass: log(Tensor(w) / w.reduce(0, +)))
      }
      func d(_ d: Divergence) -> Double { d.value(laws[0], laws[1]) }
      #expect(d(.forwardKL) > -1e-15 && d(.reverseKL) > -1e-15)
      #expect(d(.jensenShannon) < 0.693148 && d(.jensenShannon) > -1e-15)
      #expect(d(.totalVariation) <= (d(.forwardKL) / 2).squareRoot() + 1e-12)
      let events = (0..<16).map { event in
        (0..<4).reduce(0.0) { sum, k in
          event >> k & 1 == 1 ? sum + laws[0].mass[k] - laws[1].mass[k] : sum
        }
      }
      #expect(abs(d(.totalVariation) - (events.max() ?? 0)) < 1e-12)
    }
  }

  @Test("no distance from a law to itself")
  func itself() {
    let p = Law(Model(means: [-1, 2], sigma: 0.6).mixture, on: TargetData.grid, h: 1)
    for d in Divergence.allCases { #expect(abs(d.value(p, p)) < 1e-12, "\(d)") }
  }
}
