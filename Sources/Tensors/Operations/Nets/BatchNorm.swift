extension Primitive {
  /// (x − μ) r g + b for each channel, axis 1, with μ and r = 1 / √(variance + ε) over all others.
  ///
  /// With x̂ = (x − μ) r: dx = g r (dy − mean dy − x̂ mean(dy x̂)), dg = Σ dy x̂, db = Σ dy.
  static func batchNorm(
    _ epsilon: Scalar,
    _ keep: @escaping (_ mean: Tensor<Scalar>, _ variance: Tensor<Scalar>) -> Void = { _, _ in }
  ) -> Primitive {
    Primitive("batchNorm") { operands in
      let (x, g, b) = (operands[0].stoppingGradient().contiguous, operands[1], operands[2])
      let channels = Channels(of: x.shape)
      let (mean, variance) = x.channelMoments(channels)
      keep(mean, variance)
      let r = 1 / Tensors.sqrt(variance + epsilon)
      let slope = r * g.stoppingGradient()
      let y = x.scaledChannels(channels, slope, b.stoppingGradient() - mean * slope)
      return (y, { dy in x.batchNormGradients(channels, dy, mean, r, slope) })
    }
  }
}

/// Each channel (x − μ) / √(σ² + ε) times scale plus bias (Ioffe & Szegedy 2015): [N, C, …], [C], [C].
///
/// μ and σ² are the mean and the variance, divided by their number, of a channel's values in this
/// batch; they come back too, for the running means that are used once learning is over.
public func batchNorm<Scalar>(
  _ x: Tensor<Scalar>, scale: Tensor<Scalar>, bias: Tensor<Scalar>, epsilon: Scalar = 1e-5
) -> (value: Tensor<Scalar>, mean: Tensor<Scalar>, variance: Tensor<Scalar>) {
  require(
    x.rank >= 2 && scale.shape == [x.shape[1]] && bias.shape == scale.shape,
    "batchNorm: the shapes \(x.shape), \(scale.shape) and \(bias.shape) do not fit together")
  var moments = (mean: scale, variance: scale)
  let y = Primitive.batchNorm(epsilon) { moments = ($0, $1) }(x, scale, bias)
  return (y, moments.mean, moments.variance)
}

extension Tensor {
  /// Mean and variance of each channel.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  fileprivate func channelMoments(_ channels: Channels) -> (mean: Tensor, variance: Tensor) {
    withElements { x in
      let share = 1 / Scalar(channels.size)
      let mean = channels.sums { place, _ in x[place] } * share
      let variance = mean.withElements { mean in
        channels.sums { place, c in (x[place] - mean[c]) * (x[place] - mean[c]) }
      }
      return (mean, variance * share)
    }
  }

  /// x times `slope` plus `shift`, those of its channel.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  fileprivate func scaledChannels(
    _ channels: Channels, _ slope: Tensor, _ shift: Tensor
  ) -> Tensor {
    withElements { x in
      slope.withElements { slope in
        shift.withElements { shift in
          channels.map(shape) { place, c in x[place] * slope[c] + shift[c] }
        }
      }
    }
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  fileprivate func batchNormGradients(
    _ channels: Channels, _ dy: Tensor, _ mean: Tensor, _ r: Tensor, _ slope: Tensor
  ) -> [Tensor?] {
    let share = 1 / Scalar(channels.size)
    return withElements { x in
      dy.withElements { dy in
        mean.withElements { mean in
          let db = channels.sums { place, _ in dy[place] }
          let dg = channels.sums { place, c in dy[place] * (x[place] - mean[c]) } * r
          // x̂ mean(dy x̂) = (x − μ) r dg / n.
          let along = r * dg * share
          let dx = slope.withElements { slope in
            along.withElements { along in
              (db * share).withElements { db in
                channels.map(shape) { place, c in
                  slope[c] * (dy[place] - db[c] - (x[place] - mean[c]) * along[c])
                }
              }
            }
          }
          return [dx, dg, db]
        }
      }
    }
  }
}
