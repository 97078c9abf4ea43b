import LessonKit
import Margin
import TestSupport
import Testing

@testable import Lesson14

@Suite("The mixture of encoders and a decoder") struct EncoderDecoderTests {
  private func near(_ a: Tensor<Double>, _ b: Tensor<Double>, _ tolerance: Double = 1e-10) -> Bool {
    a.shape == b.shape && abs(a - b).max().scalar < tolerance
  }

  private func stack(_ random: inout RandomSource, depth: Int = 2) -> TextStack<Double> {
    let form = MixtureForm()
    return TextStack(
      vocabulary: CaptionVocabulary.mixture.count + 1, length: form.length, width: 8,
      depth: depth, heads: 2, using: &random)
  }

  private let texts = [[5, 6, 7, 8], [9, 6], [10]]

  /// A block with the weights of a golden case.
  private func block(_ inputs: GoldenValue) throws -> GroundedBlock<Double> {
    var random = RandomSource(seed: 1)
    let block = GroundedBlock<Double>(8, heads: 2, using: &random)
    func input(_ name: String) throws -> Tensor<Double> {
      try inputs[dynamicMember: name].tensor
    }
    func joined(_ names: String...) throws -> Tensor<Double> {
      concatenate(try names.map(input))
    }
    block.attention.qkv.weight = try joined("Wq", "Wk", "Wv")
    block.attention.qkv.bias?.value = try joined("bq", "bk", "bv")
    block.attention.out.weight = try input("Wo")
    block.attention.out.bias?.value = try input("bo")
    (block.norm1.weight, block.norm1.bias) = try (input("g1"), input("c1"))
    (block.norm3.weight, block.norm3.bias) = try (input("g2"), input("c2"))
    block.up.weight = try input("W1")
    block.up.bias?.value = try input("b1")
    block.down.weight = try input("W2")
    block.down.bias?.value = try input("b2")
    return block
  }

  @Test("a causal block without an image agrees with torch's, at once and word by word")
  func goldenBlock() throws {
    let golden = try GoldenFile("13-transformer").case("whole block")
    let block = try block(golden.inputs)
    let x = try golden.inputs.x.tensor.unsqueezed(axis: 0)
    let expected = try golden.expected.y.tensor
    let y = block(x, seeing: nil, isCausal: true, mask: nil)
    #expect(near(y.row(0), expected))
    var past = PastWords<Double>()
    for place in 0..<5 {
      let next = block.next(x.slice(axis: 1, place..<place + 1), past: &past, seeing: nil)
      #expect(near(next.row(0), expected[place..<place + 1]))
    }
  }

  @Test("cross-attention and where it looks agree with torch's")
  func goldenCrossAttention() throws {
    let golden = try GoldenFile("13-transformer").case("cross-attention")
    var random = RandomSource(seed: 1)
    let cross = CrossAttention<Double>(8, heads: 2, using: &random)
    let inputs = golden.inputs
    cross.query.weight = try inputs.Wq.tensor
    cross.query.bias?.value = try inputs.bq.tensor
    cross.keyValue.weight = try concatenate([inputs.Wk.tensor, inputs.Wv.tensor])
    cross.keyValue.bias?.value = try concatenate([inputs.bk.tensor, inputs.bv.tensor])
    cross.out.weight = try inputs.Wo.tensor
    cross.out.bias?.value = try inputs.bo.tensor
    let x = try inputs.x.tensor.unsqueezed(axis: 0)
    let memory = cross.keyValue(try inputs.image.tensor.unsqueezed(axis: 0))
    #expect(try near(cross.look(x, at: memory).row(0), golden.expected.y.tensor))
    let heads = try golden.expected.attention.tensor
    #expect(near(cross.weights(x, at: memory).row(0), heads.mean(axis: 0)))
  }

  @Test("the first word alone is computed as with all others, for texts and for pairs")
  func firstWord() {
    var random = RandomSource(seed: 2)
    let stack = stack(&random)
    let tokens = Tensor<Double>.normal([2, 5, 8], using: &random)
    let memory = stack.memory(of: tokens)
    let batch = TextBatch<Double>(texts, behind: .encode)
    let alone = stack(batch).select(axis: 1, index: 0)
    #expect(near(stack.first(of: batch), alone))
    let (t, v) = ([0, 2, 1, 1], [0, 1, 0, 1])
    let whole = stack(batch.rows(at: t), seeing: memory.rows(at: v)).select(axis: 1, index: 0)
    #expect(near(stack.first(of: batch, at: t, seeing: memory, at: v), whole))
    let shallow = self.stack(&random, depth: 1)
    let seen = shallow.memory(of: tokens)
    #expect(
      near(
        shallow.first(of: batch, at: t, seeing: seen, at: v),
        shallow(batch.rows(at: t), seeing: seen.rows(at: v)).select(axis: 1, index: 0)))
  }

  @Test("a text's features do not depend on longer texts beside it")
  func padding() {
    var random = RandomSource(seed: 3)
    let stack = stack(&random)
    let all = stack.first(of: TextBatch<Double>(texts, behind: .classify))
    for (index, text) in texts.enumerated() {
      let alone = stack.first(of: TextBatch<Double>([text], behind: .classify))
      #expect(near(alone.row(0), all.row(index)))
    }
  }

  @Test("a writer that keeps keys and values tells the logits of the whole pass")
  func cache() {
    var random = RandomSource(seed: 4)
    let stack = stack(&random)
    let memory = stack.memory(of: .normal([2, 5, 8], using: &random))
    let written = [[5, 6, 7], [8, 9, 10]]
    let batch = TextBatch<Double>(written, behind: .decode)
    let whole = stack.logits(stack(batch, seeing: memory, isCausal: true))
    var writer = CaptionWriter(stack, seeing: memory, forbidden: [0])
    for place in 0..<3 {
      let logits = writer.logits(after: batch.words.map { $0[place] })
      #expect(logits[0, 0] == -.infinity)
      let expected = whole.select(axis: 1, index: place)
      #expect(near(logits.slice(axis: 1, 1...), expected.slice(axis: 1, 1...)))
    }
    writer.keep([1, 1])
    let last = writer.logits(after: [10, 10])
    #expect(near(last.row(0).slice(1...), whole.select(axis: 1, index: 3).row(1).slice(1...)))
  }

  @Test("encoder and decoder share all but self-attention, or nothing")
  func sharing() {
    var random = RandomSource(seed: 5)
    let shared = BLIPNet(MixtureForm(), sharesLayers: true, using: &random)
    let names = shared.namedParameters.filter { $0.otherNames.isEmpty }.map(\.name)
    let own = names.filter { $0.hasPrefix("decoder") }
    #expect(own.count == 8 && own.allSatisfy { $0.contains("attention") })
    let separate = BLIPNet(MixtureForm(), sharesLayers: false, using: &random)
    #expect(separate.parameterCount > shared.parameterCount + 200_000)
  }

  @Test("where a word looks sums to 1 over the image's tokens")
  func attentionMaps() {
    var random = RandomSource(seed: 6)
    let stack = stack(&random)
    let tokens = Tensor<Double>.normal([1, 17, 8], using: &random)
    let maps = stack.attentionMaps([5, 6, 7], behind: .decode, seeing: tokens)
    #expect(maps.shape == [3, 17])
    #expect(abs(maps.sum(axis: 1) - 1).max().scalar < 1e-12)
  }
}
