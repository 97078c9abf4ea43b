/// An array that a layer keeps beside what it learns, such as a running mean.
///
/// It is saved, loaded, copied and in snapshots like a parameter, and has no gradient; optimisers leave
/// it alone. Like a parameter it is shared by all copies of its layer.
///
/// ```swift
/// @Buffer var runningMean = Tensor<Float>.zeros(64)
/// ```
@propertyWrapper
public final class Buffer<Scalar: TensorScalar>: @unchecked Sendable {
  private(set) var storage: Tensor<Scalar>

  /// A buffer that begins with `wrappedValue`.
  public init(wrappedValue: Tensor<Scalar>) { storage = wrappedValue.withOwnElements() }

  /// A buffer that begins with `value`.
  public convenience init(_ value: Tensor<Scalar>) { self.init(wrappedValue: value) }

  /// The array, outside the graph.
  ///
  /// A new value has the shape of the old one, and leaves its graph behind.
  public var wrappedValue: Tensor<Scalar> {
    get { storage }
    set {
      require(
        newValue.shape == storage.shape,
        "a buffer of the shape \(storage.shape) cannot become one of \(newValue.shape)")
      storage = newValue.withOwnElements()
    }
  }

  /// The array, outside the graph.
  public var value: Tensor<Scalar> {
    get { wrappedValue }
    set { wrappedValue = newValue }
  }

  /// The buffer itself.
  public var projectedValue: Buffer { self }
}

extension Buffer: HeldArray {
  func set(_ value: Tensor<Scalar>) { wrappedValue = value }
}

extension Parameter: HeldArray {
  func set(_ value: Tensor<Scalar>) { wrappedValue = value }
}
