public import Margin

// ln Γ and its derivatives for x > 0: by the recurrence up to 8, from there by the asymptotic series
// (Abramowitz & Stegun 1964, 6.1.41, 6.3.18, 6.4.12), right to about 14 digits.

private let seriesStart = 8.0

/// ln Γ(x) for x > 0; ∞ at 0.
public func logGamma(_ x: Double) -> Double {
  var (x, product) = (x, 1.0)
  while x < seriesStart {
    product *= x
    x += 1
  }
  let inverse = 1 / x
  let series = horner(
    inverse * inverse, 1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188,
    -691.0 / 360_360, 1.0 / 156)
  return (x - 0.5) * log(x) - x + 0.5 * log(2 * .pi) + inverse * series - log(product)
}

/// Ψ(x), the derivative of ln Γ(x), for x > 0; −∞ at 0.
public func digamma(_ x: Double) -> Double {
  var (x, sum) = (x, 0.0)
  while x < seriesStart {
    sum -= 1 / x
    x += 1
  }
  let inverse = 1 / x
  let square = inverse * inverse
  let series = horner(
    square, 1.0 / 12, -1.0 / 120, 1.0 / 252, -1.0 / 240, 1.0 / 132, -691.0 / 32_760, 1.0 / 12)
  return sum + log(x) - 0.5 * inverse - square * series
}

/// Ψ′(x), the second derivative of ln Γ(x), for x > 0; ∞ at 0.
public func trigamma(_ x: Double) -> Double {
  var (x, sum) = (x, 0.0)
  while x < seriesStart {
    sum += 1 / (x * x)
    x += 1
  }
  let inverse = 1 / x
  let square = inverse * inverse
  let series = horner(
    square, 1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66, -691.0 / 2730, 7.0 / 6)
  return sum + inverse + 0.5 * square + inverse * square * series
}

/// ln Γ of each element.
public func logGamma(_ x: Tensor<Double>) -> Tensor<Double> {
  Tensor(x.scalars.map { logGamma($0) }, shape: x.shape)
}

/// Ψ of each element.
public func digamma(_ x: Tensor<Double>) -> Tensor<Double> {
  Tensor(x.scalars.map { digamma($0) }, shape: x.shape)
}

/// a + b y + c y² + … + g y⁶.
@inline(__always)
private func horner(
  _ y: Double, _ a: Double, _ b: Double, _ c: Double, _ d: Double, _ e: Double, _ f: Double,
  _ g: Double
) -> Double {
  a + y * (b + y * (c + y * (d + y * (e + y * (f + y * g)))))
}
