extension Tensor {
  /// The same numbers in another precision, each rounded to the nearest: `x.as(Float.self)`.
  ///
  /// A Double beyond the range of Float becomes an infinity. No gradient flows back through it.
  @specialized(where Scalar == Double, Other == Float)
  @specialized(where Scalar == Float, Other == Double)
  public func `as`<Other: TensorScalar>(_ type: Other.Type) -> Tensor<Other> {
    Tensor<Other>(scalars.map { Other($0) }, shape: shape)
  }
}
