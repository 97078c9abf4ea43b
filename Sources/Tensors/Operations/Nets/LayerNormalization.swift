extension Operation {
  /// (x − μ) r g + b along the last axis, μ the mean and r = 1 / √(variance + ε) of each row.
  ///
  /// With x̂ = (x − μ) r and h = dy g: dx = r (h − mean h − x̂ mean(h x̂)), dg = Σ dy x̂, db = Σ dy.
  static func layerNorm(_ epsilon: Scalar) -> Operation {
    Operation("layerNorm") { operands in
      let (x, g, b) = (operands[0].stoppingGradient(), operands[1], operands[2])
      let (y, moments) = x.layerNorm(g, b, epsilon)
      return (y, { dy in x.layerNormGradients(dy, g, moments) })
    }
  }
}

/// Each row (x − μ) / √(σ² + ε) times scale plus bias (Ba, Kiros & Hinton 2016): [..., D], [D], [D].
///
/// μ and σ² are the mean and the variance, divided by D, of the row.
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
  return Operation.layerNorm(epsilon)(x, scale, bias)
}

/// How many rows add up their gradients before those of other rows are added: the order of the sum
/// does not depend on the number of threads.
private let rowsTogether = 64

extension Tensor {
  /// The result, and of each row μ and r: [2, rows].
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  fileprivate func layerNorm(
    _ scale: Tensor, _ bias: Tensor, _ epsilon: Scalar
  ) -> (y: Tensor, moments: [Scalar]) {
    let size = shape[rank - 1]
    let rows = shape.dropLast().reduce(1, *)
    var moments = [Scalar](repeating: 0, count: 2 * rows)
    let y = Tensor(shape: shape) { output in
      moments.withUnsafeMutableBufferPointer { moments in
        withElements { x in
          scale.withElements { g in
            bias.withElements { b in
              Threads.parallel(over: rows, grain: Swift.max(1, 16384 / Swift.max(1, size))) {
                for row in $0 {
                  let (x, y) = (x + row * size, output + row * size)
                  let mean = laneSum(size) { x[$0] } / Scalar(size)
                  let square = laneSum(size) { (x[$0] - mean) * (x[$0] - mean) }
                  let inverse = 1 / (square / Scalar(size) + epsilon).squareRoot()
                  for i in 0..<size { y[i] = (x[i] - mean) * inverse * g[i] + b[i] }
                  moments[2 * row] = mean
                  moments[2 * row + 1] = inverse
                }
              }
            }
          }
        }
      }
    }
    return (y, moments)
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  fileprivate func layerNormGradients(
    _ dy: Tensor, _ scale: Tensor, _ moments: [Scalar]
  ) -> [Tensor?] {
    let size = shape[rank - 1]
    let rows = shape.dropLast().reduce(1, *)
    let groups = (rows + rowsTogether - 1) / rowsTogether
    // Of each group of rows Σ dy x̂, then Σ dy.
    var sums = [Scalar](repeating: 0, count: groups * 2 * size)
    let dx = Tensor(shape: shape) { dx in
      sums.withUnsafeMutableBufferPointer { sums in
        guard let sums = sums.baseAddress else { return }
        withElements { x in
          dy.withElements { dy in
            scale.withElements { g in
              Threads.parallel(over: groups, grain: 256 / (size + 1) + 1) { range in
                for group in range {
                  let (dg, db) = (sums + 2 * group * size, sums + (2 * group + 1) * size)
                  let first = group * rowsTogether
                  for row in first..<Swift.min(first + rowsTogether, rows) {
                    layerNormGradient(
                      x + row * size, dy + row * size, g, dx + row * size, dg, db, size,
                      moments[2 * row], moments[2 * row + 1])
                  }
                }
              }
            }
          }
        }
      }
    }
    let total = Tensor(sums, shape: [groups, 2, size]).sums(axis: 0, keepingAxis: false)
    return [dx, total.row(0), total.row(1)]
  }
}

/// dx of a row, and its dy x̂ and dy added to `dg` and `db`.
@inline(__always)
private func layerNormGradient<Scalar: TensorScalar>(
  _ x: UnsafePointer<Scalar>, _ dy: UnsafePointer<Scalar>, _ g: UnsafePointer<Scalar>,
  _ dx: UnsafeMutablePointer<Scalar>, _ dg: UnsafeMutablePointer<Scalar>,
  _ db: UnsafeMutablePointer<Scalar>, _ size: Int, _ mean: Scalar, _ inverse: Scalar
) {
  let sum = laneSum(size) { dy[$0] * g[$0] }
  let product = laneSum(size) { dy[$0] * g[$0] * (x[$0] - mean) }
  let meanOfH = sum / Scalar(size)
  let slope = product * inverse * inverse / Scalar(size)
  for i in 0..<size {
    let centred = x[i] - mean
    dx[i] = inverse * (dy[i] * g[i] - meanOfH - centred * slope)
    dg[i] += dy[i] * centred * inverse
    db[i] += dy[i]
  }
}
