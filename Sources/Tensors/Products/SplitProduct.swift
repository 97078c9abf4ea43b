/// From how many multiplications on a second thread is worth waking.
let worthwhileProduct = 1 << 18

extension Product {
  /// Makes it, a large one in blocks of rows or columns of C, the longer side's, by `Threads`.
  ///
  /// The blocks' edges are at multiples of the tiles by which OpenBLAS works, and depend on the sizes
  /// and the number of threads alone. The last bits may depend on that number: OpenBLAS has other
  /// routines for small matrices and for what is left at the edges.
  @inline(__always)
  func make(by routine: Routine) {
    guard multiplications >= worthwhileProduct else { return routine(self) }
    let byRows = rows >= columns
    let side = byRows ? rows : columns
    let tile = 16
    let tiles = (side + tile - 1) / tile
    let tilesWorthwhile = max(1, tiles * worthwhileProduct / 2 / multiplications)
    Threads.parallel(over: tiles, grain: tilesWorthwhile) { range in
      let part = (range.lowerBound * tile)..<min(side, range.upperBound * tile)
      routine(byRows ? rows(part) : columns(part))
    }
  }

  /// The same in single precision: one with a long inner side is cut into parts, which are joined as those
  /// of a long sum are.
  ///
  /// OpenBLAS adds up what makes an element of a small matrix one after the other: of two million rows a
  /// gradient of weights would have three digits.
  @inline(__always)
  func makeExactly(by routine: Routine) {
    let size = rows * columns
    // Of a large matrix OpenBLAS adds up blocks of a few hundred terms by itself.
    let slice = size < 1024 ? 1024 : 16384
    guard inner > slice, size > 0 else { return make(by: routine) }
    let (sums, total) = (Storage<Scalar>(size), RunningSums<Scalar>(size))
    for start in stride(from: 0, to: inner, by: slice) {
      var part = terms(start..<min(inner, start + slice))
      (part.c, part.leading, part.beta, part.epilogue) = (sums.base, columns, 0, nil)
      part.make(by: routine)
      total.add(sums.base)
    }
    total.store(sums.base)
    for i in 0..<rows {
      let (sums, c) = (sums.base + i * columns, c + i * leading)
      for j in 0..<columns { c[j] = beta == 0 ? sums[j] : sums[j] + beta * c[j] }
    }
    finish()
  }
}
