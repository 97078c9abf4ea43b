/// What is wrong with an optimiser's arguments: one line says which it is, and what it should be.
struct OptimizerArguments<Scalar: TensorScalar> {
  /// The optimiser.
  let name: String
  /// The first that is wrong.
  private(set) var problem: String?

  init(of name: String) { self.name = name }

  /// A finite number from 0 on, in the scalar type too.
  mutating func checkSize(_ value: Double, _ argument: String) {
    if value >= 0 && Scalar(value).isFinite { return }
    let range = "a number from 0 on that \(Scalar.self) can hold"
    problem = problem ?? "\(name): the \(argument) is \(value), and \(range) is needed"
  }

  /// A number from 0 to below 1.
  mutating func checkShare(_ value: Double, _ argument: String) {
    if value >= 0 && value < 1 { return }
    problem =
      problem ?? "\(name): \(argument) is \(value), and a number from 0 to below 1 is needed"
  }
}

/// An optimiser whose arguments are looked at before it begins, and before each step.
protocol CheckedOptimizer: Optimizer {
  var arguments: OptimizerArguments<Scalar> { get }
}

extension CheckedOptimizer {
  func check() {
    if let problem = arguments.problem { stop(problem) }
  }
}
