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
}

/// The length of all gradients taken as one vector, scaled down to `limit` where it is longer.
///
/// Pascanu, Mikolov & Bengio (2013), algorithm 1.
///
/// - Returns: The length before.
@discardableResult
public func clipGradients<Scalar>(of parameters: [Parameter<Scalar>], to limit: Double) -> Double {
  let squares = parameters.compactMap(\.gradient).map { gradient in
    gradient.withElements { Double(Scalar.routines.loops.sumOfSquares($0, gradient.count)) }
  }
  let length = squares.reduce(0, +).squareRoot()
  if length > limit {
    let factor = Scalar(limit / length)
    for parameter in parameters {
      if let gradient = parameter.gradient { parameter.gradient = gradient * factor }
    }
  }
  return length
}
