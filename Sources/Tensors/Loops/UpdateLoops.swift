/// Adam (Kingma & Ba 2015): m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g²,
/// w ← w − rate m̂ / (√v̂ + ε), with m̂ = m / (1 − β₁ᵗ) and v̂ = v / (1 − β₂ᵗ).
private struct AdamRule<V: Lanes>: UpdateRule {
  var settings: UpdateLanes<V>
  var beta1: V
  var beta2: V
  var epsilon: V
  /// rate / (1 − β₁ᵗ) and 1 / √(1 − β₂ᵗ).
  var step: V
  var correction: V

  @inline(__always)
  func update(_ w: inout V, _ g: V, _ m: inout V, _ v: inout V) {
    let g = settings.gradient(g, &w)
    m = (1 - beta1).times(g, plus: beta1 * m)
    v = ((1 - beta2) * g).times(g, plus: beta2 * v)
    w = w - step * m / v.squareRoot.times(correction, plus: epsilon)
  }
}

/// Gradient descent, with momentum: m ← μ m + g, w ← w − rate m, or Nesterov's, w ← w − rate (g + μ m).
private struct Descent<V: Lanes>: UpdateRule {
  var settings: UpdateLanes<V>
  var momentum: V
  var isNesterov: Bool

  @inline(__always)
  func update(_ w: inout V, _ g: V, _ m: inout V, _: inout V) {
    let g = settings.gradient(g, &w)
    m = momentum.times(m, plus: g)
    w = w - settings.rate * (isNesterov ? momentum.times(m, plus: g) : m)
  }
}

/// v ← α v + β g², w ← w − rate g / (√v + ε): Adagrad (Duchi, Hazan & Singer 2011) for α = β = 1,
/// RMSProp (Hinton 2012) for β = 1 − α.
private struct RootMeanSquare<V: Lanes>: UpdateRule {
  var settings: UpdateLanes<V>
  var alpha: V
  var beta: V
  var epsilon: V

  @inline(__always)
  func update(_ w: inout V, _ g: V, _ v: inout V, _: inout V) {
    let g = settings.gradient(g, &w)
    v = (beta * g).times(g, plus: alpha * v)
    w = w - settings.rate * g / (v.squareRoot + epsilon)
  }
}

extension Loops {
  static func adam(
    _ w: Output, _ g: Input, _ m: Output, _ v: Output, _ count: Int,
    _ settings: UpdateSettings<Scalar>, beta1: Scalar, beta2: Scalar, epsilon: Scalar,
    corrections: (Scalar, Scalar)
  ) {
    update(
      w, g, m, v, count,
      AdamRule<Vector>(
        settings: UpdateLanes(settings), beta1: Vector(repeating: beta1),
        beta2: Vector(repeating: beta2), epsilon: Vector(repeating: epsilon),
        step: Vector(repeating: settings.rate / corrections.0),
        correction: Vector(repeating: 1 / corrections.1.squareRoot())))
  }

  static func descend(
    _ w: Output, _ g: Input, _ m: Output?, _ count: Int, _ settings: UpdateSettings<Scalar>,
    momentum: Scalar, isNesterov: Bool
  ) {
    update(
      w, g, m, nil, count,
      Descent<Vector>(
        settings: UpdateLanes(settings), momentum: Vector(repeating: momentum),
        isNesterov: isNesterov))
  }

  static func adagrad(
    _ w: Output, _ g: Input, _ v: Output, _ count: Int, _ settings: UpdateSettings<Scalar>,
    epsilon: Scalar
  ) {
    update(
      w, g, v, nil, count,
      RootMeanSquare<Vector>(
        settings: UpdateLanes(settings), alpha: 1, beta: 1, epsilon: Vector(repeating: epsilon)))
  }

  static func rmsprop(
    _ w: Output, _ g: Input, _ v: Output, _ count: Int, _ settings: UpdateSettings<Scalar>,
    alpha: Scalar, epsilon: Scalar
  ) {
    update(
      w, g, v, nil, count,
      RootMeanSquare<Vector>(
        settings: UpdateLanes(settings), alpha: Vector(repeating: alpha),
        beta: Vector(repeating: 1 - alpha), epsilon: Vector(repeating: epsilon)))
  }
}
