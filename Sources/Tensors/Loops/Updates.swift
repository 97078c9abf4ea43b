// Steps of optimisers: one pass over parameters, gradients and what the optimiser remembers.

/// A rule for parameters w, given gradients g, that remembers nothing, one or two arrays.
protocol UpdateRule {
  associatedtype V: Lanes
  func update(_ w: inout V, _ g: V, _ a: inout V, _ b: inout V)
}

/// What all optimisers have in common.
struct UpdateSettings<Scalar: TensorScalar> {
  var rate: Scalar
  /// What gradients are multiplied by first, such as by clipping.
  var gradientScale: Scalar = 1
  /// λ of ½ λ ‖w‖² in the loss: λ w is added to the gradients.
  var decay: Scalar = 0
  /// λ of w ← (1 − rate λ) w before the step (Loshchilov & Hutter 2019).
  var decoupledDecay: Scalar = 0
}

/// `UpdateSettings` in all lanes.
struct UpdateLanes<V: Lanes> {
  var rate: V
  private var gradientScale: V
  private var decay: V
  private var kept: V

  init(_ settings: UpdateSettings<V.Scalar>) {
    rate = V(repeating: settings.rate)
    gradientScale = V(repeating: settings.gradientScale)
    decay = V(repeating: settings.decay)
    kept = V(repeating: 1 - settings.rate * settings.decoupledDecay)
  }

  /// The gradient, scaled and with the decay; decoupled decay happens to the parameters at once.
  @inline(__always)
  func gradient(_ g: V, _ w: inout V) -> V {
    let g = decay.times(w, plus: g * gradientScale)
    w = w * kept
    return g
  }
}

/// Applies a rule to `count` elements, over `Threads`.
///
/// Arrays that the rule does not use are nil.
@inline(__always)
func update<R: UpdateRule>(
  _ w: UnsafeMutablePointer<R.V.Scalar>, _ g: UnsafePointer<R.V.Scalar>,
  _ a: UnsafeMutablePointer<R.V.Scalar>?, _ b: UnsafeMutablePointer<R.V.Scalar>?, _ count: Int,
  _ rule: R
) {
  forEachPiece(of: count, Grain.light / 2) { start, count in
    updatePiece(w + start, g + start, a.map { $0 + start }, b.map { $0 + start }, count, rule)
  }
}

@inline(never)
private func updatePiece<R: UpdateRule>(
  _ w: UnsafeMutablePointer<R.V.Scalar>, _ g: UnsafePointer<R.V.Scalar>,
  _ a: UnsafeMutablePointer<R.V.Scalar>?, _ b: UnsafeMutablePointer<R.V.Scalar>?, _ count: Int,
  _ rule: R
) {
  let last = Last<R.V>(of: count)
  // Read before the last whole vector may write over a part of it.
  var (w1, a1, b1): (R.V, R.V, R.V) = (last.load(w), 0, 0)
  if let a { a1 = last.load(a) }
  if let b { b1 = last.load(b) }
  let g1 = last.load(g)
  for i in stride(from: 0, to: last.start, by: R.V.width) {
    var (w2, a2, b2): (R.V, R.V, R.V) = (R.V(w + i), 0, 0)
    if let a { a2 = R.V(a + i) }
    if let b { b2 = R.V(b + i) }
    rule.update(&w2, R.V(g + i), &a2, &b2)
    w2.store(w + i)
    if let a { a2.store(a + i) }
    if let b { b2.store(b + i) }
  }
  rule.update(&w1, g1, &a1, &b1)
  last.store(w1, w)
  if let a { last.store(a1, a) }
  if let b { last.store(b1, b) }
}
