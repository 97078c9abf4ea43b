import Glibc

/// e to the power of each element; relative error below 4·10⁻¹⁶.
public func exp<Scalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> {
  Tensor.mapped(x, Scalar.routines.exp)
}

/// The natural logarithm of each element: −∞ at 0, NaN below.
public func log<Scalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> {
  Tensor.mapped(x, Scalar.routines.log)
}

/// The square root of each element; NaN below 0.
@specialized(where Scalar == Double)
@specialized(where Scalar == Float)
public func sqrt<Scalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> {
  Tensor.mapped(x) { x, y, count in
    for i in 0..<count { y[i] = x[i].squareRoot() }
  }
}

/// The square of each element.
public func square<Scalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> { x * x }

/// x log y for each element of x, where 0 log 0 is 0: the limit that a likelihood needs.
public func xlogy<Scalar>(_ x: Tensor<Scalar>, _ y: Scalar) -> Tensor<Scalar> {
  if y > 0 { return x * log(Tensor([y], shape: [])) }
  let logarithm: Scalar = y == 0 ? -.infinity : .nan
  return Tensor(x.scalars.map { $0 == 0 ? 0 : $0 * logarithm }, shape: x.shape)
}
