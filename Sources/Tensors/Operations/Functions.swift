import Glibc

// Functions of each element that are made of others.

/// The square of each element.
public func square<Scalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { x * x }

/// x log y for each element of x, where 0 log 0 is 0: the limit that a likelihood needs.
public func xlogy<Scalar>(_ x: Tensor<Scalar>, _ y: Scalar) -> Tensor<Scalar> {
  if y > 0 { return x * Scalar(log(Double(y))) }
  let logarithm: Scalar = y == 0 ? -.infinity : .nan
  return Tensor(x.scalars.map { $0 == 0 ? 0 : $0 * logarithm }, shape: x.shape)
}
