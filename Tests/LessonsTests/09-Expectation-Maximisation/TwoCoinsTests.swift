import Margin
import TestSupport
import Testing

@testable import Lesson09

@Suite("Two coins")
struct TwoCoinsTests {
  let h: Tensor<Double> = [5, 9, 8, 4, 7]
  let n: Tensor<Double> = [10, 10, 10, 10, 10]

  @Test("twenty iterations are the published ones to 1e-12")
  func iterations() throws {
    let golden = try GoldenFile("09-two-coins").case("twenty iterations")
    var coins = Coins(
      thetaA: try golden.inputs.thetaA.number, thetaB: try golden.inputs.thetaB.number)
    #expect(golden.expected.iterations.values.count == 21)
    for expected in golden.expected.iterations.values {
      #expect(relativeError(coins.thetaA, try expected.thetaA.number) < golden.tolerance)
      #expect(relativeError(coins.thetaB, try expected.thetaB.number) < golden.tolerance)
      #expect(
        relativeError(coins.logLikelihood(h, n), try expected.logLikelihood.number)
          < golden.tolerance)
      coins = Coins(maximising: coins.posteriorOfA(h, n), h, n, from: coins)
    }
  }

  @Test("the first E step weighs and counts as in the published figure")
  func firstStep() throws {
    let golden = try GoldenFile("09-two-coins").case("first E and M step")
    let expected = golden.expected
    let r = Coins(thetaA: 0.6, thetaB: 0.5).posteriorOfA(h, n)
    #expect(abs(r - (try expected.posteriorA.tensor)).max().scalar < golden.tolerance)
    let counts = [r * h, r * (n - h), (1 - r) * h, (1 - r) * (n - h)].map { $0.sum().scalar }
    for (count, golden) in zip(
      counts, [expected.headsA, expected.tailsA, expected.headsB, expected.tailsB])
    {
      #expect(relativeError(count, try golden.number) < 1e-12)
    }
  }

  @Test("a run reports the fixed point, its likelihood and the rate 0.4097 after 21 steps")
  func fixedPoint() throws {
    let golden = try GoldenFile("09-two-coins").case("fixed point and rate")
    let host = try run(TwoCoins())
    for (name, expected) in [
      ("theta A", golden.expected.thetaA), ("theta B", golden.expected.thetaB),
      ("log-likelihood", golden.expected.logLikelihood), ("rate", golden.expected.rate),
    ] {
      #expect(relativeError(host.results[name] ?? 0, try expected.number) < golden.tolerance)
    }
    #expect(host.results["converged"] == 1)
    #expect(host.steps == 21)
    #expect(host.series["log-likelihood"]?.count == 21)
    #expect(Set(host.charts.keys).isSuperset(of: ["rows", "bound over θ_A", "gain of each step"]))
  }

  @Test("a run that ends before it has converged says so, and reports no rate")
  func unfinished() throws {
    let host = try run(TwoCoins(), ["steps": .integer(5)])
    #expect(host.results["converged"] == 0)
    #expect(host.results["iterations"] == 5)
    #expect(host.results["rate"] == nil)
    #expect(host.lines.contains { $0.contains("not converged") })
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
    #expect(abs((escape.results["log-likelihood"] ?? 0) + 31.570200235996904) < 1e-9)
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
