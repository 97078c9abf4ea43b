extension Primitive {
  /// h_l = max(h_l−1 W_lᵀ + b_l, 0) from h_0 = x on, not cut off in the last layer, of x, W_1, b_1, …, W_L, b_L.
  ///
  /// With dz_L = dy: dW_l = dz_lᵀ h_l−1, db_l = Σ_n dz_l and dz_l−1 = dz_l W_l where h_l−1 is above 0, else 0,
  /// which is done with what of the product is near; dx is that without the cut.
  static var perceptron: Primitive {
    Primitive("perceptron") { operands in
      let (W, b) = (
        stride(from: 1, to: operands.count, by: 2).map { operands[$0] },
        stride(from: 2, to: operands.count, by: 2).map { operands[$0] }
      )
      let last = W.count - 1
      var h = [operands[0]]
      for l in 0..<last { h.append(h[l].linear(W[l], b[l], isRectified: true)) }
      return (
        h[last].linear(W[last], b[last]),
        { [h] dy in
          var gradients = [Tensor<Scalar>?](repeating: nil, count: operands.count)
          var dz = dy
          for l in W.indices.reversed() {
            if W[l].wantsGradient { gradients[2 * l + 1] = dz.transposedView.product(h[l]) }
            if b[l].wantsGradient { gradients[2 * l + 2] = dz.sums(axis: 0, keepingAxis: false) }
            if l > 0 { dz = dz.rectifiedProduct(W[l], h[l]) }
          }
          if h[0].wantsGradient { gradients[0] = dz.product(W[0]) }
          return gradients
        }
      )
    }
  }
}

/// The layers one after another, between them max(·, 0): [..., I] gives [..., O].
func perceptron<Scalar>(
  _ x: Tensor<Scalar>, _ layers: [Linear<Scalar>]
) -> Tensor<Scalar> {
  requireLinear(x, layers[0].weight, nil)
  var operands = [x.rank == 2 ? x : x.reshaped([-1, layers[0].weight.shape[1]])]
  for layer in layers {
    let weight = layer.weight
    operands += [weight, layer.bias?.value ?? Tensor(repeating: 0, shape: [weight.shape[0]])]
  }
  let y = Primitive.perceptron(operands)
  return x.rank == 2 ? y : y.reshaped(x.shape.dropLast() + [y.shape[1]])
}

extension Tensor {
  /// dz W where h [N, I], without gaps, is above 0, else 0.
  fileprivate func rectifiedProduct(_ weight: Tensor, _ h: Tensor) -> Tensor {
    if shape[1] == 0 { return product(weight) }
    let flow = Scalar.routines.functionLoops(Rectifier.self).gradient
    return h.withElements { h in
      Tensor(shape: [shape[0], weight.shape[1]]) { dz in
        if shape[0] * weight.shape[1] == 0 { return }
        multiply(weight, into: dz, Epilogue { flow($0, h + ($0 - dz), $0, $1) })
      }
    }
  }
}
