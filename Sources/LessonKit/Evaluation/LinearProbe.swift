public import Margin

// x [N, D] · V [C, D + 1]: a row of weights and a bias for each class · p [N, C]

/// A linear classifier on features that stay as they are: what a representation makes easy to tell.
///
/// Multinomial logistic regression: the mean cross-entropy plus λ/2 ‖W‖², the biases free, at its
/// minimum. Newton steps by conjugate gradients (Nocedal & Wright 2006, algorithm 7.1).
public struct LinearProbe: Hashable, Sendable {
  /// The weights of each class, [C, D].
  public var weights: Tensor<Double> { V.slice(axis: 1, 0..<V.shape[1] - 1) }
  /// The bias of each class, [C].
  public var biases: Tensor<Double> { V.column(V.shape[1] - 1) }
  /// How many Newton steps were taken.
  public private(set) var iterations = 0
  /// Whether the gradient has become smaller than the tolerance.
  public private(set) var isConverged = false
  private var V: Tensor<Double>

  /// Fits a probe.
  ///
  /// - Parameters:
  ///   - x: Features [N, D], with N ≥ 1; better standardised.
  ///   - labels: Their classes, N, each below `classes`.
  ///   - classes: C.
  ///   - decay: λ; with 0 and classes that a plane divides there is no minimum.
  ///   - tolerance: How large the gradient's largest element may be in the end.
  ///   - steps: How many Newton steps are taken at most.
  public init(
    _ x: Tensor<Double>, _ labels: [Int], classes: Int, decay: Double = 1e-3,
    tolerance: Double = 1e-8, steps: Int = 100
  ) {
    let objective = ProbeObjective(x, labels, classes: classes, decay: decay)
    V = .zeros(classes, x.shape[1] + 1)
    var (value, p) = objective.value(V)
    while true {
      let gradient = objective.gradient(V, p)
      isConverged = abs(gradient).max().scalar < tolerance
      if isConverged || iterations == steps { return }
      let direction = objective.newtonDirection(gradient, p)
      let slope = (gradient * direction).sum().scalar
      var length = 1.0
      var next = objective.value(V + direction)
      while !(next.value <= value + 1e-4 * length * slope), length > 1e-10 {
        length /= 2
        next = objective.value(V + length * direction)
      }
      // The digits are at their end: no step is lower.
      if !(next.value < value) && length <= 1e-10 { return }
      V = V + length * direction
      (value, p) = next
      iterations += 1
    }
  }

  /// log p(class) up to what all classes share, for features [N, D]: [N, C].
  public func logits(_ x: Tensor<Double>) -> Tensor<Double> {
    linear(x, weights, biases)
  }

  /// The share of rows whose likeliest class is theirs; NaN where there is no row.
  public func accuracy(_ x: Tensor<Double>, _ labels: [Int]) -> Double {
    let right = zip(logits(x).argmax(axis: 1), labels).count { $0 == $1 }
    return Double(right) / Double(labels.count)
  }
}

/// The probe's loss, its gradient and the product of its Hessian and a direction.
private struct ProbeObjective {
  let x: Tensor<Double>
  let y: Tensor<Double>
  let labels: [Int]
  /// λ for weights, 0 for biases: [D + 1].
  let decay: Tensor<Double>

  init(_ x: Tensor<Double>, _ labels: [Int], classes: Int, decay: Double) {
    let (N, D) = (x.shape[0], x.shape[1])
    self.x = concatenate([x, .zeros(N, 1) + 1], axis: 1)
    self.labels = labels
    y = Tensor(
      labels.flatMap { label in (0..<classes).map { $0 == label ? 1 : 0 } }, shape: [N, classes])
    self.decay = Tensor(Array(repeating: decay, count: D) + [0])
  }

  func value(_ V: Tensor<Double>) -> (value: Double, p: Tensor<Double>) {
    let logits = matmul(x, V.transposed())
    let penalty = (decay * square(V)).sum().scalar / 2
    return (crossEntropy(logits, labels).scalar + penalty, logits.softmax(axis: 1))
  }

  func gradient(_ V: Tensor<Double>, _ p: Tensor<Double>) -> Tensor<Double> {
    matmul((p - y).transposed(), x) / Double(labels.count) + decay * V
  }

  /// Solves H d = −g as far as it pays: to a share of ‖g‖ that shrinks with it.
  func newtonDirection(_ gradient: Tensor<Double>, _ p: Tensor<Double>) -> Tensor<Double> {
    var (direction, residual) = (0 * gradient, -gradient)
    var (search, norm) = (residual, square(residual).sum().scalar)
    let goal = norm * min(0.25, norm.squareRoot())
    for _ in 0..<10 * gradient.count where norm > goal {
      let product = hessian(p, times: search)
      let curvature = (search * product).sum().scalar
      if curvature <= 0 { break }
      let length = norm / curvature
      direction = direction + length * search
      residual = residual - length * product
      let former = norm
      norm = square(residual).sum().scalar
      search = residual + norm / former * search
    }
    return square(direction).sum().scalar > 0 ? direction : -gradient
  }

  private func hessian(_ p: Tensor<Double>, times V: Tensor<Double>) -> Tensor<Double> {
    let u = p * matmul(x, V.transposed())
    let weighted = u - p * u.sum(axis: 1, keepingAxis: true)
    return matmul(weighted.transposed(), x) / Double(labels.count) + decay * V
  }
}
