import Margin
import Testing

@testable import Lessons

@Suite("Mixture of Gaussians")
struct MixtureTests {
  @Test("ten iterations agree with numpy and scikit-learn to 1e-9", arguments: 0..<8)
  func golden(index: Int) throws {
    let golden = GoldenMixture.cases[index]
    let x = GoldenMixture.x
    var mixture = try Mixture(
      pi: .ones(3) / 3, mu: GoldenMixture.means, sigma: [.identity(2), .identity(2), .identity(2)],
      floor: golden.floor)
    for (step, expected) in golden.logLikelihoods.enumerated() {
      let (r, logLikelihood) = mixture.expectation(x)
      #expect(relativeError(logLikelihood, expected) < 1e-9)
      if step == 0 {
        #expect(
          square(r.rows(at: 0..<4) - GoldenMixture.firstResponsibilities).max().scalar < 1e-24)
      }
      if step == 10 { break }
      mixture = try Mixture(maximising: r, x, golden.shape, floor: golden.floor)
    }
    #expect(square(mixture.pi - golden.weights).max().scalar < 1e-18)
    #expect(square(mixture.mu - golden.means).max().scalar < 1e-18)
    for (k, sigma) in mixture.sigma.enumerated() {
      let expected: Tensor<Double> =
        switch golden.shape {
        case .full: golden.covariances.select(axis: 0, index: k)
        case .diagonal: .diagonal(golden.covariances.row(k))
        case .spherical: .identity(2) * golden.covariances[k]
        case .tied: golden.covariances
        }
      #expect(square(sigma - expected).max().scalar < 1e-18)
    }
    let criteria = golden.shape.criteria(mixture.expectation(x).logLikelihood, mixture.L.count, x)
    #expect(criteria.parameters == golden.parameters)
    #expect(relativeError(criteria.bic, golden.bic) < 1e-9)
    #expect(relativeError(criteria.aic, golden.aic) < 1e-9)
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

  @Test("an additive floor of 0.1 lowers the likelihood on iris")
  func floorLowers() throws {
    let host = try run(
      GaussianMixture(), ["floor": .number(0.1), "start": .choice("random points")])
    let heights = host.series["log-likelihood"] ?? []
    let falls = zip(heights, heights.dropFirst()).map { $0 - $1 }
    #expect((falls.max() ?? 0) > 0.01)
  }

  @Test("three full components find the species of iris")
  func iris() throws {
    let host = try run(
      GaussianMixture(), ["floor": .number(1e-6), "restarts": .integer(5)])
    #expect(abs((host.results["log-likelihood"] ?? 0) + 180.19) < 0.01)
    #expect(abs((host.results["adjusted Rand index"] ?? 0) - 0.904) < 0.001)
    #expect(abs((host.results["BIC"] ?? 0) - 580.84) < 0.01)
  }

  @Test("BIC on iris asks for two full components, four tied")
  func comparison() throws {
    for (shape, expected) in [
      ("full", [830.118, 574.421, 581.614, 612.219]),
      ("tied", [830.118, 688.242, 633.157, 591.993]),
    ] {
      let host = try run(
        GaussianMixture(),
        [
          "compare": .toggle(true), "floor": .number(1e-3), "covariance": .choice(shape),
          "restarts": .integer(10),
        ])
      guard case .table(let table)? = host.charts["BIC by K"] else {
        Issue.record("no table")
        return
      }
      #expect(table.rows.count == 6)
      for (row, bic) in zip(table.rows, expected) {
        guard case .number(let value) = row[3] else { continue }
        #expect(abs(value - bic) < 0.05)
      }
      #expect(abs((host.results["BIC"] ?? 0) - (expected.min() ?? 0)) < 0.05)
    }
  }

  @Test("a spike on a few flowers has a likelihood far above the proper optimum")
  func spike() throws {
    let host = try run(
      GaussianMixture(),
      ["components": .integer(5), "floor": .number(1e-6), "restarts": .integer(20)])
    #expect((host.results["log-likelihood"] ?? 0) > -131)
    #expect((host.results["smallest eigenvalue"] ?? 1) < 1e-5)
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
