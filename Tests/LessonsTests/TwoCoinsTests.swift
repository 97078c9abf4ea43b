import Margin
import Testing

@testable import Lessons

@Suite("Two coins")
struct TwoCoinsTests {
  let h: Tensor<Double> = [5, 9, 8, 4, 7]
  let n: Tensor<Double> = [10, 10, 10, 10, 10]

  @Test("twenty iterations are the published ones to 1e-12")
  func iterations() {
    var coins = Coins(thetaA: 0.6, thetaB: 0.5)
    for (a, b, logLikelihood) in GoldenCoins.iterations {
      #expect(relativeError(coins.thetaA, a) < 1e-12)
      #expect(relativeError(coins.thetaB, b) < 1e-12)
      #expect(relativeError(coins.logLikelihood(h, n), logLikelihood) < 1e-12)
      coins = Coins(maximising: coins.posteriorOfA(h, n), h, n, from: coins)
    }
  }

  @Test("the first E step weighs and counts as in the published figure")
  func firstStep() {
    let r = Coins(thetaA: 0.6, thetaB: 0.5).posteriorOfA(h, n)
    for (weight, golden) in zip(r.scalars, GoldenCoins.posteriorOfA) {
      #expect(relativeError(weight, golden) < 1e-12)
    }
    let counts = [r * h, r * (n - h), (1 - r) * h, (1 - r) * (n - h)].map { $0.sum().scalar }
    for (count, golden) in zip(counts, GoldenCoins.counts) {
      #expect(relativeError(count, golden) < 1e-12)
    }
  }

  @Test("a run reports the fixed point, its likelihood and the rate 0.4097 after 21 steps")
  func fixedPoint() throws {
    let host = try run(TwoCoins())
    #expect(relativeError(host.results["theta A"] ?? 0, GoldenCoins.fixedPoint.0) < 1e-6)
    #expect(relativeError(host.results["theta B"] ?? 0, GoldenCoins.fixedPoint.1) < 1e-6)
    #expect(relativeError(host.results["log-likelihood"] ?? 0, GoldenCoins.logLikelihood) < 1e-12)
    #expect(relativeError(host.results["rate"] ?? 0, GoldenCoins.rate) < 1e-6)
    #expect(host.steps == 21)
    #expect(host.series["log-likelihood"]?.count == 21)
    #expect(Set(host.charts.keys).isSuperset(of: ["rows", "bound over θ_A", "gain of each step"]))
  }

  @Test("equal starts stay at the saddle, where the map moves away from it")
  func saddle() throws {
    let host = try run(TwoCoins(), ["thetaA": .number(0.5)])
    #expect(abs((host.results["theta A"] ?? 0) - 0.66) < 1e-12)
    #expect(abs((host.results["theta B"] ?? 0) - 0.66) < 1e-12)
    #expect(abs((host.results["log-likelihood"] ?? 0) + 32.0518) < 5e-5)
    #expect((host.results["rate"] ?? 0) > 1)
    let escape = try run(TwoCoins(), ["thetaA": .number(0.51), "thetaB": .number(0.49)])
    #expect(escape.steps == 25)
    #expect(relativeError(escape.results["log-likelihood"] ?? 0, GoldenCoins.logLikelihood) < 1e-9)
  }

  @Test("whole rows, like known coins, give 0.80 and 0.45", arguments: ["hard", "reveal"])
  func whole(toggle: String) throws {
    let host = try run(TwoCoins(), [toggle: .toggle(true)])
    #expect(abs((host.results["theta A"] ?? 0) - 0.8) < 1e-12)
    #expect(abs((host.results["theta B"] ?? 0) - 0.45) < 1e-12)
  }

  @Test("the bound touches the log-likelihood at the present θ and is below it elsewhere")
  func bound() {
    let coins = Coins(thetaA: 0.6, thetaB: 0.5)
    let r = coins.posteriorOfA(h, n)
    #expect(abs(coins.bound(r, h, n) - coins.logLikelihood(h, n)) < 1e-12)
    for theta in stride(from: 0.05, to: 1, by: 0.1) {
      let other = Coins(thetaA: theta, thetaB: 0.5)
      #expect(other.bound(r, h, n) < other.logLikelihood(h, n))
    }
  }

  @Test("two thousand tosses, and rows without a tail, have finite posteriors")
  func manyTosses() {
    let coins = Coins(thetaA: 0.99, thetaB: 0.01)
    let r = coins.posteriorOfA([1200, 10, 0], [2000, 10, 0])
    #expect(r.isFinite)
    #expect(r[2] == 0.5)
    let certain = Coins(thetaA: 1, thetaB: 0.5).posteriorOfA([10, 9], [10, 10])
    #expect(certain.isFinite)
    #expect(certain[1] == 0)
  }
}
