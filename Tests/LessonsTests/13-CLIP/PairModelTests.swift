import LessonKit
import Margin
import Testing

@testable import Lesson13

@Suite("What learns from pairs") struct PairModelTests {
  private var random = RandomSource(seed: 7)
  private let vocabulary = CaptionVocabulary.world

  private mutating func tower() -> ImageTower {
    ImageTower(.residual, width: 16, using: &random)
  }

  private mutating func pictures(_ count: Int) -> Tensor<Float> {
    2 * ShapeWorld().scenes(count, using: &random).images.pixels() - 1
  }

  @Test("a class's vector is the mean direction of its texts, at unit length")
  mutating func classVectors() throws {
    let net = ContrastiveNet(image: tower(), text: .small(vocabulary, using: &random))
    let texts = try ["a red circle", "a blue bar on grey", "a tiny ring"].map {
      try vocabulary.encode($0)
    }
    let v = withoutGradients { net.classVectors([[texts[0], texts[1]], [texts[2]]]) }
    #expect(v.shape == [2, 64])
    #expect(abs(v.norm(axis: 1) - 1).max().scalar < 1e-5)
    let alone = withoutGradients { net.text(texts).normalized(axis: 1) }
    #expect(abs(v.row(1) - alone.row(2)).max().scalar < 1e-5)
    let mean = (alone.row(0) + alone.row(1)).reshaped(1, 64).normalized(axis: 1)
    #expect(abs(v.row(0) - mean.row(0)).max().scalar < 1e-5)
  }

  @Test("scores of a contrastive net are s times cosines")
  mutating func cosines() throws {
    let net = ContrastiveNet(image: tower(), text: .small(vocabulary, using: &random))
    let x = pictures(5)
    let scores = withoutGradients {
      net.scores(x, Prompts.one.classes()) / exp(net.logScale)
    }
    #expect(scores.shape == [5, 48])
    #expect(abs(scores).max().scalar <= 1.00001)
  }

  @Test("a bag of words does not see their order, and uniform words cost ln V")
  mutating func bag() throws {
    let net = BagOfWords(tower(), vocabulary, using: &random)
    let (x, texts) = (
      pictures(3), ["a red circle left of a blue bar", "a blue circle left of a red bar"]
    )
    let tokens = try texts.map { try vocabulary.encode($0) }
    let scores = withoutGradients { net.scores(x, tokens.map { [$0] }) }
    #expect(abs(scores.column(0) - scores.column(1)).max().scalar < 1e-5)
    let loss = withoutGradients { net.loss(x, [tokens[0], tokens[0], tokens[0]]) }
    #expect(abs(loss.scalar + scores.column(0).mean().scalar) < 1e-4)
    #expect(abs(Double(loss.scalar) - log(60.0)) < 2)
  }

  @Test("the score of one caption is its ln p: minus the loss times its words and its end")
  mutating func likelihood() throws {
    let net = Captioning(tower(), vocabulary, using: &random)
    let x = pictures(2)
    let tokens = try ["a red circle on grey", "a bar"].map { try vocabulary.encode($0) }
    let scores = withoutGradients { net.scores(x, [[tokens[0]], [tokens[1]]]) }
    #expect(scores.shape == [2, 2])
    for (n, k) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
      let loss = withoutGradients { net.loss(x.slice(n..<n + 1), [tokens[k]]) }
      let logarithm = -loss.scalar * Float(tokens[k].count - 1)
      #expect(abs(scores[n, k] - logarithm) < 1e-3)
    }
  }

  @Test("a caption's likelihood depends on the order of its words")
  mutating func order() throws {
    let net = Captioning(tower(), vocabulary, using: &random)
    let tokens = try ["a red circle", "circle red a"].map { [try vocabulary.encode($0)] }
    let scores = withoutGradients { net.scores(pictures(1), tokens) }
    #expect(abs(scores[0, 0] - scores[0, 1]) > 1e-3)
  }

  @Test(
    "with 1/τ = 1 even a perfect net pays: 2.90 nats of ln 128, 3.87 where others are at right angles"
  )
  func scale() {
    #expect(abs(log(1 + 127 * exp(-2.0)) - 2.90) < 0.005)
    let x = Tensor<Double>.identity(128)
    let loss = symmetricInfoNCE(x, x, scale: Tensor(1))
    #expect(abs(loss.scalar - log(1 + 127 / exp(1.0))) < 1e-9)
    #expect(abs(loss.scalar - 3.87) < 0.01)
  }

  @Test("prompts: one, six and forty texts a class, all of words that captions have")
  func prompts() {
    #expect(Prompts.allCases.map { $0.classes()[0].count } == [1, 6, 40])
    #expect(Prompts.allCases.allSatisfy { $0.classes().count == 48 })
    let texts = Prompts.six.classes([ObjectKind(.orange, .bar)])[0].map(vocabulary.decode)
    #expect(texts.contains("an orange bar") && texts.contains("a small orange bar"))
    #expect(texts.contains("an orange bar on grey"))
    for text in Prompts.forty.classes([ObjectKind(.red, .circle)])[0].map(vocabulary.decode) {
      #expect(Statement(text)?.objects.first?.size != nil, "\(text)")
    }
  }
}
