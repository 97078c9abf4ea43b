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
    let isLong = rows > blocks * Self.few
    former = isLong ? (0..<blocks).map { [size] _ in RunningSums(size) } : []
  }

  /// How many rows are added plainly.
  private static var few: Int { 64 }

  /// The gradients of one block, zeros.
  ///
  /// Its own thread clears them, when it is about to add to them.
  func begin(_ block: Int) -> [RowView<Scalar>] {
    var start = sums.base + block * size
    start.clear(count: size)
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
    var end = 0
    return shapes.map { shape in
      let start = end
      end += shape.reduce(1, *)
      return Tensor(shape: shape) { y in
        forEachPiece(of: end - start, Grain.heavy) { piece, count in
          for i in stride(from: piece, to: piece + count, by: Self.near) {
            let last = min(i + Self.near, piece + count)
            writeTotals(start + i..<start + last, y + i)
          }
        }
      }
    }
  }

  /// How many sums stay near the processor.
  private static var near: Int { 2048 }

  private func writeTotals(_ elements: Range<Int>, _ y: UnsafeMutablePointer<Scalar>) {
    y.clear(count: elements.count)
    for block in 0..<blocks {
      let sums = sums.base + block * size + elements.lowerBound
      if !former.isEmpty {
        let former = former[block].part(elements)
        former.add(sums)
        former.store(sums)
      }
      Scalar.routines.loops.add(y, sums, y, elements.count)
    }
  }
}
