extension Primitive {
  /// x / n = y along the last axis, n the larger of ‖x‖ and a floor: (dy − y Σ dy y) / n, where n is
  /// the floor dy / n.
  static func normalized(floor: Scalar) -> Primitive {
    Primitive("normalized") { x in
      let (y, lengths) = x[0].unitRows(floor)
      return (y, { dy in [y.unitRowGradients(dy, lengths, floor)] })
    }
  }
}

extension Tensor {
  /// The array divided by its length ‖x‖ along an axis, or by `floor` where that is larger.
  public func normalized(axis: Int, floor: Scalar = 1e-12) -> Tensor {
    let axis = resolved(axis, "normalized")
    if axis == rank - 1 { return Primitive.normalized(floor: floor)(self) }
    var order = Array(0..<rank)
    order.swapAt(axis, rank - 1)
    let exchange = Primitive<Scalar>.permute(order)
    return exchange(Primitive.normalized(floor: floor)(exchange(self)))
  }

  /// Each row at unit length, and its length or, where that is smaller, `floor`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  fileprivate func unitRows(_ floor: Scalar) -> (y: Tensor, lengths: [Scalar]) {
    let size = shape[rank - 1]
    let rows = shape.dropLast().reduce(1, *)
    var lengths = [Scalar](repeating: 0, count: rows)
    let shortest = Scalar.shortestOfSquares
    let y = Tensor(shape: shape) { y in
      lengths.withUnsafeMutableBufferPointer { lengths in
        withElements { x in
          Threads.parallel(over: rows, grain: 1 + 16384 / (size + 1)) { range in
            for row in range {
              let (x, y) = (x + row * size, y + row * size)
              let length = laneSum(size) { x[$0] * x[$0] }.squareRoot()
              if !(length > shortest && length.isFinite) {
                lengths[row] = scaledUnitRow(x, floor, y, size)
                continue
              }
              lengths[row] = length < floor ? floor : length
              let inverse = 1 / lengths[row]
              for i in 0..<size { y[i] = x[i] * inverse }
            }
          }
        }
      }
    }
    return (y, lengths)
  }

  /// The same for a row whose squares are too large or too small: first it is brought near 1.
  private func scaledUnitRow(
    _ x: UnsafePointer<Scalar>, _ floor: Scalar, _ y: UnsafeMutablePointer<Scalar>, _ size: Int
  ) -> Scalar {
    let scale = laneMaximum(size) { x[$0].magnitude }.squaringScale
    let length = laneSum(size) { x[$0] / scale * (x[$0] / scale) }.squareRoot()
    if length * scale < floor || length == 0 {
      for i in 0..<size { y[i] = floor > 0 ? x[i] / floor : 0 }
      return floor
    }
    for i in 0..<size { y[i] = x[i] / scale / length }
    return length * scale
  }

  /// dx for these results, which have unit length or lengths of `floor`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  fileprivate func unitRowGradients(
    _ dy: Tensor, _ lengths: [Scalar], _ floor: Scalar
  ) -> Tensor {
    let size = shape[rank - 1]
    return Tensor(shape: shape) { dx in
      withElements { y in
        dy.withElements { dy in
          Threads.parallel(over: lengths.count, grain: 1 + 16384 / (size + 1)) { range in
            for row in range {
              let (y, dy, dx) = (y + row * size, dy + row * size, dx + row * size)
              let inverse = lengths[row] > 0 ? 1 / lengths[row] : 0
              let along = lengths[row] > floor ? laneSum(size) { dy[$0] * y[$0] } : 0
              for i in 0..<size { dx[i] = (dy[i] - y[i] * along) * inverse }
            }
          }
        }
      }
    }
  }
}

/// The cosine of the angle between `a` and `b` along an axis, −1…1: [N, D] and [N, D] give [N] for axis 1.
///
/// Lengths below `floor` count as `floor`; shapes broadcast.
public func cosineSimilarity<Scalar>(
  _ a: Tensor<Scalar>, _ b: Tensor<Scalar>, axis: Int = -1, floor: Scalar = 1e-12
) -> Tensor<Scalar> {
  (a.normalized(axis: axis, floor: floor) * b.normalized(axis: axis, floor: floor)).sum(axis: axis)
    // Rounding may lead beyond.
    .clamped(to: -1...1)
}
