/// A matrix [rows, d] for each head of each sequence, wherever they lie; d numbers are neighbours.
struct Heads<Pointer> {
  var base: Pointer
  /// From one sequence to the next.
  var sequence: Int
  /// From one head to the next.
  var head: Int
  /// From one row to the next.
  var row: Int
}

/// What attention is computed of: N sequences with H heads of d numbers, L queries and S keys each.
struct AttentionShape {
  var sequences: Int
  var heads: Int
  var queries: Int
  var keys: Int
  var size: Int
  /// Whether query i sees the keys 0 … i alone.
  var isCausal: Bool

  /// How many pairs of a sequence and a head there are.
  var count: Int { sequences * heads }
  /// How many probabilities a pair has.
  var weights: Int { queries * keys }
  /// Whether nothing is to be computed.
  var isEmpty: Bool { count * weights * size == 0 }
  /// How many pairs are worth a thread.
  var grain: Int { Swift.max(1, (1 << 16) / Swift.max(1, weights * size)) }

  /// Of pair `index` the matrix.
  func matrix<Element>(_ x: Heads<UnsafePointer<Element>>, _ index: Int) -> UnsafePointer<Element> {
    x.base + index / heads * x.sequence + index % heads * x.head
  }

  /// Of pair `index` the matrix.
  func matrix<Element>(
    _ x: Heads<UnsafeMutablePointer<Element>>, _ index: Int
  ) -> UnsafeMutablePointer<Element> {
    x.base + index / heads * x.sequence + index % heads * x.head
  }

  /// Of pair `index` the matrix as products take it.
  func stored<Element>(_ x: Heads<UnsafePointer<Element>>, _ index: Int) -> StoredMatrix<Element> {
    StoredMatrix(base: matrix(x, index), leading: x.row)
  }

  /// The heads of rows of `row` numbers that begin at `base`, as many rows as there are queries.
  func heads<Pointer>(_ base: Pointer, row: Int) -> Heads<Pointer> {
    Heads(base: base, sequence: queries * row, head: size, row: row)
  }

  /// Queries, keys and values, each of `width` numbers, in rows that hold all three.
  func parts<Pointer: Strideable>(
    of base: Pointer, _ width: Int
  ) -> (q: Heads<Pointer>, k: Heads<Pointer>, v: Heads<Pointer>) where Pointer.Stride == Int {
    let q = heads(base, row: 3 * width)
    var (k, v) = (q, q)
    k.base = base.advanced(by: width)
    v.base = base.advanced(by: 2 * width)
    return (q, k, v)
  }
}

/// Calls `body` with the elements of `x` in row-major order, or with nil where there is none.
func withElements<Scalar, Result>(
  of x: Tensor<Scalar>?, _ body: (UnsafePointer<Scalar>?) -> Result
) -> Result {
  if let x { x.withElements { body($0) } } else { body(nil) }
}

extension Tensor {
  /// Calls `body` with the heads of [N, H, rows, d]; copied only where no BLAS could read them.
  func withHeads<Result>(_ body: (Heads<UnsafePointer<Scalar>>) -> Result) -> Result {
    let isReadable =
      (strides[3] == 1 || shape[3] == 1) && strides[2] >= Swift.max(1, shape[3])
    let source = isReadable ? self : reshapedView(shape)
    return source.elements.withUnsafeBufferPointer { buffer in
      body(
        Heads(
          base: buffer.baseAddress.unsafelyUnwrapped + source.offset, sequence: source.strides[0],
          head: source.strides[1], row: source.strides[2]))
    }
  }

  /// [N, H, rows, d] that lies as [N, rows, H, d], whose heads `fill` writes: putting the heads of a
  /// row side by side again costs no copy.
  static func heads(
    _ shape: [Int], _ fill: (Heads<UnsafeMutablePointer<Scalar>>) -> Void
  ) -> Tensor {
    let (heads, rows, size) = (shape[1], shape[2], shape[3])
    return Tensor(shape: [shape[0], rows, heads, size]) { output in
      fill(Heads(base: output, sequence: rows * heads * size, head: size, row: heads * size))
    }.permutedView([0, 2, 1, 3])
  }
}
