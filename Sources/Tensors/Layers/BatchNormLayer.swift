/// Every channel brought to mean 0 and variance 1, then scaled and moved (Ioffe & Szegedy 2015).
///
/// While it learns, mean and variance are those of the batch, and running ones follow them; in
/// `evaluating { … }` and `withoutGradients { … }` it uses the running ones.
public struct BatchNorm<Scalar: TensorScalar>: Module {
  /// What each channel is multiplied by: [C].
  @Parameter public var weight: Tensor<Scalar>
  /// What is added to each channel: [C].
  @Parameter public var bias: Tensor<Scalar>
  /// The mean of each channel over the batches so far: [C].
  @Buffer public var runningMean: Tensor<Scalar>
  /// The variance of each channel, divided by one less than their number: [C].
  @Buffer public var runningVariance: Tensor<Scalar>
  /// How far the running statistics move towards those of each batch.
  public let momentum: Double

  /// Batches of `channels` channels.
  ///
  /// - Parameters:
  ///   - channels: C.
  ///   - momentum: How far the running statistics move towards those of each batch: from 0 to 1.
  public init(_ channels: Int, momentum: Double = 0.1) {
    require(
      momentum >= 0 && momentum <= 1,
      "BatchNorm: the momentum is \(momentum), and one from 0 to 1 is needed")
    _weight = Parameter(Tensor(repeating: 1, shape: [channels]))
    _bias = Parameter(Tensor(repeating: 0, shape: [channels]))
    _runningMean = Buffer(Tensor(repeating: 0, shape: [channels]))
    _runningVariance = Buffer(Tensor(repeating: 1, shape: [channels]))
    self.momentum = momentum
  }

  /// The batch x: [N, C, …].
  public func callAsFunction(_ x: Tensor<Scalar>) -> Tensor<Scalar> {
    let channels = weight.shape[0]
    require(
      x.rank >= 2 && x.shape[1] == channels,
      "BatchNorm: the shape \(x.shape) is not that of a batch of \(channels) channels")
    return Mode.isTraining ? normalizedByBatch(x) : normalizedByRunning(x)
  }

  private func normalizedByBatch(_ x: Tensor<Scalar>) -> Tensor<Scalar> {
    let count = x.count / max(1, weight.count)
    require(
      count > 1,
      "BatchNorm: the shape \(x.shape) has \(count) numbers a channel, and 2 have a variance")
    let y = batchNorm(x, scale: weight, bias: bias, epsilon: Self.epsilon)
    let unbiased = y.variance * (Scalar(count) / Scalar(count - 1))
    runningMean = moved(runningMean, towards: y.mean)
    runningVariance = moved(runningVariance, towards: unbiased)
    return y.value
  }

  private func moved(_ running: Tensor<Scalar>, towards batch: Tensor<Scalar>) -> Tensor<Scalar> {
    Scalar(1 - momentum) * running + Scalar(momentum) * batch.stoppingGradient()
  }

  private func normalizedByRunning(_ x: Tensor<Scalar>) -> Tensor<Scalar> {
    let shape = [weight.count] + Array(repeating: 1, count: x.rank - 2)
    let scale = weight / sqrt(runningVariance + Self.epsilon)
    // The difference first: a mean much larger than the deviation would take its digits away.
    return (x - runningMean.reshaped(shape)) * scale.reshaped(shape) + bias.reshaped(shape)
  }

  private static var epsilon: Scalar { 1e-5 }
}
