/// The length of all gradients taken as one vector, scaled down to `limit` where it is longer.
///
/// Pascanu, Mikolov & Bengio (2013), algorithm 1. A parameter that is named twice counts once. Neither
/// the squares of large gradients overflow nor those of small ones vanish.
///
/// A gradient that is NaN or infinite has no length, and ends the run with its place:
/// `minimize(_:clippingTo:)` throws instead, before anything has moved.
///
/// - Parameters:
///   - parameters: Whose gradients.
///   - limit: Above 0.
/// - Returns: The length before.
@discardableResult
public func clipGradients<Scalar>(of parameters: [Parameter<Scalar>], to limit: Double) -> Double {
  do throws(GradientError) {
    let length = try GradientLength(of: parameters)
    length.clip(parameters, to: limit)
    return length.value
  } catch {
    stop("clipGradients: \(error)")
  }
}

/// The length of the gradients of some parameters as one vector: `largest` · `share`, of which the first
/// is a power of two by which their squares neither overflow nor vanish.
struct GradientLength<Scalar: TensorScalar> {
  private var largest = 1.0
  private var share = 0.0

  var value: Double { largest * share }

  init(of parameters: [Parameter<Scalar>]) throws(GradientError) {
    let parameters = distinct(parameters)
    let gradients = parameters.map(\.gradient)
    let squares = gradients.map { $0.map(\.sumOfSquares) ?? 0 }
    if zip(gradients, squares).allSatisfy({ $0.0?.hasExactSquares($0.1) ?? true }) {
      share = squares.reduce(0) { $0 + Double($1) }.squareRoot()
      if share.isNormal || share == 0 { return }
    }
    let magnitudes = gradients.map { $0?.largestMagnitude() ?? 0 }
    for (index, magnitude) in magnitudes.enumerated() where !magnitude.isFinite {
      throw .notFiniteGradient(
        number: index + 1, of: parameters.count, shape: parameters[index].storage.shape,
        value: "\(magnitude)")
    }
    let magnitude = Double(magnitudes.max() ?? 0)
    share = 0
    if magnitude == 0 { return }
    largest = Double(sign: .plus, exponent: magnitude.exponent, significand: 1)
    share = gradients.reduce(0) { $0 + ($1?.squares(over: largest) ?? 0) }.squareRoot()
  }

  /// Scales the gradients down to `limit` where they are longer.
  func clip(_ parameters: [Parameter<Scalar>], to limit: Double) {
    require(limit > 0, "clipping: the limit is \(limit), and a number above 0 is needed")
    if value <= limit { return }
    let factor = Scalar(limit / value)
    for parameter in distinct(parameters) {
      guard let gradient = parameter.gradient else { continue }
      parameter.gradient =
        factor.isNormal ? gradient * factor : gradient.scaled(1 / largest, limit / share)
    }
  }
}

extension Tensor {
  fileprivate var sumOfSquares: Scalar {
    withElements { Scalar.routines.loops.sumOfSquares($0, count) }
  }

  /// Whether a sum of squares is not that of numbers whose squares overflow or are subnormal.
  fileprivate func hasExactSquares(_ sum: Scalar) -> Bool {
    if sum == 0 { return largestMagnitude() == 0 }
    return sum.isFinite && sum >= Scalar(count) * .leastNormalMagnitude / .ulpOfOne
  }

  /// The largest magnitude; NaN where there is one.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  fileprivate func largestMagnitude() -> Scalar {
    scalars.reduce(0) { $0.isNaN || $1.magnitude <= $0 ? $0 : $1.magnitude }
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  fileprivate func squares(over unit: Double) -> Double {
    scalars.reduce(0) { sum, x in
      let x = Double(x) / unit
      return sum + x * x
    }
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  fileprivate func scaled(_ a: Double, _ b: Double) -> Tensor {
    Tensor(scalars.map { Scalar(Double($0) * a * b) }, shape: shape)
  }
}
