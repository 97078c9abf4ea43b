/// An n-dimensional array, row-major.
public struct Tensor<Scalar: TensorScalar>: Sendable {
  /// The size of each axis.
  public private(set) var shape: [Int]
  var elements: [Scalar]

  /// An array of `shape` filled with `value`.
  public init(repeating value: Scalar, shape: [Int]) {
    self.shape = shape
    elements = Array(repeating: value, count: shape.reduce(1, *))
  }
}

/// The scalars that arrays are made of: `Float` and `Double`.
public protocol TensorScalar: Sendable {}

extension Double: TensorScalar {}
extension Float: TensorScalar {}
