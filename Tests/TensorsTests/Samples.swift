import Tensors

/// Numbers between −1 and 1 that look random and are the same every time.
func sample<Scalar: TensorScalar>(_ shape: [Int], seed: UInt64 = 1) -> Tensor<Scalar> {
  var random = RandomSource(seed: seed)
  return .uniform(shape, in: -1..<1, using: &random)
}

/// Sizes that fast paths stumble over: none, one, odd, and larger than a tile.
let sizes = [0, 1, 3, 17, 130]

/// The matrix of that size in every way it can lie in memory: in order, transposed, with gaps.
func layouts<Scalar: TensorScalar>(_ rows: Int, _ columns: Int) -> [Tensor<Scalar>] {
  let wide: Tensor<Scalar> = sample([rows, 2, columns], seed: 7)
  let deep: Tensor<Scalar> = sample([2, columns, rows], seed: 8)
  return [
    sample([rows, columns]),
    sample([columns, rows]).transposed(),
    wide.select(axis: 1, index: 1),
    deep.select(axis: 0, index: 1).transposed(),
    (sample([columns, rows, 2], seed: 9) as Tensor<Scalar>).select(axis: 2, index: 1).transposed(),
  ]
}

/// The largest difference of two arrays of one shape; 0 of none.
func distance<Scalar>(_ a: Tensor<Scalar>, _ b: Tensor<Scalar>) -> Scalar {
  precondition(a.shape == b.shape)
  return zip(a.scalars, b.scalars).map { abs($0 - $1) }.max() ?? 0
}
