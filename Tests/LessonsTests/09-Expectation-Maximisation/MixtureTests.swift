import Margin
import TestSupport
import Testing

@testable import Lesson09

@Suite("Mixture of Gaussians")
struct MixtureTests {
  @Test("ten iterations agree with numpy and scikit-learn to 1e-9", arguments: 0..<8)
  func golden(index: Int) throws {
    let golden = try GoldenFile("09-gaussian-mixture").cases[index]
    let expected = golden.expected
    let (x, floor) = (try golden.inputs.x.tensor, try golden.inputs.floor.number)
    let name = try golden.inputs.shape.text
    let shape = try #require(CovarianceShape.allCases.first { $0.rawValue.hasPrefix(name) })
    var mixture = try Mixture(
      pi: try golden.inputs.weights.tensor, mu: try golden.inputs.means.tensor,
      sigma: [.identity(2), .identity(2), .identity(2)], floor: floor)
    for (step, height) in expected.totalLogLikelihood.values.enumerated() {
      let (r, logLikelihood) = mixture.expectation(x)
      #expect(relativeError(logLikelihood, try height.number) < golden.tolerance)
      if step == 0 {
        let first = try expected.firstResponsibilities.tensor
        #expect(abs(r.rows(at: 0..<4) - first).max().scalar < 1e-12)
      }
      if step == 10 { break }
      mixture = try Mixture(maximising: r, x, shape, floor: floor)
    }
    #expect(abs(mixture.pi - (try expected.weights.tensor)).max().scalar < 1e-9)
    #expect(abs(mixture.mu - (try expected.means.tensor)).max().scalar < 1e-9)
    let covariances = try expected.covariances.tensor
    for (k, sigma) in mixture.sigma.enumerated() {
      // As scikit-learn keeps them: whole, diagonals, variances, or the one.
      let golden: Tensor<Double> =
        switch shape {
        case .full: covariances.select(axis: 0, index: k)
        case .diagonal: .diagonal(covariances.row(k))
        case .spherical: .identity(2) * covariances[k]
        case .tied: covariances
        }
      #expect(abs(sigma - golden).max().scalar < 1e-9)
    }
    let criteria = shape.criteria(mixture.expectation(x).logLikelihood, mixture.L.count, x)
    #expect(Double(criteria.parameters) == (try expected.parameters.number))
    #expect(relativeError(criteria.bic, try expected.bic.number) < 1e-9)
    #expect(relativeError(criteria.aic, try expected.aic.number) < 1e-9)
  }

  @Test(
    "EM never lowers the likelihood when there is no floor", arguments: CovarianceShape.allCases,
    0..<6)
  func monotone(shape: CovarianceShape, seed: Int) throws {
    var random = RandomSource(seed: UInt64(seed))
    let size = 1 + seed % 4
    let x =
      Tensor<Double>.normal([90, size], using: &random)
      + 2 * Tensor(shape: [90, 1]) { Double($0 % 3) }
    let r = MixtureStart.randomResponsibilities.responsibilities(x, 1 + seed % 3, using: &random)
    var mixture = try Mixture(maximising: r, x, shape, floor: 0)
    var former = -Double.infinity
    for _ in 0..<60 {
      let (r, logLikelihood) = mixture.expectation(x)
      #expect(logLikelihood >= former - 1e-9 * abs(logLikelihood))
      #expect(square(r.sum(axis: 1) - 1).max().scalar < 1e-26)
      former = logLikelihood
      mixture = try Mixture(maximising: r, x, shape, floor: 0)
    }
  }

  @Test("three full components find the species of iris")
  func iris() throws {
    let host = try run(
      GaussianMixture(), ["floor": .number(1e-6), "restarts": .integer(5)])
    #expect(abs((host.results["log-likelihood"] ?? 0) + 180.19) < 0.01)
    #expect(abs((host.results["adjusted Rand index"] ?? 0) - 0.904) < 0.001)
    #expect(abs((host.results["BIC"] ?? 0) - 580.84) < 0.01)
  }

  @Test("a floor larger than the data's variance is said, and a smaller one finds the clusters")
  func floorAboveVariance() throws {
    func clusters(scale: Double, floor: Double) throws -> RecordingHost {
      var random = RandomSource(seed: 3)
      let z = Tensor<Double>.normal([80, 2], using: &random)
      let rows = (0..<80).map { n in
        let place = n % 2 == 0 ? 0.0 : 8.0
        return "\(scale * (z[n, 0] + place)),\(scale * (z[n, 1] + place)),\(n % 2 == 0 ? "A" : "B")"
      }
      let path = try temporaryCSV((["a,b,label"] + rows).joined(separator: "\n") + "\n")
      return try run(GaussianMixture(), ["components": .integer(2), "floor": .number(floor)]) {
        $0.paths["iris"] = path
      }
    }
    func saysSo(_ host: RecordingHost) -> [String] {
      host.lines.filter { $0.contains("covariance floor is larger than the variance of feature") }
    }
    #expect(saysSo(try clusters(scale: 1e-3, floor: 1e-4)).count == 2)
    for (scale, floor) in [(1, 1e-4), (1e-2, 1e-6)] {
      let host = try clusters(scale: scale, floor: floor)
      #expect(saysSo(host).isEmpty)
      #expect(host.results["adjusted Rand index"] == 1)
    }
  }

  @Test("a floor moved during the run acts at the next step")
  func liveFloor() throws {
    let kernel = GaussianMixture()
    var smallest = 0.0
    let host = try run(kernel, ["tolerance": .number(0), "steps": .integer(20)]) { host in
      host.beforeStep = { step in
        if step == 12 {
          smallest = kernel.mixture?.sigma.map { $0.symmetricEigenvalues().min().scalar }.min() ?? 1
        }
        if step == 10 {
          try? KernelParameters(of: kernel).set("floor", to: .number(0.1))
        }
        return true
      }
    }
    #expect(host.steps == 20)
    #expect(smallest >= 0.1)
  }

  @Test("the same seed gives the same bits")
  func repeatable() throws {
    let first = try run(GaussianMixture(), seed: 5)
    let second = try run(GaussianMixture(), seed: 5)
    #expect(first.series == second.series)
  }

  @Test("NaN in the data is an error with row and column before the first step")
  func notANumber() throws {
    let path = try temporaryCSV("a,b\n1,2\n3,nan\n5,6\n7,8\n")
    let error = #expect(throws: DatasetError.self) {
      try run(GaussianMixture()) { host in
        host.paths["iris"] = path
        host.beforeStep = { _ in
          Issue.record("a step began")
          return false
        }
      }
    }
    #expect(error.map { "\($0)".contains("row 2 (line 3), column “b”") } == true)
  }

  @Test("a covariance without a Cholesky factor names component and floor")
  func collapse() {
    let x: Tensor<Double> = [[1, 1], [2, 2], [3, 3]]
    let r = Tensor<Double>.ones(3, 1)
    let error = #expect(throws: Collapse.self) {
      try Mixture(maximising: r, x, .full, floor: 0)
    }
    #expect(error.map { "\($0)".contains("component 1") && "\($0)".contains("floor 0.0") } == true)
  }

  @Test("a component without points keeps the rest finite")
  func emptyComponent() throws {
    let x: Tensor<Double> = [[1, 1], [2, 3], [3, 1]]
    let r: Tensor<Double> = [[1, 0], [1, 0], [1, 0]]
    let mixture = try Mixture(maximising: r, x, .full, floor: 1e-3)
    #expect(mixture.expectation(x).logLikelihood.isFinite)
    #expect(mixture.expectation(x).r.isFinite)
  }

  @Test("data of one feature, and a run interrupted at the first step, end in words and numbers")
  func edges() throws {
    let path = try temporaryCSV("a\n1\n2\n3.5\n7\n8\n9\n")
    let host = try run(GaussianMixture(), ["components": .integer(2)]) {
      $0.paths["iris"] = path
    }
    #expect(host.results["log-likelihood"]?.isFinite == true)
    let stopped = try run(GaussianMixture()) { $0.beforeStep = { _ in false } }
    #expect(stopped.results["log-likelihood"]?.isFinite == true)
  }
}
