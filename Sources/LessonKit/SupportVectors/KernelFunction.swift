public import Margin

/// A kernel k(u, v): a product of what u and v are in a space of other features.
///
/// Chang & Lin (2011), section 2; Boser, Guyon & Vapnik (1992).
public enum KernelFunction: Hashable, Sendable {
  /// u·v.
  case linear
  /// (γ u·v + r)^d.
  case polynomial(degree: Int, gamma: Double, coef0: Double)
  /// exp(−γ ‖u − v‖²).
  case rbf(gamma: Double)
  /// tanh(γ u·v + r), which is no product for every γ and r: the matrix may be indefinite.
  case sigmoid(gamma: Double, coef0: Double)

  /// k(x_n, y_m) for x [N, D] and y [M, D]: [N, M].
  public func matrix(_ x: Tensor<Double>, _ y: Tensor<Double>) -> Tensor<Double> {
    guard case .rbf(let gamma) = self else { return of(products: matmul(x, y.transposed())) }
    // Around their mean, so that the norms are no larger than they need be.
    let center = y.mean(axis: 0)
    let (x, y) = (x - center, y - center)
    let norms = square(x).sum(axis: 1).unsqueezed(axis: 1) + square(y).sum(axis: 1)
    return exp(-gamma * maximum(norms - 2 * matmul(x, y.transposed()), 0))
  }

  /// k(x_n, x_i) for the points n of `range`.
  func row(_ i: Int, of points: PointTiles, _ range: Range<Int>) -> [Float] {
    if case .rbf(let gamma) = self {
      return exp(points.squaredDistances(to: i, range) * Float(-gamma)).scalars
    }
    return of(products: points.products(with: i, range)).scalars
  }

  /// The kernel of pairs whose products are known.
  private func of<Scalar>(products: Tensor<Scalar>) -> Tensor<Scalar> {
    switch self {
    case .linear, .rbf: products
    case .polynomial(let degree, let gamma, let coef0):
      power(products * Scalar(gamma) + Scalar(coef0), degree)
    case .sigmoid(let gamma, let coef0): tanh(products * Scalar(gamma) + Scalar(coef0))
    }
  }

  /// What a kernel of distances may be told of its points without another value: their mean is 0.
  var isShiftInvariant: Bool {
    if case .rbf = self { true } else { false }
  }
}

/// x^d by repeated products: exact signs for any x, where a logarithm has none.
private func power<Scalar>(_ x: Tensor<Scalar>, _ degree: Int) -> Tensor<Scalar> {
  (1..<max(1, degree)).reduce(x) { product, _ in product * x }
}
