import Margin
import TestSupport
import Testing

@testable import Lesson10

@Suite("Maximum a posteriori") struct PosteriorTests {
  @Test("logistic regression with both penalties is scikit-learn's, to 1e-5")
  func logistic() throws {
    let golden = try GoldenFile("10-regularisation").case("logistic")
    for fit in golden.expected.fits.values {
      let prior = try fit.penalty.text == "l1" ? Prior.laplace : .gaussian
      let host = try run(
        MaximumAPosteriori(),
        [
          "model": .choice("logistic"), "prior": .choice(prior.rawValue),
          "lambda": .number(1 / (try fit.C.number)),
        ])
      let weights = try host.table("weights").numbers("weight")
      for (weight, expected) in zip(weights, try fit.coefficients.tensor.scalars) {
        #expect(abs(weight - expected) < golden.tolerance)
      }
      #expect(abs(weights[4] - (try fit.intercept.number)) < golden.tolerance)
      let objective = try host.result("objective")
      #expect(abs(objective - (try fit.objective.number)) < golden.tolerance)
      #expect(try host.result("converged") == 1)
      #expect(host.steps < 30)
    }
  }

  @Test("of three classes the last two are told apart, and that is said; of two nothing need be")
  func threeClasses() throws {
    for (rows, said) in [("1,x\n2,y\n3,z\n4,z\n0,y\n", true), ("1,x\n2,y\n3,y\n", false)] {
      let path = try temporaryCSV("a,label\n" + rows)
      let host = try run(
        MaximumAPosteriori(), ["model": .choice("logistic")]
      ) { $0.paths = ["iris": path] }
      #expect(
        host.lines
          == (said ? ["of the 3 classes the last two are told apart: “z” from “y”"] : []))
    }
  }

  @Test("the objective never rises from one Newton step to the next", arguments: Prior.allCases)
  func descent(prior: Prior) throws {
    let host = try run(
      MaximumAPosteriori(),
      [
        "model": .choice("logistic"), "prior": .choice(prior.rawValue), "lambda": .number(0.01),
      ])
    let objectives = try #require(host.series["objective"])
    for (former, next) in zip(objectives, objectives.dropFirst()) {
      #expect(next <= former + 1e-12)
    }
  }

  @Test("one weight: the mode is the soft threshold, the shrunken estimate, or the estimate")
  func oneWeight() throws {
    for seed in 0..<10 as Range<UInt64> {
      for (prior, expected) in [
        ("Laplace", { softThreshold($0, 15.0 / 15) }), ("Gaussian", { $0 / (1 + 15.0 / 15) }),
        ("none", { $0 }),
      ] as [(String, (Double) -> Double)] {
        let host = try run(
          MaximumAPosteriori(),
          [
            "model": .choice("one weight"), "prior": .choice(prior), "lambda": .number(15),
            "noise": .number(1),
          ], seed: seed)
        let z = try host.result("estimate without prior")
        #expect(abs(try host.result("posterior mode") - expected(z)) < 1e-9)
        if prior == "Laplace" { #expect(try host.result("posterior mean") != 0) }
      }
    }
  }

  @Test("two weights: a Laplace prior puts many modes at a corner, a Gaussian none")
  func corners() throws {
    func share(_ prior: String) throws -> Double {
      try run(
        MaximumAPosteriori(),
        ["model": .choice("two weights"), "prior": .choice(prior), "lambda": .number(10)]
      ).result("share at a corner")
    }
    #expect(try share("Laplace") > 0.3)
    #expect(try share("Gaussian") == 0)
    #expect(try share("none") == 0)
  }

  @Test(
    "polynomials: the conditions of the minimum hold at every λ, however dependent the columns",
    arguments: [5, 15, 40], [3, 9, 14])
  func conditions(points: Int, degree: Int) throws {
    let pane = Pane(host: RecordingHost(), seed: UInt64(points + degree))
    let problem = try PosteriorProblem(.polynomial, degree, points, noise: 0.2, in: pane)
    let zeros = Tensor<Double>.zeros(degree + 1)
    let scale = abs(matmul(problem.X.transposed(), problem.t)).max().scalar
    for lambda in PosteriorCharts.lambdas {
      for prior in [Prior.laplace, .gaussian] {
        let w = try prior.minimum(problem.X, problem.t, lambda, problem.penalised, from: zeros)
        let slope = matmul(problem.X.transposed(), problem.t - matmul(problem.X, w))
        for j in 0...degree {
          let penalty = lambda * problem.penalised[j]
          let needed =
            switch prior {
            case .laplace where w[j] == 0: min(penalty, abs(slope[j])) * (slope[j] < 0 ? -1 : 1)
            case .laplace: penalty * (w[j] < 0 ? -1 : 1)
            default: penalty * w[j]
            }
          #expect(abs(slope[j] - needed) < 1e-8 * scale, "\(prior) \(lambda) \(j)")
        }
      }
    }
  }

  @Test("Legendre polynomials are orthogonal, 1 at the right end, ±1 at the left")
  func legendre() {
    let x = (0..<20_000).map { (Double($0) + 0.5) / 20_000 }
    let values = PosteriorProblem.legendre(x, 14)
    let products = matmul(values.transposed(), values) / 20_000
    for j in 0...14 {
      for k in 0...14 {
        let expected = j == k ? 1 / Double(2 * j + 1) : 0
        #expect(abs(products[j, k] - expected) < 1e-5)
      }
    }
    let ends = PosteriorProblem.legendre([0, 1], 14)
    for k in 0...14 { #expect(ends[1, k] == 1 && abs(ends[0, k]) == 1) }
    #expect(PosteriorProblem.legendre([0.3], 0).shape == [1, 1])
  }

  @Test("the gradient of the logistic loss agrees with central differences at the mode")
  func gradient() throws {
    let host = RecordingHost()
    let problem = try PosteriorProblem(.logistic, 0, 0, noise: 0, in: Pane(host: host, seed: 0))
    let kernel = MaximumAPosteriori()
    let w = try kernel.minimum(of: problem, .gaussian, 0.1)
    for j in 0..<w.count {
      let ends = [1e-5, -1e-5].map { step in
        var moved = w
        moved[j] += step
        return kernel.objective(moved, problem, .gaussian, 0.1)
      }
      #expect(abs(ends[0] - ends[1]) / 2e-5 < 1e-6)
    }
  }

  @Test("classes that a plane divides have no mode without a prior, and the run says so")
  func separable() throws {
    let path = try temporaryCSV("a,class\n1,x\n2,x\n3,y\n4,y\n")
    let host = try run(
      MaximumAPosteriori(), ["model": .choice("logistic"), "prior": .choice("none")]
    ) { $0.paths["iris"] = path }
    #expect(try host.result("converged") == 0)
    #expect(try host.result("largest weight").isFinite)
  }

  @Test("one class, and no classes, are errors in words")
  func classes() throws {
    for (text, words) in [("a,class\n1,x\n2,x\n", "one class"), ("a,b\n1,2\n2,3\n", "no classes")] {
      let path = try temporaryCSV(text)
      let error = #expect(throws: ClassError.self) {
        try run(MaximumAPosteriori(), ["model": .choice("logistic")]) { $0.paths["iris"] = path }
      }
      #expect(error.map { "\($0)".contains(words) } == true)
    }
  }

  @Test("a prior that changes on the way acts at the next step")
  func livePrior() throws {
    let kernel = MaximumAPosteriori()
    let host = try run(kernel) { host in
      host.beforeStep = { step in
        if step == 2 { try? KernelParameters(of: kernel).set("prior", to: .choice("none")) }
        return true
      }
    }
    #expect(host.steps == 3)
    #expect(try host.result("train RMSE") < 1e-4)
  }
}
