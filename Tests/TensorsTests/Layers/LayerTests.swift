import Testing

@testable import Tensors

@Suite("Layers")
struct LayerTests {
  /// How far a module's gradients are from central differences, at a few elements of each parameter.
  func gradientError(
    of module: some Module<Double>, _ loss: () -> Tensor<Double>
  ) throws -> Double {
    for parameter in module.parameters { parameter.gradient = nil }
    try loss().backward()
    var worst = 0.0
    for parameter in module.parameters {
      let (value, gradient) = (parameter.storage, parameter.gradient?.scalars ?? [])
      guard gradient.count == value.count else { return .infinity }
      for element in stride(from: 0, to: value.count, by: max(1, value.count / 5)) {
        let losses = [1e-5, -1e-5].map { shift in
          var scalars = value.scalars
          scalars[element] += shift
          parameter.value = Tensor(scalars, shape: value.shape)
          return withoutGradients(loss).scalar
        }
        parameter.value = value
        let difference = (losses[0] - losses[1]) / 2e-5
        worst = max(worst, abs(difference - gradient[element]) / max(1, abs(difference)))
      }
    }
    return worst
  }

  @Test("A transformer's block has the gradients of central differences", arguments: [false, true])
  func transformerBlock(isCausal: Bool) throws {
    var random = RandomSource(seed: 1)
    let block = TransformerBlock<Double>(8, heads: 2, using: &random)
    for parameter in block.parameters {
      parameter.value = .normal(parameter.storage.shape, deviation: 0.5, using: &random)
    }
    let x = Tensor<Double>.normal([3, 5, 8], using: &random)
    let weights = Tensor<Double>.normal([3, 5, 8], using: &random)
    let error = try gradientError(of: block) { (block(x, isCausal: isCausal) * weights).sum() }
    #expect(error < 1e-6)
  }

  @Test("A causal block's place knows nothing of those behind it")
  func causality() {
    var random = RandomSource(seed: 2)
    let block = TransformerBlock<Double>(8, heads: 4, using: &random)
    let x = Tensor<Double>.normal([2, 6, 8], using: &random)
    let whole = block(x, isCausal: true).slice(axis: 1, 0..<4)
    let part = block(x.slice(axis: 1, 0..<4), isCausal: true)
    #expect(distance(whole, part) < 1e-12)
  }

  @Test("Attention to itself as to a memory is the same, and padding is not seen")
  func crossAttention() throws {
    var random = RandomSource(seed: 3)
    let attention = MultiHeadAttention<Double>(8, heads: 2, using: &random)
    let x = Tensor<Double>.normal([2, 4, 8], using: &random)
    #expect(distance(attention(x), attention(x, seeing: x)) < 1e-12)
    let memory = Tensor<Double>.normal([2, 7, 8], using: &random)
    let mask = Tensor<Double>(rows: [[1, 1, 1, 1, 1, 0, 0], [1, 1, 1, 1, 1, 0, 0]])
    let masked = attention(x, seeing: memory, mask: mask)
    #expect(distance(masked, attention(x, seeing: memory.slice(axis: 1, 0..<5))) < 1e-12)
    let weights = Tensor<Double>.normal([2, 4, 8], using: &random)
    let error = try gradientError(of: attention) {
      (attention(x, seeing: memory, mask: mask) * weights).sum()
    }
    #expect(error < 1e-6)
  }

  @Test("Padding is seen by no place: what stands there changes nothing", arguments: [false, true])
  func padding(isCausal: Bool) throws {
    var random = RandomSource(seed: 5)
    let block = TransformerBlock<Double>(8, heads: 2, using: &random)
    let x = Tensor<Double>.normal([2, 6, 8], using: &random)
    let mask: Tensor<Double> = [[1, 1, 1, 1, 0, 0], [1, 1, 1, 1, 0, 0]]
    let masked = block(x, isCausal: isCausal, mask: mask).slice(axis: 1, ..<4)
    #expect(distance(masked, block(x.slice(axis: 1, ..<4), isCausal: isCausal)) < 1e-12)
    let attention = block.attention(x, isCausal: isCausal, mask: mask).slice(axis: 1, ..<4)
    let alone = block.attention(x.slice(axis: 1, ..<4), isCausal: isCausal)
    #expect(distance(attention, alone) < 1e-12)
    let weights = Tensor<Double>.normal([2, 6, 8], using: &random)
    let error = try gradientError(of: block) {
      (block(x, isCausal: isCausal, mask: mask) * weights).sum()
    }
    #expect(error < 1e-6)
  }

  @Test("A block that sees a narrower memory: padding is not seen, gradients are right")
  func memory() throws {
    var random = RandomSource(seed: 6)
    let block = CrossAttentionBlock<Double>(8, memory: 6, heads: 2, using: &random)
    let x = Tensor<Double>.normal([2, 4, 8], using: &random)
    let memory = Tensor<Double>.normal([2, 5, 6], using: &random)
    let mask: Tensor<Double> = [[1, 1, 1, 0, 0], [1, 1, 1, 0, 0]]
    let masked = block(x, memory, isCausal: true, memoryMask: mask)
    #expect(masked.shape == [2, 4, 8])
    #expect(distance(masked, block(x, memory.slice(axis: 1, ..<3), isCausal: true)) < 1e-12)
    let weights = Tensor<Double>.normal([2, 4, 8], using: &random)
    let error = try gradientError(of: block) {
      (block(x, memory, isCausal: true, memoryMask: mask) * weights).sum()
    }
    #expect(error < 1e-6)
  }

  @Test("A convolution and a norm have the gradients of central differences")
  func convolution() throws {
    var random = RandomSource(seed: 4)
    let convolution = Conv2d<Double>(2, 3, kernel: 3, stride: 2, padding: 1, using: &random)
    let images = Tensor<Double>.normal([2, 2, 5, 5], using: &random)
    let weights = Tensor<Double>.normal([2, 3, 3, 3], using: &random)
    #expect(try gradientError(of: convolution) { (convolution(images) * weights).sum() } < 1e-6)
    let norm = LayerNorm<Double>(5)
    let weighted = Tensor<Double>.normal([2, 2, 5, 5], using: &random)
    #expect(try gradientError(of: norm) { (norm(images) * weighted).sum() } < 1e-6)
  }
}
