import LessonKit
import Margin

// Z [N, D] points in the space of features · y [N] ±1 · w [D] = w∥ + w⊥, w∥ = Zᵀβ
// J(w) = λ/2 ‖w‖² + ∑ log(1 + exp(−y Z w)), whose gradient is λw − Zᵀ(y σ(−y Z w))

/// Gradient descent in many dimensions that ends up among the points it learns from.
///
/// Kimeldorf & Wahba (1971).
final class RepresenterTheorem: Kernel {
  @Slider("λ", 0...1) var lambda = 0.1
  @Slider("points N", 2...30, restarts: true) var points = 10
  @Slider("dimensions D", 31...300, restarts: true) var dimensions = 100
  @Slider("start", 0...3, restarts: true) var start = 1.0

  func run(in pane: Pane) throws {
    let Z = Tensor<Double>.normal([points, dimensions], using: &pane.random) / 10
    let y = Tensor<Double>((0..<points).map { $0 % 2 == 0 ? -1 : 1 })
    var w = start * Tensor<Double>.normal([dimensions], using: &pane.random)
    let L = try matmul(Z, Z.transposed()).cholesky()
    for _ in pane.steps(300) {
      let gradient = lambda * w - matmul(Z.transposed(), y * sigmoid(-y * matmul(Z, w)))
      w = w - 0.5 * gradient
      let beta = choleskySolve(L, matmul(Z, w))  // w∥ has the same scores as w
      let parallel = matmul(Z.transposed(), beta)
      pane.plot(
        "length", ["w∥": parallel.norm().scalar, "w⊥": (w - parallel).norm().scalar])
      pane.show(as: "scores") { .table(Self.scores(Z, y, w, parallel)) }
    }
    if pane.step > 0 { report(Z, y, w, L, in: pane) }
  }

  /// What each point gets from w, and from w∥ alone.
  private static func scores(
    _ Z: Tensor<Double>, _ y: Tensor<Double>, _ w: Tensor<Double>, _ parallel: Tensor<Double>
  ) -> TableChart {
    let (f, g) = (matmul(Z, w), matmul(Z, parallel))
    return TableChart(
      columns: ["point", "y", "w·z", "w∥·z"],
      rows: (0..<y.count).map {
        [.text("\($0 + 1)"), .number(y[$0]), .number(f[$0]), .number(g[$0])]
      })
  }

  func report(
    _ Z: Tensor<Double>, _ y: Tensor<Double>, _ w: Tensor<Double>, _ L: Tensor<Double>,
    in pane: Pane
  ) {
    let beta = choleskySolve(L, matmul(Z, w))
    let parallel = matmul(Z.transposed(), beta)
    let losses = softplus(-y * matmul(Z, w)).sum().scalar
    pane.result("objective", lambda / 2 * square(w).sum().scalar + losses, better: .lower)
    pane.result(
      "objective of w∥", lambda / 2 * square(parallel).sum().scalar + losses, better: .lower)
    pane.result("length of w∥", parallel.norm().scalar)
    pane.result("length of w⊥", (w - parallel).norm().scalar)
    pane.result("largest λβy", lambda * (beta * y).max().scalar)
  }
}
