/// Moves parameters against their gradients.
///
/// ```swift
/// let optimizer = Adam(model.parameters, rate: 1e-3)
/// for batch in batches {
///   optimizer.zeroGradients()
///   try loss(model, batch).backward()
///   optimizer.step()
/// }
/// ```
public protocol Optimizer<Scalar>: AnyObject {
  /// What its numbers are.
  associatedtype Scalar: TensorScalar

  /// What is moved.
  var parameters: [Parameter<Scalar>] { get }
  /// How far: the learning rate, which may change from step to step.
  var rate: Double { get set }

  /// Moves every parameter that has a gradient.
  func step()
}

extension Optimizer {
  /// Forgets the gradients, before those of the next loss come.
  public func zeroGradients() { for parameter in parameters { parameter.gradient = nil } }

  /// One step down the gradient of `loss` alone: zero, backward, step.
  ///
  /// - Throws: `GradientError` where the loss has no gradient; then nothing has moved.
  public func minimize(_ loss: Tensor<Scalar>) throws(GradientError) {
    zeroGradients()
    try loss.backward()
    step()
  }

  /// The same with all gradients scaled down to a common length where they are longer.
  ///
  /// - Throws: `GradientError` where the loss has no gradient, or one that is not finite; then nothing
  ///   has moved.
  /// - Returns: The length before.
  @discardableResult
  public func minimize(_ loss: Tensor<Scalar>, clippingTo limit: Double) throws(GradientError)
    -> Double
  {
    zeroGradients()
    try loss.backward()
    let length = try GradientLength(of: parameters)
    length.clip(parameters, to: limit)
    step()
    return length.value
  }
}

/// Each parameter once, in the order of their first places.
func distinct<Scalar>(_ parameters: [Parameter<Scalar>]) -> [Parameter<Scalar>] {
  var seen: Set<ObjectIdentifier> = []
  return parameters.filter { seen.insert(ObjectIdentifier($0)).inserted }
}
