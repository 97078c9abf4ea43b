extension Primitive {
  /// x Wᵀ + b = y of [N, I], [O, I] and [O]: dy W, dyᵀ x and Σ_n dy.
  static var linear: Primitive { linear(isRectified: false) }

  /// The same, then max(·, 0), which passes dy on where y is above 0.
  static var rectifiedLinear: Primitive { linear(isRectified: true) }

  private static func linear(isRectified: Bool) -> Primitive {
    Primitive(isRectified ? "relu of linear" : "linear") { operands in
      let (x, W, b) = (operands[0], operands[1], operands[2])
      let y = x.linear(W, b, isRectified: isRectified)
      return (
        y,
        { dy in
          let dz = isRectified ? dy.flow(through: Rectifier.self, kept: y) : dy
          return [
            x.wantsGradient ? dz.product(W) : nil,
            W.wantsGradient ? dz.transposedView.product(x) : nil,
            b.wantsGradient ? dz.sums(axis: 0, keepingAxis: false) : nil,
          ]
        }
      )
    }
  }
}

/// x Wᵀ + b: [..., I], [O, I] and [O] give [..., O].
public func linear<Scalar>(
  _ x: Tensor<Scalar>, _ weight: Tensor<Scalar>, _ bias: Tensor<Scalar>? = nil
) -> Tensor<Scalar> {
  guard let bias else {
    requireLinear(x, weight, nil)
    let rows = x.rank == 2 ? x : x.reshaped([-1, weight.shape[1]])
    let y = Primitive.matmul(rows, weight.transposed())
    return x.rank == 2 ? y : y.reshaped(x.shape.dropLast() + [weight.shape[0]])
  }
  return linear(x, weight, bias, by: Primitive.linear)
}

/// max(x Wᵀ + b, 0) in one pass: [..., I], [O, I] and [O] give [..., O].
public func rectifiedLinear<Scalar>(
  _ x: Tensor<Scalar>, _ weight: Tensor<Scalar>, _ bias: Tensor<Scalar>
) -> Tensor<Scalar> {
  linear(x, weight, bias, by: Primitive.rectifiedLinear)
}

@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
private func linear<Scalar>(
  _ x: Tensor<Scalar>, _ weight: Tensor<Scalar>, _ bias: Tensor<Scalar>,
  by operation: Primitive<Scalar>
) -> Tensor<Scalar> {
  requireLinear(x, weight, bias)
  let rows = x.rank == 2 ? x : x.reshaped([-1, weight.shape[1]])
  let y = operation(rows, weight, bias)
  return x.rank == 2 ? y : y.reshaped(x.shape.dropLast() + [weight.shape[0]])
}

private func requireLinear<Scalar>(
  _ x: Tensor<Scalar>, _ weight: Tensor<Scalar>, _ bias: Tensor<Scalar>?
) {
  require(
    x.rank >= 1 && weight.rank == 2 && x.shape[x.rank - 1] == weight.shape[1]
      && (bias.map { $0.shape == [weight.shape[0]] } ?? true),
    "linear: the shapes \(x.shape), \(weight.shape)\(bias.map { " and \($0.shape)" } ?? "") do not "
      + "fit together")
}

extension Tensor {
  /// x Wᵀ + b, or what of it is above 0, outside the graph.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  fileprivate func linear(_ weight: Tensor, _ bias: Tensor, isRectified: Bool) -> Tensor {
    let (rows, columns) = (shape[0], weight.shape[0])
    // In this order OpenBLAS, which makes the narrow ones, needs no copy of the rows.
    let isLong = rows >= 2048 && columns < 48
    let factor = isLong ? weight.transposedView.contiguous : weight.transposedView
    return Tensor(shape: [rows, columns]) { y in
      if rows * columns == 0 { return }
      bias.withElements { b in
        multiply(factor, into: y, Epilogue(bias: b, isRectified: isRectified))
      }
    }
  }
}
