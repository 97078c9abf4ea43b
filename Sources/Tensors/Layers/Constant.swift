/// A property of a module that holds nothing of it: it is not looked into.
///
/// For functions, whose captures cannot be seen, for tables so large that a look takes time, and for
/// models that are used but not learnt.
///
/// ```swift
/// @Constant var nonlinearity: (Tensor<Float>) -> Tensor<Float> = relu
/// ```
@propertyWrapper
public struct Constant<Value> {
  /// The value.
  public var wrappedValue: Value

  /// A property that begins with a value.
  public init(wrappedValue: Value) { self.wrappedValue = wrappedValue }
}

extension Constant: Sendable where Value: Sendable {}
