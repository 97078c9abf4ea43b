/// The gradients of a `RowFunction`'s parameters, for each block of rows by itself.
struct BlockSums<Scalar: TensorScalar> {
  private let shapes: [[Int]]
  private let blocks: Int
  private let sums: Storage<Scalar>

  /// Zeros.
  init(_ shapes: [[Int]], blocks: Int) {
    self.shapes = shapes
    self.blocks = blocks
    let count = blocks * shapes.reduce(0) { $0 + $1.reduce(1, *) }
    sums = Storage(max(1, count))
    sums.base.update(repeating: 0, count: count)
  }

  /// How many numbers a block has.
  private var size: Int { shapes.reduce(0) { $0 + $1.reduce(1, *) } }

  /// The gradients of one block.
  func views(of block: Int) -> [RowView<Scalar>] {
    var start = sums.base + block * size
    return shapes.map { shape in
      defer { start += shape.reduce(1, *) }
      return RowView(
        start, rows: shape.count < 2 ? -1 : shape[0], columns: shape.last ?? 1, isWritable: true)
    }
  }

  /// The sums over all blocks, one after the other.
  func totals() -> [Tensor<Scalar>] {
    var start = 0
    return shapes.map { shape in
      let count = shape.reduce(1, *)
      defer { start += count }
      return Tensor(shape: shape) { total in
        total.update(repeating: 0, count: count)
        for block in 0..<blocks where count > 0 {
          Scalar.routines.loops.add(total, sums.base + block * size + start, total, count)
        }
      }
    }
  }
}
