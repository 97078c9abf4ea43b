import Margin

/// Images as tokens: a small residual net down to 4 × 4 places, a class vector in front, and one
/// transformer block over all 17.
///
/// The paper cuts the image into patches at once (ViT); with some thousand images a few convolutions
/// learn much faster.
struct ImageTokens: Module {
  let stem: Conv2d<Float>
  let norm1: BatchNorm<Float>
  let fine: ResidualBlock<Float>
  let half: Conv2d<Float>
  let norm2: BatchNorm<Float>
  let coarse: ResidualBlock<Float>
  let quarter: Conv2d<Float>
  let norm3: BatchNorm<Float>
  @Parameter var classVector: Tensor<Float>
  /// What is added at each token: [17, W].
  @Parameter var positions: Tensor<Float>
  let block: TransformerBlock<Float>
  let norm: LayerNorm<Float>

  /// A net with C channels in its second half, whose tokens have W numbers.
  init(channels C: Int = 48, width W: Int, using random: inout RandomSource) {
    func conv(_ inputs: Int, _ outputs: Int) -> Conv2d<Float> {
      Conv2d(inputs, outputs, kernel: 3, stride: 2, padding: 1, using: &random)
    }
    (stem, norm1) = (conv(3, C / 2), BatchNorm(C / 2))
    fine = ResidualBlock(C / 2, C / 2, using: &random)
    (half, norm2) = (conv(C / 2, C), BatchNorm(C))
    coarse = ResidualBlock(C, C, using: &random)
    (quarter, norm3) = (conv(C, W), BatchNorm(W))
    _classVector = Parameter(.normal([W], deviation: 0.02, using: &random))
    _positions = Parameter(.normal([17, W], deviation: 0.02, using: &random))
    block = TransformerBlock(W, heads: 4, using: &random)
    norm = LayerNorm(W)
  }

  /// The tokens of the images [N, 3, 32, 32], the class vector's first: [N, 17, W].
  func callAsFunction(_ images: Tensor<Float>) -> Tensor<Float> {
    var x = fine(relu(norm1(stem(images))))
    x = coarse(relu(norm2(half(x))))
    x = norm3(quarter(x))
    let (N, W) = (x.shape[0], x.shape[1])
    let places = x.reshaped(N, W, 16).permuted(0, 2, 1)
    let first = classVector.broadcast(to: [N, 1, W])
    return norm(block(concatenate([first, places], axis: 1) + positions))
  }
}
