/// A model or a part of one: a value that owns parameters, by itself or in modules of its own.
///
/// Its parameters are found among its stored properties: `@Parameter` properties, modules, and arrays
/// of both.
///
/// ```swift
/// struct Classifier: Module {
///   let hidden: Linear<Float>
///   let output: Linear<Float>
///   func callAsFunction(_ x: Tensor<Float>) -> Tensor<Float> { output(relu(hidden(x))) }
/// }
/// ```
public protocol Module<Scalar> {
  /// What its numbers are.
  associatedtype Scalar: TensorScalar
}

/// A parameter and where it stands in a model.
public struct NamedParameter<Scalar: TensorScalar> {
  /// The properties on the way there, such as `blocks.0.norm1.weight`.
  public let name: String
  /// The parameter.
  public let parameter: Parameter<Scalar>
}

extension Module {
  /// All parameters in the order in which the properties are declared.
  public var parameters: [Parameter<Scalar>] { namedParameters.map(\.parameter) }

  /// All parameters with their names, in the order in which the properties are declared.
  public var namedParameters: [NamedParameter<Scalar>] {
    var found: [NamedParameter<Scalar>] = []
    collect(Mirror(reflecting: self), [], into: &found)
    return found
  }

  /// How many numbers are learnt.
  public var parameterCount: Int { parameters.reduce(0) { $0 + $1.value.count } }

  /// Takes the values of another model of the same form; nothing is shared.
  public func copyParameters(from other: Self) { average(with: other, decay: 0) }

  /// Moves every parameter towards the other model's: θ ← decay θ + (1 − decay) θ′.
  ///
  /// So a momentum encoder follows the encoder that learns (He et al. 2020, equation 2).
  public func average(with other: Self, decay: Double) {
    let (own, others) = (parameters, other.parameters)
    require(
      own.count == others.count,
      "average: \(own.count) parameters cannot follow \(others.count)")
    for (parameter, target) in zip(own, others) {
      parameter.average(with: target.storage, decay: Scalar(decay))
    }
  }

  private func collect(
    _ mirror: Mirror, _ path: [String], into found: inout [NamedParameter<Scalar>]
  ) {
    for (index, child) in mirror.children.enumerated() {
      let label = child.label.map { $0.hasPrefix("_") ? String($0.dropFirst()) : $0 } ?? "\(index)"
      let isList = mirror.displayStyle == .collection
      let here = mirror.displayStyle == .optional ? path : path + [isList ? "\(index)" : label]
      if let parameter = child.value as? Parameter<Scalar> {
        found.append(
          NamedParameter(name: here.joined(separator: "."), parameter: parameter))
      } else {
        let inner = Mirror(reflecting: child.value)
        let isWalkable = [.collection, .optional].contains(inner.displayStyle)
        if isWalkable || child.value is any Module<Scalar> { collect(inner, here, into: &found) }
      }
    }
    if let parent = mirror.superclassMirror { collect(parent, path, into: &found) }
  }
}

extension Parameter {
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  fileprivate func average(with other: Tensor<Scalar>, decay: Scalar) {
    require(
      other.shape == storage.shape,
      "average: a parameter of the shape \(storage.shape) cannot follow one of \(other.shape)")
    let count = storage.count
    other.withElements { target in
      storage.elements.withUnsafeMutableBufferPointer { buffer in
        guard let own = buffer.baseAddress else { return }
        for i in 0..<count { own[i] = decay * own[i] + (1 - decay) * target[i] }
      }
    }
  }
}
