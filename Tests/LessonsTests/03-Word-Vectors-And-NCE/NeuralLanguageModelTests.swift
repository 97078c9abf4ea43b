import LessonKit
import Margin
import TestSupport
import Testing

@testable import Lesson03

@Suite("Neural language model: what holds for every input")
struct NeuralLanguageModelTests {
  private let corpus = Corpus("the cat sat\nthe dog sat on the cat\na dog ran\nthe cat ran\n")

  @Test("Kneser–Ney gives probabilities that sum to 1, the same one by one", arguments: 1...4)
  func kneserNey(order: Int) {
    let (sentences, vocabulary) = Sentences.reading(corpus, unit: .word)
    let model = KneserNey(sentences, vocabulary: vocabulary, order: order)
    let contexts = Contexts(of: sentences, order: order)
    let unseen: [[Int32]] = [[Vocabulary.unknown, Vocabulary.unknown, Vocabulary.unknown]]
    for context in (0..<contexts.count).map({ contexts.context($0) }) + unseen {
      let context = Array(context.drop { $0 == Vocabulary.begin })
      let p = model.distribution(after: context)
      #expect(abs(p.reduce(0, +) - 1) < 1e-12)
      for w in p.indices where w != Int(Vocabulary.begin) {
        #expect(abs(p[w] - model.probability(of: Int32(w), after: context[...])) < 1e-15)
      }
    }
  }

  @Test("Kneser–Ney tells how much is counted, and ends where it is not to go on")
  func counting() throws {
    let (sentences, vocabulary) = Sentences.reading(corpus, unit: .word)
    var shares: [Double] = []
    _ = KneserNey(sentences, vocabulary: vocabulary, order: 4) { done, total in
      shares.append(Double(done) / Double(total))
      return true
    }
    #expect(shares == shares.sorted() && shares.count >= 4 && shares.last == 1)
    var calls = 0
    _ = KneserNey(sentences, vocabulary: vocabulary, order: 4) { _, _ in
      calls += 1
      return false
    }
    #expect(calls == 1)
    let host = try run(
      NeuralLanguageModel(),
      NeuralLanguageModel.quick.mapValues {
        Int($0).map { .integer($0) } ?? .choice($0)
      })
    let before = host.shares.filter { $0.step == 0 }
    #expect(before.contains { 0.3..<1 ~= Double($0.done) / Double($0.total) })
    #expect(before.last?.done == before.last?.total)
  }

  @Test("contexts do not reach beyond their sentence")
  func contexts() {
    let (sentences, vocabulary) = Sentences.reading(Corpus("a b\nc\n"), unit: .word)
    let contexts = Contexts(of: sentences, order: 3)
    let words = (0..<contexts.count).map { i in
      (contexts.context(i) + [contexts.target(i)]).map { vocabulary[$0] }.joined(separator: " ")
    }
    #expect(words == ["<s> <s> a", "<s> a b", "a b </s>", "<s> <s> c", "<s> c </s>"])
    #expect(contexts.words(at: [1]) == [[3, 1]] && contexts.targets(at: [1]) == [4])
  }

  @Test(
    "every gradient is that of central differences, with and without each part",
    arguments: [
      (0, true), (3, false), (3, true),
    ])
  func gradients(hidden: Int, isDirect: Bool) throws {
    var random = RandomSource(seed: 3)
    let net = NeuralNet<Double>(
      [Double](repeating: -1.6, count: 5), order: 3, features: 2, hidden: hidden,
      isDirect: isDirect, using: &random)
    for parameter in net.parameters {
      parameter.value = .normal(parameter.value.shape, using: &random)
    }
    let (contexts, targets) = ([[1, 2], [4, 1], [1, 1]], [0, 3, 4])
    try net.loss(contexts, targets).backward()
    for parameter in net.parameters {
      guard let gradient = parameter.gradient else {
        #expect(hidden == 0)
        continue
      }
      let start = parameter.value.stoppingGradient()
      for i in 0..<start.count {
        func loss(_ h: Double) -> Double {
          var numbers = start.scalars
          numbers[i] += h
          parameter.value = Tensor(numbers, shape: start.shape)
          return withoutGradients { net.loss(contexts, targets) }.scalar
        }
        let slope = (loss(1e-5) - loss(-1e-5)) / 2e-5
        #expect(abs(slope - gradient.scalars[i]) < 1e-6 * max(1, abs(slope)))
      }
      parameter.value = start
    }
  }

  @Test("it begins with the words' frequencies: the first loss is near their entropy")
  func start() throws {
    let pane = Pane(host: RecordingHost(), seed: 0)
    let text = try LanguageText(.world, in: pane)
    let net = NeuralNet<Float>(
      text.logUnigrams, order: 3, features: 5, hidden: 8, isDirect: false, using: &pane.random)
    let test = Contexts(of: text.test, order: 3)
    let all = 0..<test.count
    let loss = withoutGradients { net.loss(test.words(at: all), test.targets(at: all)) }.scalar
    let entropy = text.logUnigrams.reduce(0) { $0 - exp($1) * $1 }
    #expect(abs(Double(loss) - entropy) < 0.05)
  }

  @Test("a text of one line is told in words")
  func degenerate() throws {
    let path = try temporaryCSV("a b c\n")
    let error = #expect(throws: TextError.self) {
      try run(NeuralLanguageModel()) { $0.paths = ["corpus": path] }
    }
    #expect("\(try #require(error))".contains("too few to learn from some"))
  }
}
