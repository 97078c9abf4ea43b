/// What stands between two layers.
public enum Activation: String, CaseIterable, Sendable {
  /// One of the functions of these names.
  case relu, gelu, tanh, sigmoid, softplus

  /// The function of each element.
  public func callAsFunction<Scalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> {
    Primitive.of(function)(x)
  }

  var function: any ElementFunction.Type {
    switch self {
    case .relu: Rectifier.self
    case .gelu: Gelu.self
    case .tanh: HyperbolicTangent.self
    case .sigmoid: Sigmoid.self
    case .softplus: Softplus.self
    }
  }
}

/// A multi-layer perceptron: linear layers with an activation between them, none after the last.
public struct MLP<Scalar: TensorScalar>: Module {
  /// From the first to the last.
  public let layers: [Linear<Scalar>]
  /// Between two layers.
  public let activation: Activation

  /// Layers between the given sizes: `MLP([784, 512, 10], using: &random)` has two.
  public init(_ sizes: [Int], activation: Activation = .relu, using random: inout RandomSource) {
    require(sizes.count >= 2, "MLP: two sizes are needed at least, not \(sizes)")
    layers = zip(sizes, sizes.dropFirst()).map { Linear($0, $1, using: &random) }
    self.activation = activation
  }

  /// The outputs for x: [..., first size] gives [..., last size].
  public func callAsFunction(_ x: Tensor<Scalar>) -> Tensor<Scalar> {
    var h = x
    for layer in layers.dropLast() {
      if activation == .relu, let bias = layer.bias {
        h = rectifiedLinear(h, layer.weight, bias.value)
      } else {
        h = activation(layer(h))
      }
    }
    return layers[layers.count - 1](h)
  }
}
