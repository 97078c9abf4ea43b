/// A function of each row of an array by itself, written as a loop: recurrences such as NADE, an HMM's
/// forward pass or a recurrent net, whose steps are too small for operations on whole arrays.
///
/// Value and gradient are written for one row. Rows are spread over the threads; the gradients of the
/// parameters add up in an order that depends on the number of rows alone, so that the bits are the same
/// with any number of threads.
///
/// ```swift
/// // x [N, D] · W [D, H] · v [H]: y_n = v·h_D with h_d = tanh(h_d−1 + x_nd W_d)
/// let rnn = RowFunction<Float>("rnn") { row in
///   let (x, W, v) = (row.x, row[0], row[1])
///   let h = row.vector(v.count)
///   for d in 0..<x.count {
///     h += x[d] * W.row(d)
///     h.set(.tanh, of: h)
///   }
///   row.y[0] = dot(v, h)
/// }
/// let y = rnn(x, W, v)
/// ```
public struct RowFunction<Scalar: TensorScalar>: Sendable {
  /// What is done for one row.
  public typealias Body = @Sendable (_ row: Row) -> Void

  /// The name that errors tell.
  public let name: String
  private let size: Int?
  private let value: Body
  private let gradient: Body?

  /// A function of rows.
  ///
  /// - Parameters:
  ///   - name: The name that errors tell.
  ///   - size: How many numbers a row gives: the result is [N, size], or [N] where it is nil.
  ///   - value: Writes `row.y`, which is 0 at first.
  ///   - gradient: Adds to `row.gradient(_:)`, and to `row.dx`, what `row.dy` says; without it no
  ///     gradient flows through the result.
  public init(
    _ name: String, size: Int? = nil, value: @escaping Body, gradient: Body? = nil
  ) {
    require(size ?? 0 >= 0, "\(name): a row gives \(size ?? 0) numbers")
    self.name = name
    self.size = size
    self.value = value
    self.gradient = gradient
  }

  /// The results for the rows of x, in the graph: [N, …] gives [N] or [N, size].
  ///
  /// - Parameters:
  ///   - x: The rows: numbers, vectors or matrices.
  ///   - parameters: What all rows share: numbers, vectors or matrices.
  /// - Returns: The results.
  public func callAsFunction(_ x: Tensor<Scalar>, _ parameters: Tensor<Scalar>...) -> Tensor<Scalar>
  {
    let operands = [x] + parameters
    require(
      1...3 ~= x.rank && parameters.allSatisfy { $0.rank <= 2 },
      "\(name): rows of numbers, vectors or matrices and parameters of at most two axes are needed, "
        + "not the shapes \(operands.map(\.shape))")
    guard let gradient else { return values(operands.map { $0.stoppingGradient() }) }
    return Primitive(name) { operands in
      let plain = operands.map { $0.stoppingGradient().contiguous }
      let y = values(plain)
      let wantsX = operands[0].wantsGradient
      return (y, { dy in gradients(gradient, plain, y, dy, wantsX: wantsX) })
    }.apply(operands)
  }
}

// Passes over all rows.
extension RowFunction {
  private func values(_ operands: [Tensor<Scalar>]) -> Tensor<Scalar> {
    let rows = operands[0].shape[0]
    let width = size ?? 1
    return Tensor(shape: size.map { [rows, $0] } ?? [rows]) { y in
      y.clear(count: rows * width)
      withViews(of: operands[...]) { views in
        forEachBlock(of: rows) { _, block in
          let row = Row(name, views, shape: operands[0].shape.dropFirst())
          for n in block {
            row.begin(n, y: RowView(y + n * width, columns: width, isWritable: true))
            value(row)
          }
        }
      }
    }
  }

  private func gradients(
    _ body: Body, _ operands: [Tensor<Scalar>], _ y: Tensor<Scalar>, _ dy: Tensor<Scalar>,
    wantsX: Bool
  ) -> [Tensor<Scalar>?] {
    let (x, parameters) = (operands[0], operands.dropFirst())
    let (rows, width) = (x.shape[0], size ?? 1)
    let sums = BlockSums<Scalar>(parameters.map(\.shape), blocks: Self.blocks(of: rows), rows: rows)
    let dx = Storage<Scalar>(max(1, x.count))
    dx.base.clear(count: x.count)
    withViews(of: (operands + [y, dy])[...]) { views in
      let (y, dy) = (views[operands.count].base, views[operands.count + 1].base)
      forEachBlock(of: rows) { index, block in
        let row = Row(name, Array(views.prefix(operands.count)), shape: x.shape.dropFirst())
        row.gradients = sums.begin(index)
        for (place, n) in block.enumerated() {
          row.begin(n, y: RowView(y + n * width, columns: width, isWritable: false))
          row.dy = RowView(dy + n * width, columns: width, isWritable: false)
          row.dx = row.x(in: dx.base, isWritable: true)
          body(row)
          sums.finish(place, of: index)
        }
      }
    }
    if !wantsX { return [nil] + sums.totals() }
    return [Tensor(shape: x.shape) { $0.update(from: dx.base, count: x.count) }] + sums.totals()
  }

  /// Into how many parts the rows go, whatever the number of threads: each has sums of its own.
  private static func blocks(of rows: Int) -> Int { min(rows, 8) }

  private func forEachBlock(of rows: Int, _ body: (Int, Range<Int>) -> Void) {
    let blocks = Self.blocks(of: rows)
    Threads.parallel(over: blocks, grain: 1) { range in
      for block in range {
        body(block, rows * block / blocks..<rows * (block + 1) / blocks)
      }
    }
  }

  /// Calls `body` with views of all elements, the first operand's as they lie.
  private func withViews(
    of operands: ArraySlice<Tensor<Scalar>>, _ views: [RowView<Scalar>] = [],
    _ body: ([RowView<Scalar>]) -> Void
  ) {
    guard let operand = operands.first else { return body(views) }
    operand.withElements { elements in
      let shape = operand.shape
      let view = RowView(
        UnsafeMutablePointer(mutating: elements), rows: shape.count < 2 ? -1 : shape[0],
        columns: shape.isEmpty ? 1 : shape.dropFirst(shape.count < 2 ? 0 : 1).reduce(1, *),
        isWritable: false)
      withViews(of: operands.dropFirst(), views + [view], body)
    }
  }
}
