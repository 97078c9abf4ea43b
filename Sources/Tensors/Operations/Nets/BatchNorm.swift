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
      let moments = x.channelMoments(channels)
      keep(moments.mean, moments.variance)
      let r = 1 / Tensors.sqrt(moments.variance + epsilon)
      let slope = r * g.stoppingGradient()
      let shift = b.stoppingGradient() - moments.rest * slope
      let y = x.batchNorm(channels, moments.mean, slope, shift)
      return (y, { dy in x.batchNormGradients(channels, dy, moments, r, slope) })
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

/// Of each channel the mean as rounded, what that lacks, and the variance.
private struct ChannelMoments<Scalar: TensorScalar> {
  var mean: Tensor<Scalar>
  var rest: Tensor<Scalar>
  var variance: Tensor<Scalar>
}

extension Tensor {
  fileprivate func channelMoments(_ channels: Channels) -> ChannelMoments<Scalar> {
    let count = channels.count
    let moments = Tensor(shape: [3, count]) { moments in
      withElements { x in
        Scalar.routines.loops.channelMoments(
          x, channels, means: moments, rests: moments + count, variances: moments + 2 * count)
      }
    }
    return ChannelMoments(mean: moments.row(0), rest: moments.row(1), variance: moments.row(2))
  }

  /// x − μ times `slope` plus `shift`, those of its channel.
  fileprivate func batchNorm(
    _ channels: Channels, _ mean: Tensor, _ slope: Tensor, _ shift: Tensor
  ) -> Tensor {
    Tensor(shape: shape) { y in
      withElements { x in
        mean.withElements { mean in
          slope.withElements { slope in
            shift.withElements { shift in
              Scalar.routines.loops.batchNorm(
                x, channels, means: mean, slopes: slope, shifts: shift, y)
            }
          }
        }
      }
    }
  }

  fileprivate func batchNormGradients(
    _ channels: Channels, _ dy: Tensor, _ moments: ChannelMoments<Scalar>, _ r: Tensor,
    _ slope: Tensor
  ) -> [Tensor?] {
    let count = channels.count
    let both = Tensor(shape: [2, count]) { sums in
      withElements { x in
        dy.withElements { dy in
          moments.mean.withElements { mean in
            Scalar.routines.loops.channelProducts(
              dy, x: x, channels, means: mean, products: sums, sums: sums + count)
          }
        }
      }
    }
    let db = both.row(1)
    let dg = (both.row(0) - moments.rest * db) * r
    // x̂ mean(dy x̂) = (x − μ) r dg / n.
    let share = 1 / Scalar(channels.size)
    let slant = r * dg * share
    let shift = db * share - moments.rest * slant
    return [batchNormGradient(channels, dy, moments.mean, slope, slant, shift), dg, db]
  }

  /// (dy − shift − (x − μ) slant) slope, those of its channel.
  private func batchNormGradient(
    _ channels: Channels, _ dy: Tensor, _ mean: Tensor, _ slope: Tensor, _ slant: Tensor,
    _ shift: Tensor
  ) -> Tensor {
    Tensor(shape: shape) { dx in
      withElements { x in
        dy.withElements { dy in
          mean.withElements { mean in
            slope.withElements { slope in
              slant.withElements { slant in
                shift.withElements { shift in
                  Scalar.routines.loops.batchNormGradient(
                    dy, x: x, channels, means: mean, slopes: slope, slants: slant, shifts: shift,
                    dx)
                }
              }
            }
          }
        }
      }
    }
  }
}
