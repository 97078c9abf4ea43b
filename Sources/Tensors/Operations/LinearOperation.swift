extension Primitive {
  /// x Wᵀ + b = y of [N, I], [O, I] and [O]: dy W, dyᵀ x and Σ_n dy.
  static var linear: Primitive {
    Primitive("linear") { operands in
      let (x, W, b) = (operands[0], operands[1], operands[2])
      return (
        x.linear(W, b),
        { dy in
          [
            x.wantsGradient ? dy.product(W) : nil,
            W.wantsGradient ? dy.transposedView.product(x) : nil,
            b.wantsGradient ? dy.sums(axis: 0, keepingAxis: false) : nil,
          ]
        }
      )
    }
  }
}

/// x Wᵀ + b: [..., I], [O, I] and [O] give [..., O].
@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
public func linear<Scalar>(
  _ x: Tensor<Scalar>, _ weight: Tensor<Scalar>, _ bias: Tensor<Scalar>? = nil
) -> Tensor<Scalar> {
  guard let bias else {
    requireLinear(x, weight, nil)
    let rows = x.rank == 2 ? x : x.reshaped([-1, weight.shape[1]])
    let y = Primitive.matmul(rows, weight.transposed())
    return x.rank == 2 ? y : y.reshaped(x.shape.dropLast() + [weight.shape[0]])
  }
  requireLinear(x, weight, bias)
  let rows = x.rank == 2 ? x : x.reshaped([-1, weight.shape[1]])
  let y = Primitive.linear(rows, weight, bias)
  return x.rank == 2 ? y : y.reshaped(x.shape.dropLast() + [weight.shape[0]])
}

func requireLinear<Scalar>(
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
  func linear(_ weight: Tensor, _ bias: Tensor, isRectified: Bool = false) -> Tensor {
    Tensor(shape: [shape[0], weight.shape[0]]) { y in
      bias.withElements { b in
        linear(weight, into: y, Epilogue(bias: Bias(b: b, isRectified: isRectified)))
      }
    }
  }

  /// y ← x Wᵀ and the epilogue: y [N, O].
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func linear(
    _ weight: Tensor, into y: UnsafeMutablePointer<Scalar>, _ epilogue: Epilogue<Scalar>
  ) {
    let (rows, columns) = (shape[0], weight.shape[0])
    if rows * columns == 0 { return }
    // In this order OpenBLAS, which makes the narrow ones, needs no copy of the rows.
    let isLong = rows >= 2048 && columns < 48
    multiply(
      isLong ? weight.transposedView.contiguous : weight.transposedView, into: y, epilogue)
  }
}
