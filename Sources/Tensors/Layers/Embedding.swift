/// A row of a table for each index.
public struct Embedding<Scalar: TensorScalar>: Module {
  /// The table: [V, D].
  @Parameter public var weight: Tensor<Scalar>

  /// A table of `count` rows of `size` numbers, normal with the given deviation.
  public init(
    _ count: Int, _ size: Int, deviation: Double = 0.02, using random: inout RandomSource
  ) {
    _weight = Parameter(.normal([count, size], deviation: deviation, using: &random))
  }

  /// The rows at `indices`: [indices.count, D].
  public func callAsFunction(_ indices: [Int]) -> Tensor<Scalar> { weight.rows(at: indices) }

  /// The rows for a batch of equally long sequences: [N, L, D].
  public func callAsFunction(_ sequences: [[Int]]) -> Tensor<Scalar> {
    let length = sequences.first?.count ?? 0
    for sequence in sequences where sequence.count != length {
      stop("Embedding: a sequence of \(sequence.count) indices among those of \(length)")
    }
    return weight.rows(at: sequences.joined()).reshaped(sequences.count, length, weight.shape[1])
  }
}
