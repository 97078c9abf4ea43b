/// How the first weights of a layer are distributed, once their variance is set.
public enum InitialDistribution: Hashable, Sendable, CaseIterable {
  case uniform
  case normal
}

// Weights are [out, in], those of a convolution [out, in, height, width]. What flows into one output is
// fan-in, the product of all sizes but the first; what one input flows into is fan-out, the product of
// all sizes but the second.
extension Tensor {
  /// Weights of variance gain² · 2 / (fan-in + fan-out), for layers before tanh or a sigmoid.
  ///
  /// Glorot & Bengio (2010): signals going forward and gradients going back keep their variance.
  public static func xavier(
    _ shape: [Int], _ distribution: InitialDistribution = .uniform, gain: Double = 1,
    using random: inout RandomSource
  ) -> Tensor {
    let (fanIn, fanOut) = fans(shape, "xavier")
    return weights(shape, distribution, gain * (2 / (fanIn + fanOut)).squareRoot(), &random)
  }

  /// Weights of variance gain² / fan-in, for layers before a ReLU with its gain √2.
  ///
  /// He et al. (2015): a ReLU halves the mean square, which the gain makes up for.
  public static func he(
    _ shape: [Int], _ distribution: InitialDistribution = .normal, gain: Double = 2.squareRoot(),
    using random: inout RandomSource
  ) -> Tensor {
    weights(shape, distribution, gain * (1 / fans(shape, "he").in).squareRoot(), &random)
  }

  private static func weights(
    _ shape: [Int], _ distribution: InitialDistribution, _ deviation: Double,
    _ random: inout RandomSource
  ) -> Tensor {
    switch distribution {
    case .normal: return normal(shape, deviation: deviation, using: &random)
    case .uniform:
      // The variance of a uniform number from −b … b is b² / 3.
      let bound = 3.squareRoot() * deviation
      return uniform(shape, in: -bound..<bound, using: &random)
    }
  }

  private static func fans(_ shape: [Int], _ name: String) -> (in: Double, out: Double) {
    require(
      shape.count >= 2, "\(name): weights of shape [out, in, …] are needed, not \(shape)")
    let field = shape.dropFirst(2).reduce(1, *)
    // Without an element any variance will do.
    return (Double(Swift.max(1, shape[1] * field)), Double(Swift.max(1, shape[0] * field)))
  }

  /// Weights whose rows, or columns if there are fewer of them, are orthogonal and of length `gain`.
  ///
  /// Seen as a matrix [out, product of the other sizes]. Uniform among all such matrices: Q of a
  /// normal matrix, with the signs that make R's diagonal positive (Saxe et al. 2014; Mezzadri 2007).
  /// LAPACK's `geqrf` rounds it, by its number of threads.
  public static func orthogonal(
    _ shape: [Int], gain: Double = 1, using random: inout RandomSource
  ) -> Tensor {
    require(
      shape.count >= 2, "orthogonal: weights of shape [out, in, …] are needed, not \(shape)")
    let (rows, columns) = (shape[0], shape.dropFirst().reduce(1, *))
    let (short, long) = (Swift.min(rows, columns), Swift.max(rows, columns))
    // To LAPACK, which reads column by column, the rows of [short, long] are the columns.
    let vectors = orthonormal(normal([short, long], using: &random)) * Scalar(gain)
    let matrix = rows <= columns ? vectors : vectors.transposed()
    return Tensor(matrix.scalars, shape: shape)
  }

  /// The rows made orthonormal one after another: [K, N] with K ≤ N.
  private static func orthonormal(_ rows: Tensor) -> Tensor {
    let (count, size) = (rows.shape[0], rows.shape[1])
    if count == 0 { return rows }
    var q = rows.scalars
    var factors = [Scalar](repeating: 0, count: count)
    var (m, n, k, leading) = (int32(size), int32(count), int32(count), int32(size))
    var info = LAPACKRoutines<Scalar>.withRoom {
      Scalar.lapack.geqrf(&m, &n, &q, &leading, &factors, $0, $1, $3)
    }
    let isNegative = (0..<count).map { q[$0 * size + $0] < 0 }
    info += LAPACKRoutines<Scalar>.withRoom {
      Scalar.lapack.orgqr(&m, &n, &k, &q, &leading, factors, $0, $1, $3)
    }
    require(info == 0, "orthogonal: LAPACK refuses a matrix of shape \(rows.shape)")
    let signs = Tensor(isNegative.map { $0 ? -1 : 1 })
    return Tensor(q, shape: rows.shape) * signs.unsqueezed(axis: 1)
  }
}
