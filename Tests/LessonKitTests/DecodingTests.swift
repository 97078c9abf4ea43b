import LessonKit
import Margin
import TestSupport
import Testing

@Suite("Decoding") struct DecodingTests {
  /// Words that depend on the one before alone.
  private struct Chain: NextWordModel {
    /// Logits of the first word, then of the word behind each: [1 + V, V]; the start is the word V.
    var table: Tensor<Double>
    /// How many texts each call went on with.
    var counts: [Int] = []

    mutating func logits(after words: [Int]) -> Tensor<Double> {
      counts.append(words.count)
      return table.rows(at: words)
    }

    mutating func keep(_ places: [Int]) {}
  }

  private func golden() throws -> (chain: Chain, bounds: TextBounds, expected: GoldenValue) {
    let golden = try GoldenFile("14-blip").case("beam search")
    let start = try golden.inputs.start.tensor.unsqueezed(axis: 0)
    let table = concatenate([try golden.inputs.transition.tensor, start])
    return (Chain(table: table), TextBounds(start: 4, end: 3, longest: 4), golden.expected)
  }

  private func isTold(_ text: Hypothesis, _ words: GoldenValue, _ logProbability: GoldenValue)
    throws -> Bool
  {
    let told = try words.values.map { Int(try $0.number) }
    let difference = abs(text.logProbability - (try logProbability.number))
    return text.words + (text.hasEnded ? [3] : []) == told && difference < 1e-12
  }

  @Test("three beams find the likeliest text where one does not, as enumeration says")
  func beams() throws {
    let (chain, bounds, expected) = try golden()
    let one = beamSearch(chain, count: 1, beams: 1, bounds)
    #expect(try isTold(one[0][0], expected.beam1, expected.beam1LogProbability))
    let three = beamSearch(chain, count: 1, beams: 3, bounds)
    #expect(try isTold(three[0][0], expected.beam3, expected.beam3LogProbability))
    #expect(try isTold(three[0][0], expected.best, expected.bestLogProbability))
  }

  @Test("as many beams as there are beginnings find what enumeration finds, whatever the table")
  func enumeration() throws {
    var random = RandomSource(seed: 5)
    for _ in 0..<40 {
      let table = Tensor<Double>.normal([5, 4], deviation: 1.5, using: &random)
        .logSoftmax(axis: 1)
      let bounds = TextBounds(start: 4, end: 3, longest: 4)
      let best = beamSearch(Chain(table: table), count: 1, beams: 64, bounds)[0][0]
      let all = texts(bounds).map { text in
        zip([4] + text, text).reduce(0) { $0 + table[$1.0, $1.1] }
      }
      #expect(abs(best.logProbability - (all.max() ?? 0)) < 1e-12)
    }
  }

  /// All texts that end, or are cut off.
  private func texts(_ bounds: TextBounds) -> [[Int]] {
    var (live, all): ([[Int]], [[Int]]) = ([[]], [])
    for _ in 0..<bounds.longest {
      let next = live.flatMap { text in (0..<4).map { text + [$0] } }
      all += next.filter { $0.last == bounds.end }
      live = next.filter { $0.last != bounds.end }
    }
    return all + live
  }

  @Test("texts that are searched for at once are those that are searched for alone")
  func batches() throws {
    let (chain, bounds, _) = try golden()
    let alone = beamSearch(chain, count: 1, beams: 3, bounds, lengthPower: 1)[0]
    for texts in beamSearch(chain, count: 3, beams: 3, bounds, lengthPower: 1) {
      #expect(texts == alone)
    }
  }

  @Test("greedy words are those of one beam, and a text that has ended costs nothing more")
  func greedy() throws {
    let (chain, bounds, _) = try golden()
    let one = beamSearch(chain, count: 1, beams: 1, bounds)[0][0]
    #expect(writtenTexts(chain, count: 2, bounds, choose: greedyWords) == [one.words, one.words])
    var counts: [Int] = []
    let texts = writtenTexts(chain, count: 3, bounds) { logits in
      counts.append(logits.shape[0])
      return logits.shape[0] == 3 ? [0, 3, 1] : logits.shape[0] == 2 ? [3, 2] : [1]
    }
    #expect(texts == [[0], [], [1, 2, 1, 1]] || texts == [[0], [], [1, 2, 1]])
    #expect(counts == [3, 2, 1, 1])
  }

  @Test("a nucleus is the smallest set that reaches its mass, the word that reaches it included")
  func nucleusSet() throws {
    let golden = try GoldenFile("14-blip").case("nucleus")
    let logits = try golden.inputs.logits.tensor.unsqueezed(axis: 0)
    let kept = nucleus(logits, mass: try golden.inputs.p.number)
    let indices = (0..<6).filter { kept[0, $0] > -.infinity }
    #expect(try indices == golden.expected.kept.values.map { Int(try $0.number) })
    let expected = try golden.expected.renormalised.tensor
    #expect(abs(kept.softmax(axis: 1).row(0) - expected).max().scalar < golden.tolerance)
    // The likeliest word alone, all words, and never none.
    #expect(nucleus(logits, mass: 0.1).softmax(axis: 1)[0, 0] == 1)
    #expect(nucleus(logits, mass: 0).softmax(axis: 1)[0, 0] == 1)
    #expect(nucleus(logits, mass: 1) == logits)
  }
}
