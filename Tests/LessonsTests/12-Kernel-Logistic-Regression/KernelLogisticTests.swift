import LessonKit
import Margin
import TestSupport
import Testing

@testable import Lesson12

extension ClassData {
  /// Points without names and without others to be tried on.
  init(_ x: Tensor<Double>, _ y: Tensor<Double>) {
    self.init(x: x, y: y, test: nil, names: ("+1", "−1"), features: [])
  }
}

/// Points of a seed: two features decide, with noise, and some stand there twice with both labels.
func noisyClasses(_ rows: Int, _ columns: Int, seed: UInt64) -> ClassData {
  var random = RandomSource(seed: seed)
  var x = Tensor<Double>.normal([rows, columns], using: &random)
  let y = (0..<rows).map { x[$0, 0] + x[$0, columns - 1] + random.normal() > 0 ? 1.0 : -1 }
  for d in 0..<columns { x[1, d] = x[0, d] }
  return ClassData(x, Tensor([-y[1]] + y.dropFirst()))
}

@Suite("Kernel logistic regression") struct KernelLogisticTests {
  private var random = RandomSource(seed: 1)

  @Test(
    "coefficients, objectives of the Newton steps and probabilities are those of the golden file",
    arguments: ["lambda=0.1, intercept False", "lambda=0.1, intercept True", "lambda=1"],
    NewtonSolver.allCases)
  mutating func golden(name: String, solver: NewtonSolver) throws {
    let golden = try GoldenFile("12-kernel-logistic-regression")
      .case("kernel logistic regression, rbf gamma=0.5, " + name)
    let lambda = try golden.inputs.lam.number
    let data = ClassData(try golden.inputs.x.tensor, try golden.inputs.y.tensor)
    let gram = try GramMatrix(
      .rbf(gamma: try golden.inputs.gamma.number), data.x, columns: nil, solver, using: &random)
    let kernel = KernelLogisticRegression()
    try KernelParameters(of: kernel).set(
      "intercept", to: .toggle(name.contains("True") || lambda == 1))
    var fit = KernelLogisticFit(points: data.y.count)
    for expected in try golden.expected.newtonObjectives.tensor.scalars {
      if solver == .cholesky {
        #expect(relativeError(kernel.objective(fit, data.y, lambda), expected) < 1e-8)
      }
      let r = kernel.residual(fit, data, lambda)
      fit = kernel.newtonStep(from: fit, r, data, gram, lambda) ?? fit
    }
    fit = kernel.fit(data, gram, lambda: lambda)
    #expect(abs(kernel.residual(fit, data, lambda)).max().scalar < 1e-9)
    #expect(abs(fit.alpha - (try golden.expected.alpha.tensor)).max().scalar < golden.tolerance)
    #expect(abs(fit.b - (try golden.expected.b.number)) < golden.tolerance)
    let p = sigmoid(gram.scores(fit, try golden.inputs.test.tensor))
    #expect(abs(p - (try golden.expected.testProbability.tensor)).max().scalar < golden.tolerance)
    let largest = lambda * abs(fit.alpha).max().scalar
    #expect(abs(largest - (try golden.expected.largestAlphaTimesLambda.number)) < golden.tolerance)
  }

  @Test(
    "λα = t − p and ∑α = 0 at the optimum, also where K is nearly singular and rows stand there twice",
    arguments: [(40, 3), (30, 60), (5, 2)], [1e-3, 1.0, 50])
  mutating func optimality(size: (rows: Int, columns: Int), gamma: Double) throws {
    let data = noisyClasses(size.rows, size.columns, seed: 3)
    for lambda in [1e-4, 0.1, 100] {
      for solver in NewtonSolver.allCases {
        let gram = try GramMatrix(.rbf(gamma: gamma), data.x, columns: nil, solver, using: &random)
        let kernel = KernelLogisticRegression()
        let fit = kernel.fit(data, gram, lambda: lambda)
        #expect(abs(kernel.residual(fit, data, lambda)).max().scalar < 1e-6)
        #expect(abs(fit.alpha.sum().scalar) < 1e-6 / lambda)
        #expect(abs(fit.alpha).max().scalar < 1 / lambda)
        #expect(abs(fit.f - gram.times(fit.alpha) - fit.b).max().scalar < 1e-6)
      }
    }
  }

  @Test("K r and ∑(p − t) are the gradient of J, by central differences")
  mutating func gradient() throws {
    let data = noisyClasses(12, 2, seed: 4)
    let gram = try GramMatrix(.rbf(gamma: 1), data.x, columns: nil, .cholesky, using: &random)
    let kernel = KernelLogisticRegression()
    func fit(_ alpha: Tensor<Double>, _ b: Double) -> KernelLogisticFit {
      KernelLogisticFit(alpha: alpha, b: b, f: gram.times(alpha) + b)
    }
    let alpha = Tensor<Double>.normal([12], using: &random)
    let r = kernel.residual(fit(alpha, 0.3), data, 0.2)
    func slope(_ ends: (Double) -> KernelLogisticFit) -> Double {
      let values = [1e-5, -1e-5].map { kernel.objective(ends($0), data.y, 0.2) }
      return (values[0] - values[1]) / 2e-5
    }
    let gradient = gram.times(r)
    for n in 0..<12 {
      let found = slope { step in
        var moved = alpha
        moved[n] += step
        return fit(moved, 0.3)
      }
      #expect(abs(found - gradient[n]) < 1e-6)
    }
    let residual = (r - 0.2 * alpha).sum().scalar
    #expect(abs(slope { fit(alpha, 0.3 + $0) } - residual) < 1e-6)
  }

  @Test("no Newton step raises J, from wherever it begins")
  mutating func descent() throws {
    let data = noisyClasses(30, 2, seed: 5)
    let gram = try GramMatrix(.rbf(gamma: 2), data.x, columns: nil, .cholesky, using: &random)
    let kernel = KernelLogisticRegression()
    for scale in [0.0, 10, 1000] {
      let alpha = scale * .normal([30], using: &random)
      var fit = KernelLogisticFit(alpha: alpha, b: 0, f: gram.times(alpha))
      for _ in 0..<60 {
        let r = kernel.residual(fit, data, 0.01)
        guard let next = kernel.newtonStep(from: fit, r, data, gram, 0.01) else { break }
        let value = kernel.objective(fit, data.y, 0.01)
        #expect(kernel.objective(next, data.y, 0.01) <= value * (1 + 1e-12))
        fit = next
      }
      #expect(abs(kernel.residual(fit, data, 0.01)).max().scalar < 1e-6)
    }
  }

  @Test(
    "as many columns as K has rank give the same scores, fewer a larger J",
    arguments: NewtonSolver.allCases)
  mutating func basis(solver: NewtonSolver) throws {
    let data = noisyClasses(60, 3, seed: 6)
    let kernel = KernelLogisticRegression()
    func fit(_ k: KernelFunction, _ columns: Int?) throws -> (Tensor<Double>, Double) {
      let gram = try GramMatrix(k, data.x, columns: columns, solver, using: &random)
      let fit = kernel.fit(data, gram, lambda: 0.1)
      #expect(abs(gram.scores(fit, data.x) - fit.f).max().scalar < 1e-6)
      return (fit.f, kernel.objective(fit, data.y, 0.1))
    }
    let (whole, part) = (try fit(.linear, nil), try fit(.linear, 10))
    #expect(abs(whole.0 - part.0).max().scalar < 1e-6)
    let objectives = try [10, 30, nil].map { try fit(.rbf(gamma: 0.3), $0).1 }
    #expect(objectives[0] > objectives[1] && objectives[1] > objectives[2])
  }

  @Test(
    "a run with its defaults is at the optimum, as the acceptance list asks; both solvers agree")
  func floor() throws {
    let hosts = try NewtonSolver.allCases.map {
      try run(KernelLogisticRegression(), ["solver": .choice($0.rawValue)])
    }
    for host in hosts {
      #expect((0...1e-6).contains(try host.result("gradient norm")))
      #expect(try host.result("converged") == 1)
      #expect(try host.result("coefficients above 1e-6") == 379)
    }
    #expect(try hosts[0].result("CG iterations") == 0 && hosts[1].result("CG iterations") > 0)
    let objectives = try hosts.map { try $0.result("objective") }
    #expect(relativeError(objectives[0], objectives[1]) < 1e-9)
  }

  @Test("a λ that moves acts at the next Newton step, from where the last one was")
  func live() throws {
    let kernel = KernelLogisticRegression()
    let plain = try run(KernelLogisticRegression())
    let moved = try run(kernel) { host in
      host.beforeStep = { step in
        if step == 5 { try? KernelParameters(of: kernel).set("lambda", to: .number(10)) }
        return true
      }
    }
    let name = "test log-loss"
    #expect(plain.series[name]?.prefix(5) == moved.series[name]?.prefix(5))
    #expect(plain.series[name] != moved.series[name])
    let ten = try run(KernelLogisticRegression(), ["lambda": .number(10)])
    #expect(relativeError(try moved.result("objective"), try ten.result("objective")) < 1e-9)
  }

  @Test(
    "data that it cannot use end in one line",
    arguments: [
      ("a,c\n1,x\n2,x\n3,x\n", "class"), ("a,c\n1,x\n2,y\n3,z\n", "3"),
      ("a,b\n1,2\n3,4\n", "class"),
      ("a,c\n1,x\nnan,y\n3,x\n", "row 2"), ("a,c\n1,x\n", "class"),
    ])
  func refused(text: String, words: String) throws {
    let path = try temporaryCSV(text)
    for kernel in [KernelLogisticRegression(), PlattScaling()] as [any Kernel] {
      let error = #expect(throws: (any Error).self) {
        try run(kernel) { $0.paths["breast_cancer"] = path }
      }
      #expect(error.map { "\($0)".contains(words) && !"\($0)".contains("\n") } == true)
    }
  }

  @Test("of a class that no row to learn from has, the line says which class there is")
  func loneClass() throws {
    let path = try temporaryCSV("a,c\n1,x\n2,x\n3,x\n4,x\n5,y\n")
    let error = #expect(throws: LoneClass.self) {
      try run(KernelLogisticRegression(), ["share": .number(0.2)]) {
        $0.paths["breast_cancer"] = path
      }
    }
    #expect(error.map { "\($0)".contains("“x”") } == true)
  }

  @Test(
    "more rows than a whole matrix has room for are refused with a way out, and go with a basis")
  mutating func large() throws {
    let x = Tensor<Double>.normal([10_001, 1], using: &random)
    let error = #expect(throws: GramMatrixError.self) {
      try GramMatrix(.linear, x, columns: nil, .cholesky, using: &random)
    }
    #expect(error.map { "\($0)".contains("10001") && "\($0)".contains("basis") } == true)
    let gram = try GramMatrix(.linear, x, columns: 10, .cholesky, using: &random)
    #expect(gram.matrix.shape == [10_001, 1])
  }

  @Test(
    "constant columns, more columns than rows, labels −1 and 1, twins with opposite labels come to an end",
    arguments: [
      "a,same,c\n1,5,x\n2,5,y\n3,5,x\n4,5,y\n5,5,x\n6,5,y\n",
      "a,b,c,d,e,label\n1,2,3,1,9,1\n2,1,5,7,7,-1\n4,4,1,5,3,1\n3,3,3,4,1,-1\n",
      "a,c\n1,x\n1,y\n1,x\n1,y\n2,x\n2,y\n",
    ])
  func small(text: String) throws {
    let path = try temporaryCSV(text)
    for solver in NewtonSolver.allCases {
      let host = try run(
        KernelLogisticRegression(), ["solver": .choice(solver.rawValue), "share": .number(1)]
      ) { $0.paths["breast_cancer"] = path }
      #expect(try host.result("gradient norm") < 1e-6)
    }
  }

  @Test("the positive class is the larger number, in whatever order they come, or the first word")
  func positive() throws {
    for (names, expected) in [(["-1", "1"], "1"), (["1", "-1"], "1"), (["b", "a"], "b")] {
      let data = Dataset(
        name: "train", features: Tensor([1, 2], shape: [2, 1]), featureNames: ["a"],
        labels: [0, 1], classNames: names)
      let classes = try ClassData(parts: [data], false)
      #expect(classes.names.positive == expected)
      #expect(classes.y[names.firstIndex(of: expected) ?? 0] == 1)
    }
  }

  @Test("twins with opposite labels alone: every probability is ½")
  func twins() throws {
    let path = try temporaryCSV("a,c\n1,x\n1,y\n3,x\n3,y\n")
    let host = try run(KernelLogisticRegression(), ["share": .number(1)]) {
      $0.paths["breast_cancer"] = path
    }
    #expect(abs(try host.result("objective") - 4 * log(2)) < 1e-9)
  }
}
