import LessonKit
import Margin
import TestSupport
import Testing

/// The kernel that a golden case names.
private func kernel(_ inputs: GoldenValue) throws -> KernelFunction {
  let gamma = try inputs.gamma.number
  return switch try inputs.kernel.text {
  case "linear": .linear
  case "poly":
    .polynomial(
      degree: Int(try inputs.degree.number), gamma: gamma, coef0: try inputs.coef0.number)
  default: .rbf(gamma: gamma)
  }
}

/// A descent to a tight tolerance, and what it found.
private func solved(
  _ problem: SupportVectorProblem, _ kernel: KernelFunction, tolerance: Double = 1e-9,
  shrinks: Bool = true, cacheBytes: Int = 1 << 20
) -> (descent: SequentialMinimalOptimisation, solution: SupportVectorSolution) {
  var descent = SequentialMinimalOptimisation(
    problem, kernel, tolerance: tolerance, shrinks: shrinks, cacheBytes: cacheBytes)
  while descent.step(), descent.iterations < 1_000_000 {}
  let solution = descent.solution()
  return (descent, solution)
}

/// Points in two overlapping clouds, and their labels.
private func clouds(_ count: Int, _ features: Int, seed: UInt64) -> (x: Tensor<Double>, y: [Double])
{
  var random = RandomSource(seed: seed)
  let y = (0..<count).map { $0 % 2 == 0 ? 1.0 : -1.0 }
  let x =
    Tensor<Double>.normal([count, features], using: &random) + Tensor(y).unsqueezed(axis: 1) * 0.5
  return (x, y)
}

@Suite("Sequential minimal optimisation") struct SupportVectorTests {
  private let file = "11-support-vector-machines"

  /// What the golden case says of the machine that was trained on its inputs.
  private func check(
    _ golden: GoldenCase, _ solution: SupportVectorSolution, _ k: KernelFunction,
    objective: Double, expectedObjective: Double, coefficients: [Double]
  ) throws {
    let x = try golden.inputs.x.tensor
    let machine = SupportVectorCoefficients(solution, count: x.shape[0])
    // K is rounded to single precision, here and in LIBSVM, each in its own way.
    #expect(relativeDifference(objective, expectedObjective) < 1e-5)
    #expect(abs(machine.rho - (try golden.expected.rho.number)) < 1e-4)
    for (c, expected) in zip(machine.c, coefficients) { #expect(abs(c - expected) < 1e-3) }
    let model = SupportVectorModel(.cSVC, k, machine, x)
    let f = model.decisionValues(try golden.inputs.test.tensor).column(0)
    #expect(abs(f - (try golden.expected.decision.tensor)).max().scalar < 1e-4)
  }

  private func relativeDifference(_ a: Double, _ b: Double) -> Double { abs(a - b) / abs(b) }

  @Test(
    "C-SVC has LIBSVM's objective, α, ρ and decision values",
    arguments: [
      "C-SVC linear C=1 ", "C-SVC rbf C=1 gamma=0.5 coef0", "C-SVC rbf C=100", "C-SVC poly",
    ])
  func classification(name: String) throws {
    let golden = try GoldenFile(file).case(name)
    let (x, y) = (try golden.inputs.x.tensor, try golden.inputs.y.tensor.scalars)
    let bound = try golden.inputs.C.number
    let k = try kernel(golden.inputs)
    let (descent, solution) = solved(.classification(x, y, C: y.map { _ in bound }), k)
    let alpha = try golden.expected.alpha.tensor.scalars
    try check(
      golden, solution, k, objective: descent.objective,
      expectedObjective: try golden.expected.dualObjective.number,
      coefficients: zip(alpha, y).map { $0 * $1 })
    #expect(Double(solution.isBounded.count { $0 }) == (try golden.expected.bounded.number))
  }

  @Test("a class that weighs five times as much has five times the room")
  func weights() throws {
    let golden = try GoldenFile(file).case("C-SVC rbf C=1 gamma=0.5, weight")
    let (x, y) = (try golden.inputs.x.tensor, try golden.inputs.y.tensor.scalars)
    let (descent, solution) = solved(
      .classification(x, y, C: y.map { $0 > 0 ? 5 : 1 }), .rbf(gamma: 0.5))
    let alpha = try golden.expected.alpha.tensor.scalars
    try check(
      golden, solution, .rbf(gamma: 0.5), objective: descent.objective,
      expectedObjective: try golden.expected.dualObjective.number,
      coefficients: zip(alpha, y).map { $0 * $1 })
  }

  @Test("ν-SVC has LIBSVM's α after the division, and is the C-SVC of C = 1/r")
  func nu() throws {
    let golden = try GoldenFile(file).case("nu-SVC")
    let (x, y) = (try golden.inputs.x.tensor, try golden.inputs.y.tensor.scalars)
    let k = KernelFunction.rbf(gamma: 0.5)
    let (descent, solution) = solved(try .nuClassification(x, y, nu: 0.5), k)
    let alpha = try golden.expected.alpha.tensor.scalars
    try check(
      golden, solution, k, objective: descent.objective,
      expectedObjective: try golden.expected.dualObjectiveUnscaled.number,
      coefficients: zip(alpha, y).map { $0 * $1 })
    let bound = try golden.expected.equivalentC.number
    let same = solved(.classification(x, y, C: y.map { _ in bound }), k).solution
    for (a, b) in zip(same.beta, alpha) { #expect(abs(abs(a) - b) < 1e-3) }
  }

  @Test("ε-SVR has LIBSVM's coefficients, and none inside the tube")
  func regression() throws {
    let golden = try GoldenFile(file).case("epsilon-SVR")
    let (x, z) = (try golden.inputs.x.tensor, try golden.inputs.y.tensor.scalars)
    let k = KernelFunction.rbf(gamma: 0.5)
    let (descent, solution) = solved(.regression(x, z, C: 2, epsilon: 0.1), k)
    try check(
      golden, solution, k, objective: descent.objective,
      expectedObjective: try golden.expected.dualObjective.number,
      coefficients: try golden.expected.coefficient.tensor.scalars)
    let machine = SupportVectorCoefficients(solution, count: z.count)
    let f = SupportVectorModel(.epsilonSVR, k, machine, x).decisionValues(x).column(0)
    for n in z.indices where abs(f[n] - z[n]) < 0.1 - 1e-4 { #expect(machine.c[n] == 0) }
  }

  @Test("a one-class machine has LIBSVM's α in its scale, Σα = νn")
  func oneClass() throws {
    let golden = try GoldenFile(file).case("one-class")
    let x = try golden.inputs.x.tensor
    let k = KernelFunction.rbf(gamma: 0.5)
    let (descent, solution) = solved(.oneClass(x, nu: 0.3), k)
    try check(
      golden, solution, k, objective: descent.objective,
      expectedObjective: try golden.expected.dualObjective.number,
      coefficients: try golden.expected.alpha.tensor.scalars)
    #expect(abs(solution.beta.reduce(0, +) - 0.3 * 20) < 1e-12)
  }

  @Test(
    "with and without shrinking, with a cache of all rows or of two: conditions hold and f is the same"
  )
  func shrinkingAndCache() {
    let (x, y) = clouds(1500, 3, seed: 4)
    let problem = SupportVectorProblem.classification(x, y, C: y.map { _ in 1 })
    var biases: [Double] = []
    for (shrinks, cacheBytes) in [(true, 1 << 26), (true, 0), (false, 1 << 26)] {
      let (descent, solution) = solved(
        problem, .rbf(gamma: 0.5), tolerance: 1e-4, shrinks: shrinks, cacheBytes: cacheBytes)
      #expect(descent.violation <= 1e-4)
      #expect(abs(solution.beta.reduce(0, +)) < 1e-9)
      for (n, beta) in solution.beta.enumerated() {
        let margin = y[n] * (y[n] - solution.v[n] + solution.bias[0])
        if beta == 0 { #expect(margin > 1 - 2e-4) }
        if solution.isBounded[n] { #expect(margin < 1 + 2e-4) }
        if beta != 0, !solution.isBounded[n] { #expect(abs(margin - 1) < 2e-4) }
        #expect(0...1 ~= y[n] * beta)
      }
      biases.append(solution.bias[0])
    }
    #expect(biases.allSatisfy { abs($0 - biases[0]) < 2e-3 })
  }

  @Test("the objective never rises, and is ½ βᵀKβ − tᵀβ at the end")
  func objective() {
    let (x, y) = clouds(60, 2, seed: 5)
    let problem = SupportVectorProblem.classification(x, y, C: y.map { _ in 10 })
    let k = KernelFunction.polynomial(degree: 3, gamma: 0.5, coef0: 1)
    var descent = SequentialMinimalOptimisation(problem, k, tolerance: 1e-6)
    var former = descent.objective
    while descent.step() {
      #expect(descent.objective <= former + 1e-9)
      former = descent.objective
    }
    let followed = descent.objective
    let beta = Tensor(descent.solution().beta)
    let square = (beta * matmul(k.matrix(x, x), beta)).sum().scalar
    let exact = square / 2 - (beta * Tensor(y)).sum().scalar
    #expect(abs(followed - exact) < 1e-4 * abs(exact))
    #expect(abs(descent.objective - exact) < 1e-4 * abs(exact))
  }

  @Test("features in the thousands: what single precision cannot tell does not end the descent")
  func largeFeatures() {
    let (clouds, y) = clouds(60, 2, seed: 5)
    let x = clouds * 100 + 2000
    let (descent, solution) = solved(
      .classification(x, y, C: y.map { _ in 1 }), .linear, tolerance: 1e-3)
    #expect(descent.violation <= 1e-3)
    let v = (Tensor(y) - matmul(KernelFunction.linear.matrix(x, x), Tensor(solution.beta))).scalars
    let mayRise = y.indices.filter { solution.beta[$0] < max(y[$0], 0) }
    let mayFall = y.indices.filter { solution.beta[$0] > min(y[$0], 0) }
    let (m, M) = (mayRise.map { v[$0] }.max() ?? 0, mayFall.map { v[$0] }.min() ?? 0)
    #expect(m - M <= 2e-3)
  }

  @Test("a variable that rounding leaves next to its bound does not say what the bias is")
  func allBounded() throws {
    let golden = try GoldenFile(file).case("C-SVC linear C=1 ")
    let (x, y) = (try golden.inputs.x.tensor, try golden.inputs.y.tensor.scalars)
    let solution = solved(.classification(x, y, C: y.map { _ in 1 }), .linear).solution
    #expect(solution.beta.allSatisfy { $0 == 0 || abs($0) == 1 })
    #expect(abs(solution.bias[0] + (try golden.expected.rho.number)) < 1e-4)
  }

  @Test("duplicate rows with opposite labels end at their bound, twins of one label share")
  func duplicates() {
    let x = Tensor([1.0, 1, 1, 1, 3, 3, 3, 3], shape: [4, 2])
    let solution = solved(
      .classification(x, [1, -1, 1, -1], C: [2, 2, 2, 2]), .rbf(gamma: 1)
    ).solution
    #expect(solution.beta[0] == 2 && solution.beta[1] == -2)
    #expect(solution.bias[0].isFinite)
  }

  @Test("one row, one label, no features, a constant feature and more features than rows all end")
  func degenerate() {
    for (x, y) in [
      (Tensor([1.0], shape: [1, 1]), [1.0]), (Tensor([1.0, 2, 3], shape: [3, 1]), [1, 1, 1]),
      (Tensor<Double>([], shape: [2, 0]), [1, -1]),
      (Tensor([5.0, 1, 5, 2, 5, 3], shape: [3, 2]), [1, -1, 1]),
      (Tensor<Double>.identity(6)[0..<3], [1, -1, 1]),
    ] {
      for k in [KernelFunction.linear, .rbf(gamma: 1), .sigmoid(gamma: 2, coef0: -1)] {
        let (descent, solution) = solved(.classification(x, y, C: y.map { _ in 1 }), k)
        #expect(descent.violation <= 1e-9)
        #expect(solution.beta.allSatisfy(\.isFinite) && solution.bias.allSatisfy(\.isFinite))
      }
    }
  }

  @Test("an indefinite kernel comes to an end")
  func indefinite() {
    let (x, y) = clouds(200, 3, seed: 6)
    let (descent, _) = solved(
      .classification(x, y, C: y.map { _ in 10 }), .sigmoid(gamma: 1, coef0: -1), tolerance: 1e-3)
    #expect(descent.iterations < 1_000_000)
  }

  @Test("a start from another C is brought into the box and needs fewer steps")
  func warmStart() {
    let (x, y) = clouds(300, 2, seed: 7)
    func problem(_ bound: Double) -> SupportVectorProblem {
      .classification(x, y, C: y.map { _ in bound })
    }
    let k = KernelFunction.rbf(gamma: 0.5)
    let first = solved(problem(1), k, tolerance: 1e-3).solution
    #expect(first.isBounded.contains(true))
    #expect(problem(1).started(at: first.beta).start == first.beta)
    for bound in [0.5, 1.2] {
      let started = problem(bound).started(at: first.beta)
      #expect(started.start.allSatisfy { abs($0) <= bound })
      #expect(abs(started.start.reduce(0, +)) < 1e-9)
      let (cold, warm) = (
        solved(problem(bound), k, tolerance: 1e-3), solved(started, k, tolerance: 1e-3)
      )
      #expect(warm.descent.iterations < cold.descent.iterations)
      #expect(relativeDifference(warm.descent.objective, cold.descent.objective) < 1e-3)
    }
  }

  @Test("a ν that no class can give is refused with the largest that is possible")
  func infeasible() {
    let (x, _) = clouds(10, 2, seed: 8)
    let y = [1.0, 1, -1, -1, -1, -1, -1, -1, -1, -1]
    let error = #expect(throws: SupportVectorError.self) {
      try SupportVectorProblem.nuClassification(x, y, nu: 0.5)
    }
    #expect(error == .infeasible(nu: 0.5, limit: 0.4))
    #expect(error.map { "\($0)".contains(" 0.4 = ") } == true)
    let third = SupportVectorError.infeasible(nu: 0.9, limit: 2.0 / 3)
    #expect("\(third)".contains(" 0.6666 = "))
    #expect(throws: Never.self) { try SupportVectorProblem.nuClassification(x, y, nu: 0.4) }
  }
}
