import LessonKit
import Margin

/// A C-SVC of two classes: decision values are all that is wanted of it here.
///
/// Lesson 11 is about how it is trained.
struct SupportMachine {
  private let k: KernelFunction
  private let vectors: Tensor<Double>
  private let coefficients: Tensor<Double>
  private let rho: Double

  /// The machine of the points x [N, D] and their classes y [N], ±1; where there is only one class its
  /// decision is that class everywhere.
  init(
    _ x: Tensor<Double>, _ y: Tensor<Double>, _ k: KernelFunction, C: Double, in pane: Pane
  ) {
    let problem = SupportVectorProblem.classification(x, y.scalars, C: y.scalars.map { _ in C })
    var descent = SequentialMinimalOptimisation(problem, k)
    let limit = max(10_000_000, 100 * y.count)
    while descent.iterations < limit, descent.step() {
      if descent.iterations % 1000 == 0, !pane.checkpoint() { break }
    }
    let machine = SupportVectorCoefficients(descent.solution(), count: y.count)
    let rows = machine.c.indices.filter { machine.c[$0] != 0 }
    self.k = k
    vectors = x.rows(at: rows)
    coefficients = Tensor(rows.map { machine.c[$0] })
    rho = machine.rho
  }

  /// How many points have a coefficient.
  var supportVectors: Int { coefficients.count }

  /// f at the points x: [M].
  func values(_ x: Tensor<Double>) -> Tensor<Double> {
    if coefficients.count == 0 { return .zeros(x.shape[0]) - rho }
    return matmul(k.matrix(x, vectors), coefficients) - rho
  }
}

/// The fold of each point: folds have the same share of both classes, to one point.
func stratifiedFolds(
  _ y: Tensor<Double>, _ folds: Int, using random: inout RandomSource
) -> [Int] {
  var fold = [Int](repeating: 0, count: y.count)
  var next = 0
  for sign in [-1.0, 1] {
    let rows = y.scalars.indices.filter { y[$0] == sign }
    for place in random.permutation(rows.count) {
      fold[rows[place]] = next % folds
      next += 1
    }
  }
  return fold
}
