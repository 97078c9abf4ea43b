public import Tensors

/// Shifts and scales columns so that those that it was made of have mean 0 and variance 1.
///
///     let standardised = Standardisation(train.features)
///     let x = standardised(train.features), xTest = standardised(test.features)
///
/// A constant column becomes 0: it is shifted and not scaled.
public struct Standardisation<Scalar: TensorScalar>: Sendable {
  /// The mean of each column: [D].
  public let mean: Tensor<Scalar>
  /// The standard deviation of each column, with divisor N: [D]; 1 where the column is constant.
  public let deviation: Tensor<Scalar>

  /// The standardisation of the columns of x: [N, D] with at least one row.
  public init(_ x: Tensor<Scalar>) {
    if x.rank != 2 || x.shape[0] == 0 {
      fatalError("Standardisation: [N, D] with at least one row is needed, not \(x.shape)")
    }
    // From the first row on, so that a constant column has no rounding at all.
    let first = x.row(0)
    let shifted = x - first
    let shift = shifted.mean(axis: 0)
    // Scaled by the largest, so that no square is too large or too small.
    let largest = Tensor.maximum(of: shifted - shift)
    let scaled = (shifted - shift) / largest
    let spread = (scaled * scaled).mean(axis: 0)
    mean = first + shift
    deviation = Tensor(
      zip(spread.scalars, largest.scalars).map { spread, largest in
        spread > 0 ? spread.squareRoot() * largest : 1
      })
  }

  /// (x − mean) / deviation, column by column: [N, D].
  public func callAsFunction(_ x: Tensor<Scalar>) -> Tensor<Scalar> { (x - mean) / deviation }

  /// What the standardised columns `x` were: [N, D].
  public func undone(_ x: Tensor<Scalar>) -> Tensor<Scalar> { x * deviation + mean }
}

extension Tensor {
  /// The largest magnitude in each column, or 1 where all is 0: [D].
  fileprivate static func maximum(of x: Tensor) -> Tensor {
    let columns = x.max(axis: 0).scalars.indices.map { column -> Scalar in
      let largest = x.column(column).scalars.reduce(0) { Swift.max($0, $1.magnitude) }
      return largest > 0 ? largest : 1
    }
    return Tensor(columns)
  }
}
