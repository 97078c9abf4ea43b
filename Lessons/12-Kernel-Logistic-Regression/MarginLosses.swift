import LessonKit
import Margin

// X [N, 3] with a last column of ones · y [N] ±1 · w [3] · m = y X w [N]
// λ/N ‖w‖² + 1/N ∑ ℓ(m), which has the minimum of ½ ‖w‖² + C ∑ ℓ(m) where C = 1/(2λ)

/// Losses of the margin y f, and the lines that they lead to.
///
/// Bartlett, Jordan & McAuliffe (2006) on losses that stand in for 0/1.
final class MarginLosses: Kernel {
  @Slider("margin m", -2...4) var margin = 0.5
  @Choice("logarithm") var logarithm = LogarithmBase.two
  @Slider("λ", 1e-4...1e2, scale: .log) var lambda = 0.1
  @Slider("far points", 0...20) var far = 10
  @Slider("their distance", 2...10) var distance = 8.0

  func run(in pane: Pane) throws {
    let clouds = Clouds(using: &pane.random)
    var w = SurrogateLoss.allCases.map { _ in Tensor<Double>.zeros(3) }
    var change = Double.infinity
    for iteration in pane.steps(1000) {
      let (X, y) = clouds.points(far: far, distance: distance)
      let former = w
      for (i, loss) in SurrogateLoss.allCases.enumerated() {
        w[i] = descended(from: w[i], X, y, loss, iteration)
        pane.plot("mean loss", curve: loss.rawValue, mean(loss, w[i], X, y))
      }
      let chart = LossChart(margin: margin, logarithm)
      pane.show(as: "losses") { .line(chart.lines) }
      pane.show(as: "at m") { .table(chart.table) }
      pane.show(as: "lines") { [w] in .line(clouds.chart(X, y, w)) }
      change = zip(w, former).map { abs($0 - $1).max().scalar }.max() ?? 0
    }
    if pane.step > 0 { report(w, clouds, change, in: pane) }
  }

  /// A step down the gradient, as long as the largest curvature allows; the hinge has a corner, and
  /// steps that become shorter.
  func descended(
    from w: Tensor<Double>, _ X: Tensor<Double>, _ y: Tensor<Double>, _ loss: SurrogateLoss,
    _ iteration: Int
  ) -> Tensor<Double> {
    let N = Double(y.count)
    let slopes = Tensor((y * matmul(X, w)).scalars.map { loss.slope($0, logarithm) })
    let penalty = 2 * lambda / N * Tensor<Double>([1, 1, 0])
    let gradient = matmul(X.transposed(), y * slopes) / N + penalty * w
    let curvature = loss.largestCurvature * square(X).sum().scalar / N + 2 * lambda / N
    let rate = loss == .hinge ? 1 / sqrt(Double(iteration)) : 1.0
    return w - rate / curvature * gradient
  }

  /// The mean of ℓ(m).
  func mean(
    _ loss: SurrogateLoss, _ w: Tensor<Double>, _ X: Tensor<Double>, _ y: Tensor<Double>
  ) -> Double {
    let m = (y * matmul(X, w)).scalars
    return m.reduce(0) { $0 + loss.value($1, logarithm) } / Double(m.count)
  }

  func report(_ w: [Tensor<Double>], _ clouds: Clouds, _ change: Double, in pane: Pane) {
    let (X, y) = clouds.points(far: far, distance: distance)
    for (loss, w) in zip(SurrogateLoss.allCases, w) {
      let errors = (y * matmul(X, w)).scalars.count { $0 <= 0 }
      pane.result("errors (\(loss.rawValue))", Double(errors), better: .lower)
    }
    pane.result("C = 1/(2λ)", 1 / (2 * lambda))
    reportConvergence(change < 1e-2, in: pane)
  }
}

/// The losses that take the place of 0/1.
enum SurrogateLoss: String, CaseIterable {
  case hinge, logistic, squared

  /// ℓ(m).
  func value(_ m: Double, _ base: LogarithmBase) -> Double {
    switch self {
    case .hinge: max(0, 1 - m)
    // log(1 + exp(−m)) without exp of a large number.
    case .logistic: (max(0, -m) + log1p(exp(-abs(m)))) / base.logarithm
    case .squared: (1 - m) * (1 - m)
    }
  }

  /// A slope of ℓ at m.
  func slope(_ m: Double, _ base: LogarithmBase) -> Double {
    switch self {
    case .hinge: m < 1 ? -1 : 0
    case .logistic: -1 / (1 + exp(m)) / base.logarithm
    case .squared: 2 * (m - 1)
    }
  }

  /// The largest ℓ″; of the hinge, which has none, that of the squared loss.
  var largestCurvature: Double { self == .logistic ? 0.25 / log(2) : 2 }
}

/// Which logarithm the logistic loss has.
enum LogarithmBase: String, CaseIterable {
  case two = "base 2"
  case natural

  /// The natural logarithm of the base.
  var logarithm: Double { self == .two ? log(2) : 1 }
}
