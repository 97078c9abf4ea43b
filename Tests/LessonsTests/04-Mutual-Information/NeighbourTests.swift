import Margin
import TestSupport
import Testing

@testable import Lesson04

@Suite("Mutual information from neighbours")
struct NeighbourTests {
  @Test("the estimates of the golden points, and of a lattice, where they mean nothing")
  func goldens() throws {
    let file = try GoldenFile("04-mutual-information")
    let golden = try file.case("Kraskov")
    let (x, y) = (
      try golden.inputs.x.tensor.scalars, try golden.inputs.y.tensor.scalars
    )
    for k in [1, 3, 5] {
      let expected = try golden.expected.estimates[dynamicMember: "k=\(k)"][
        dynamicMember: "KSG1 nats"
      ].number
      #expect(abs(neighbourInformation(x, y, k: k) - expected) < 1e-10)
    }
    let ties = try file.case("KSG with ties")
    let lattice = (
      try ties.inputs.x.tensor.scalars, try ties.inputs.y.tensor.scalars
    )
    let expected = try ties.expected[dynamicMember: "KSG1 nats without jitter"].number
    #expect(abs(neighbourInformation(lattice.0, lattice.1, k: 3) - expected) < 1e-10)
    #expect(hasTies(lattice.0))
  }

  @Test("a search along x finds what a search of all pairs finds")
  func search() {
    var random = RandomSource(seed: 3)
    for k in [1, 4, 9] {
      let (x, y) = (
        Tensor<Double>.normal([60], using: &random).scalars,
        Tensor<Double>.normal([60], using: &random).scalars
      )
      var sum = 0.0
      for i in x.indices {
        let others = x.indices.filter { $0 != i }
        let eps = others.map { max(abs(x[$0] - x[i]), abs(y[$0] - y[i])) }.sorted()[k - 1]
        sum += digamma(Double(others.count { abs(x[$0] - x[i]) < eps } + 1))
        sum += digamma(Double(others.count { abs(y[$0] - y[i]) < eps } + 1))
      }
      let plain = digamma(Double(k)) + digamma(60) - sum / 60
      #expect(abs(neighbourInformation(x, y, k: k) - plain) < 1e-12)
    }
  }

  @Test("the same after both variables are shifted and scaled alike")
  func scale() {
    var random = RandomSource(seed: 4)
    let (x, y) = (
      Tensor<Double>.normal([100], using: &random), Tensor<Double>.normal([100], using: &random)
    )
    let value = neighbourInformation(x.scalars, y.scalars, k: 3)
    let moved = neighbourInformation((4 * x + 8).scalars, (4 * y - 2).scalars, k: 3)
    #expect(abs(value - moved) < 1e-12)
  }

  @Test("ψ has its known values and recurrence")
  func digammas() {
    #expect(abs(digamma(1) + 0.577_215_664_901_532_9) < 1e-12)
    #expect(abs(digamma(0.5) + 1.963_510_026_021_423_5) < 1e-12)
    for x in stride(from: 0.1, to: 20, by: 0.7) {
      #expect(abs(digamma(x + 1) - digamma(x) - 1 / x) < 1e-11)
    }
    #expect(digamma(0) == -.infinity)
  }

  @Test("on Gaussians the mean of twenty estimates is near the truth")
  func gaussians() {
    var random = RandomSource(seed: 5)
    for rho in [0.0, 0.5, 0.9, 0.99] {
      let mean = (0..<20).reduce(0.0) { sum, _ in
        let x = Tensor<Double>.normal([1000], using: &random)
        let y = rho * x + sqrt(1 - rho * rho) * .normal([1000], using: &random)
        return sum + neighbourInformation(x.scalars, y.scalars, k: 3) / 20
      }
      #expect(abs(mean + log1p(-rho * rho) / 2) < 0.03, "\(rho)")
    }
  }

  @Test("discrete data, one row, one column and a constant each end in numbers or a clear line")
  func degenerate() throws {
    let ties = try run(MutualInformation(), ["estimator": .choice("ksg")])
    #expect(ties.lines.contains { $0.hasPrefix("values repeat") })
    #expect(ties.results.values.contains { !$0.isFinite } == false)
    func failure(_ text: String, _ estimator: String = "ksg") throws -> String? {
      let path = try temporaryCSV(text)
      do {
        let host = try run(
          MutualInformation(), ["source": .choice("iris"), "estimator": .choice(estimator)]
        ) { $0.paths["iris"] = path }
        #expect(host.results.values.contains { !$0.isFinite } == false)
        return nil
      } catch {
        return "\(error)"
      }
    }
    #expect(try failure("a,b\n1,2\n") == "the data have one row: two are needed at least")
    #expect(
      try failure("a\n1\n2\n3\n")
        == "the data iris have one column of numbers: two variables are needed")
    for estimator in ["ksg", "plugIn", "millerMadow", "binned"] {
      #expect(try failure("a,b\n1,2\n1,3\n1,5\n1,4\n", estimator) == nil)
    }
  }
}
