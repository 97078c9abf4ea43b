import LessonKit
import Margin
import Testing

@Suite("The nets") struct NetTests {
  private var random = RandomSource(seed: 3)

  @Test("a pixel of MADE's depends on the pixels before it alone")
  mutating func autoregressive() {
    let net = MADENet(6, hidden: 20)
    for parameter in net.parameters {
      parameter.value = .normal(parameter.value.shape, deviation: 0.5, using: &random)
    }
    let x = Tensor<Float>.normal([1, 6], using: &random)
    let before = net(x).row(0).scalars
    for d in 0..<6 {
      var pixels = x.scalars
      pixels[d] += 1
      let after = net(Tensor(pixels, shape: [1, 6])).row(0).scalars
      for place in 0...d { #expect(after[place] == before[place], "\(place) of \(d)") }
    }
  }

  @Test("encoders give a row of features for each thing")
  mutating func shapes() {
    let pictures = Tensor<Float>.normal([2, 3, 32, 32], using: &random)
    let vision = VisionTransformer(width: 16, depth: 1, shared: 8, using: &random)
    #expect(vision(pictures).shape == [2, 8])
    #expect(ConvNet(shared: 8, using: &random)(pictures).shape == [2, 8])
    #expect(ResidualEncoder(width: 8, shared: 5, using: &random)(pictures).shape == [2, 5])
    #expect(ResidualTrunk(width: 8, using: &random)(pictures).shape == [2, 16, 4, 4])
    let text = TextTransformer(
      vocabulary: 10, length: 4, width: 16, depth: 1, shared: 8, using: &random)
    #expect(text([[1, 2, 3, 4], [4, 3, 2, 1]]).shape == [2, 8])
    #expect(text([[1, 2], [4, 3, 2]]).shape == [2, 8])
    let images = Tensor<Float>.normal([2, 784], using: &random)
    #expect(MLPEncoder(using: &random)(images).shape == [2, 128])
    #expect(ConvEncoder(using: &random)(images).shape == [2, 128])
  }

  @Test("a text's features do not depend on what it is filled up with beside longer ones")
  mutating func padding() {
    let text = TextTransformer(
      vocabulary: 10, length: 6, width: 16, depth: 2, shared: 8, using: &random)
    let (alone, beside) = (text([[1, 5, 2]]), text([[1, 5, 2], [1, 3, 4, 5, 6, 2]]))
    #expect(abs(alone.row(0) - beside.row(0)).max().scalar < 1e-6)
    #expect(abs(text([[1, 5, 2]]) - text([[1, 6, 2]])).max().scalar > 1e-3)
  }

  @Test("a language model's logits at a place do not see what comes after")
  mutating func causal() {
    let model = LanguageModel(vocabulary: 10, length: 4, width: 16, depth: 2, using: &random)
    let (one, other) = (model([[1, 2, 3, 4]]), model([[1, 2, 9, 9]]))
    #expect(one.shape == [1, 4, 10])
    #expect(one.slice(axis: 1, 0..<2) == other.slice(axis: 1, 0..<2))
    #expect(one != other)
  }
}
