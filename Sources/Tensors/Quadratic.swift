import COpenBLAS

// The two loops over all points that a Gaussian costs, tile by tile: a tile's intermediate values
// stay in the cache, and nothing of the size of the data is allocated.

/// ‖L⁻¹(x_n − μ)‖² for every row: the squared Mahalanobis distance under Σ = L Lᵀ.
///
/// - Parameters:
///   - x: Points: [N, D].
///   - mean: μ: [D].
///   - factor: L, lower triangular: [D, D].
/// - Returns: [N].
@specialized(where Scalar == Double)
@specialized(where Scalar == Float)
public func squaredMahalanobis<Scalar>(
  _ x: Tensor<Scalar>, mean: Tensor<Scalar>, factor: Tensor<Scalar>
) -> Tensor<Scalar> {
  require(
    x.rank == 2 && mean.shape == [x.shape[1]] && factor.shape == [x.shape[1], x.shape[1]],
    "squaredMahalanobis: the shapes \(x.shape), \(mean.shape) and \(factor.shape) do not fit together"
  )
  let (count, size) = (x.shape[0], x.shape[1])
  let tile = 128
  return Tensor(shape: [count]) { output in
    x.withElements { x in
      mean.withElements { mean in
        factor.withElements { factor in
          withUnsafeTemporaryAllocation(of: Scalar.self, capacity: tile * size + 1) { buffer in
            let z = buffer.baseAddress.unsafelyUnwrapped
            for first in stride(from: 0, to: count, by: tile) {
              let points = min(tile, count - first)
              let distances = output + first
              for n in 0..<points { distances[n] = 0 }
              // Forward substitution, row i of L for all points of the tile at once.
              for i in 0..<size {
                let (zi, row) = (z + i * tile, factor + i * size)
                let point = x + first * size + i
                for n in 0..<points { zi[n] = point[n * size] - mean[i] }
                for j in 0..<i {
                  let (zj, l) = (z + j * tile, row[j])
                  for n in 0..<points { zi[n] -= l * zj[n] }
                }
                let reciprocal = 1 / row[i]
                for n in 0..<points {
                  zi[n] *= reciprocal
                  distances[n] += zi[n] * zi[n]
                }
              }
            }
          }
        }
      }
    }
  }
}

/// Σ_n w_n (x_n − μ)(x_n − μ)ᵀ, symmetric to the bit.
///
/// - Parameters:
///   - x: Points: [N, D].
///   - weights: w, none below 0: [N].
///   - center: μ: [D].
/// - Returns: [D, D].
@specialized(where Scalar == Double)
@specialized(where Scalar == Float)
public func weightedScatter<Scalar>(
  _ x: Tensor<Scalar>, weights: Tensor<Scalar>, around center: Tensor<Scalar>
) -> Tensor<Scalar> {
  require(
    x.rank == 2 && weights.shape == [x.shape[0]] && center.shape == [x.shape[1]],
    "weightedScatter: the shapes \(x.shape), \(weights.shape) and \(center.shape) do not fit together"
  )
  let (count, size) = (x.shape[0], x.shape[1])
  if size == 0 { return Tensor(shape: [0, 0]) { _ in 0 } }
  let tile = 512
  let total = RunningSums<Scalar>(size * size)
  var scatter = [Scalar](repeating: 0, count: size * size)
  scatter.withUnsafeMutableBufferPointer { buffer in
    guard let scatter = buffer.baseAddress else { return }
    x.withElements { x in
      weights.withElements { weights in
        center.withElements { center in
          withUnsafeTemporaryAllocation(of: Scalar.self, capacity: tile * size + 1) { buffer in
            let scaled = buffer.baseAddress.unsafelyUnwrapped
            for first in stride(from: 0, to: count, by: tile) {
              let points = min(tile, count - first)
              for n in 0..<points {
                let root = weights[first + n].squareRoot()
                let (point, row) = (x + (first + n) * size, scaled + n * size)
                for i in 0..<size { row[i] = root * (point[i] - center[i]) }
              }
              Scalar.routines.syrk(
                CblasRowMajor, CblasLower, CblasTrans, int32(size), int32(points), 1, scaled,
                int32(size), 0, scatter, int32(size))
              total.add(scatter)
            }
          }
        }
      }
    }
    total.store(scatter)
  }
  for i in 0..<size { for j in 0..<i { scatter[j * size + i] = scatter[i * size + j] } }
  return Tensor(scatter, shape: [size, size])
}
