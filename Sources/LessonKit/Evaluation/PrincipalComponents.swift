public import Margin

// x [N, D] · V [K, D]: an axis a row

/// The directions in which data vary most, and the data seen along them.
///
/// Pearson (1901); by the singular values of the centred data. An axis points to where its largest
/// element is positive, so that the same data give the same picture.
public struct PrincipalComponents: Hashable, Sendable {
  /// The data's mean, [D].
  public let mean: Tensor<Double>
  /// The axes of unit length, the one of largest variance first: [K, D].
  public let axes: Tensor<Double>
  /// The data's variance along each axis, [K].
  public let variances: Tensor<Double>

  /// The first axes of data.
  ///
  /// - Parameters:
  ///   - x: The data [N, D], with N ≥ 1.
  ///   - count: K; no more than N and D are found.
  /// - Throws: `LinearAlgebraError` where a number is not finite.
  public init(_ x: Tensor<Double>, _ count: Int) throws(LinearAlgebraError) {
    mean = x.mean(axis: 0)
    let (_, s, Vt) = try (x - mean).svd()
    let K = min(count, s.count)
    let V = Vt.slice(0..<K)
    let largest = abs(V).argmax(axis: 1)
    let signs = largest.indices.map { V[$0, largest[$0]] < 0 ? -1.0 : 1 }
    axes = V * Tensor(signs, shape: [K, 1])
    variances = square(s.slice(0..<K)) / Double(x.shape[0])
  }

  /// The coordinates of rows along the axes: [M, D] gives [M, K].
  public func callAsFunction(_ x: Tensor<Double>) -> Tensor<Double> {
    matmul(x - mean, axes.transposed())
  }
}
