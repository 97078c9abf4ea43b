/// The gradients of a `RowFunction`'s parameters, for each block of rows by itself.
struct BlockSums<Scalar: TensorScalar> {
  private let shapes: [[Int]]
  private let blocks: Int
  /// How many numbers a block has.
  private let size: Int
  private let sums: Storage<Scalar>
  /// Those of a block's rows but the last few; none where there are only few.
  private let former: [RunningSums<Scalar>]

  /// Zeros, for as many rows.
  init(_ shapes: [[Int]], blocks: Int, rows: Int) {
    self.shapes = shapes
    self.blocks = blocks
    size = shapes.reduce(0) { $0 + $1.reduce(1, *) }
    sums = Storage(max(1, blocks * size))
    sums.base.clear(count: blocks * size)
    let isLong = rows > blocks * Self.few
    former = isLong ? (0..<blocks).map { [size] _ in RunningSums(size) } : []
  }

  /// How many rows are added plainly.
  private static var few: Int { 64 }

  /// The gradients of one block.
  func views(of block: Int) -> [RowView<Scalar>] {
    var start = sums.base + block * size
    return shapes.map { shape in
      defer { start += shape.reduce(1, *) }
      return RowView(
        start, rows: shape.count < 2 ? -1 : shape[0], columns: shape.last ?? 1, isWritable: true)
    }
  }

  /// Says that a block's rows up to its `row`-th have been added.
  func finish(_ row: Int, of block: Int) {
    if former.isEmpty || (row + 1) % Self.few != 0 { return }
    former[block].add(sums.base + block * size)
    (sums.base + block * size).clear(count: size)
  }

  /// The sums over all blocks, one after the other.
  func totals() -> [Tensor<Scalar>] {
    let total = RunningSums<Scalar>(size)
    for block in 0..<blocks {
      let sums = sums.base + block * size
      if !former.isEmpty {
        former[block].add(sums)
        former[block].store(sums)
      }
      total.add(sums)
    }
    total.store(sums.base)
    return zip(shapes, views(of: 0)).map { shape, view in
      Tensor(shape: shape) { $0.update(from: view.base, count: shape.reduce(1, *)) }
    }
  }
}
