// All numbers of an array come from the one stream, in row-major order: an array has the numbers that
// as many single draws would have given, whatever the number of threads.
extension Tensor {
  /// An array of independent normal numbers.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public static func normal(
    _ shape: [Int], mean: Double = 0, deviation: Double = 1, using random: inout RandomSource
  ) -> Tensor {
    let ziggurat = Ziggurat.standard
    return drawn(shape, &random) { Scalar(mean + deviation * ziggurat.draw(using: &$0)) }
  }

  /// An array of independent uniform numbers from `range`; of an empty range its bound.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public static func uniform(
    _ shape: [Int], in range: Range<Double> = 0..<1, using random: inout RandomSource
  ) -> Tensor {
    let (lower, upper) = (Scalar(range.lowerBound), Scalar(range.upperBound))
    return drawn(shape, &random) {
      // A Double just below the bound may round to the bound itself.
      let value = Scalar($0.uniform(in: range))
      return value < upper ? value : Swift.max(lower, upper.nextDown)
    }
  }

  /// An array of 1 with the given probability, and 0.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public static func bernoulli(
    _ shape: [Int], probability: Double = 0.5, using random: inout RandomSource
  ) -> Tensor {
    require(
      0...1 ~= probability, "bernoulli: the probability \(probability) is not from 0 to 1")
    return drawn(shape, &random) { $0.uniform() < probability ? 1 : 0 }
  }

  /// An array of 1 with the probability that stands in its place, and 0.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public static func bernoulli(
    probabilities: Tensor, using random: inout RandomSource
  ) -> Tensor {
    probabilities.withElements { p in
      var position = 0
      return drawn(probabilities.shape, &random) {
        let probability = Double(p[position])
        require(
          0...1 ~= probability, "bernoulli: the probability \(probability) is not from 0 to 1")
        position += 1
        return $0.uniform() < probability ? 1 : 0
      }
    }
  }

  /// An array of independent Gumbel numbers, whose argmax with logits added is a draw by softmax.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public static func gumbel(_ shape: [Int], using random: inout RandomSource) -> Tensor {
    drawn(shape, &random) { Scalar($0.gumbel()) }
  }

  /// Rows of independent probabilities from the Dirichlet distribution of α [K]: [count, K].
  public static func dirichlet(
    _ count: Int, alpha: Tensor, using random: inout RandomSource
  ) -> Tensor {
    require(alpha.rank == 1, "dirichlet: a vector α is needed, not \(alpha.shape)")
    let weights = alpha.scalars.map { Double($0) }
    let rows = (0..<count).flatMap { _ in random.dirichlet(weights).map { Scalar($0) } }
    return Tensor(rows, shape: [count, alpha.count])
  }

  /// Rows of independent numbers from N(μ, L Lᵀ): [count, D].
  ///
  /// x = μ + L z with z standard normal, by plain loops: BLAS would round by its number of threads.
  ///
  /// - Parameters:
  ///   - count: How many rows.
  ///   - mean: μ: [D].
  ///   - factor: L, lower triangular, as `cholesky` gives it; above the diagonal nothing is read: [D, D].
  ///   - random: Where the numbers come from.
  /// - Returns: [count, D].
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public static func multivariateNormal(
    _ count: Int, mean: Tensor, factor: Tensor, using random: inout RandomSource
  ) -> Tensor {
    let size = mean.count
    require(
      mean.rank == 1 && factor.shape == [size, size],
      "multivariateNormal: the shapes \(mean.shape) and \(factor.shape) do not fit together")
    let z = normal([count, size], using: &random)
    return Tensor(shape: [count, size]) { output in
      z.withElements { z in
        mean.withElements { mean in
          factor.transposed().withElements { columns in
            for n in 0..<count {
              let (x, z) = (output + n * size, z + n * size)
              for i in 0..<size { x[i] = mean[i] }
              for j in 0..<size {
                let (column, zj) = (columns + j * size, z[j])
                for i in j..<size { x[i] += column[i] * zj }
              }
            }
          }
        }
      }
    }
  }

  /// An array that `draw` fills from a generator that is held in registers meanwhile.
  @inline(__always)
  private static func drawn(
    _ shape: [Int], _ random: inout RandomSource, _ draw: (inout RandomSource) -> Scalar
  ) -> Tensor {
    var source = random
    defer { random = source }
    let count = shape.reduce(1, *)
    return Tensor(shape: shape) { output in
      for i in 0..<count { output[i] = draw(&source) }
    }
  }
}
