extension Primitive {
  /// (x − μ) r g + b along the last axis, μ the mean and r = 1 / √(variance + ε) of each row.
  ///
  /// With x̂ = (x − μ) r and h = dy g: dx = r (h − mean h − x̂ mean(h x̂)), dg = Σ dy x̂, db = Σ dy.
  static func layerNorm(_ epsilon: Scalar) -> Primitive {
    Primitive("layerNorm") { operands in
      let (x, g, b) = (operands[0].stoppingGradient(), operands[1], operands[2])
      let (y, moments) = x.layerNorm(g, b, epsilon)
      return (y, { dy in x.layerNormGradients(dy, g, moments) })
    }
  }
}

/// Each row (x − μ) / √(σ² + ε) times scale plus bias (Ba, Kiros & Hinton 2016): [..., D], [D], [D].
///
/// μ and σ² are the mean and the variance, divided by D, of the row.
@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
public func layerNorm<Scalar>(
  _ x: Tensor<Scalar>, scale: Tensor<Scalar>? = nil, bias: Tensor<Scalar>? = nil,
  epsilon: Scalar = 1e-5
) -> Tensor<Scalar> {
  require(x.rank >= 1, "layerNorm: a single number has no rows")
  let size = [x.shape[x.rank - 1]]
  let scale = scale ?? Tensor(repeating: 1, shape: size)
  let bias = bias ?? Tensor(repeating: 0, shape: size)
  require(
    scale.shape == size && bias.shape == size,
    "layerNorm: the shapes \(x.shape), \(scale.shape) and \(bias.shape) do not fit together")
  return Primitive.layerNorm(epsilon)(x, scale, bias)
}

extension Tensor {
  /// The result, and of each row μ, r, and r times what rounding added to μ: [3, rows].
  fileprivate func layerNorm(
    _ scale: Tensor, _ bias: Tensor, _ epsilon: Scalar
  ) -> (y: Tensor, moments: Storage<Scalar>) {
    let (rows, size) = (shape.dropLast().reduce(1, *), shape[rank - 1])
    let moments = Storage<Scalar>(3 * rows)
    let y = Tensor(shape: shape) { y in
      withElements { x in
        scale.withElements { g in
          bias.withElements { b in
            Scalar.routines.loops.layerNorm(
              x, scale: g, bias: b, epsilon: epsilon, y, means: moments.base,
              inverses: moments.base + rows, shifts: moments.base + 2 * rows, rows: rows, size: size
            )
          }
        }
      }
    }
    return (y, moments)
  }

  fileprivate func layerNormGradients(
    _ dy: Tensor, _ scale: Tensor, _ moments: Storage<Scalar>
  ) -> [Tensor?] {
    let (rows, size) = (shape.dropLast().reduce(1, *), shape[rank - 1])
    let (means, inverses) = (UnsafePointer(moments.base), UnsafePointer(moments.base + rows))
    let shifts = UnsafePointer(moments.base + 2 * rows)
    let loops = Scalar.routines.loops
    var sums = [Scalar](repeating: 0, count: 2 * size)
    let dx = Tensor(shape: shape) { dx in
      withElements { x in
        dy.withElements { dy in
          scale.withElements { g in
            loops.layerNormGradient(
              dy, x: x, means: means, inverses: inverses, shifts: shifts, scale: g, dx, rows: rows,
              size: size)
          }
          sums.withUnsafeMutableBufferPointer { sums in
            guard let dscale = sums.baseAddress else { return }
            loops.layerNormParameterGradient(
              dy, x: x, means: means, inverses: inverses, shifts: shifts, dscale: dscale,
              dbias: dscale + size, rows: rows, size: size)
          }
        }
      }
    }
    let both = Tensor(sums, shape: [2, size])
    return [dx, both.row(0), both.row(1)]
  }
}
