import LessonKit
import Margin
import TestSupport
import Testing

@testable import Lesson02

/// A toy corpus with its words.
struct Toy {
  let sentences: Sentences
  let vocabulary: Vocabulary

  init(_ corpus: String) {
    let text = corpus == "en" ? ToyText.english.training : ToyText.chinese.training
    (sentences, vocabulary) = Sentences.reading(
      Corpus(text), unit: corpus == "en" ? .word : .character)
  }

  func read(_ line: String) -> Sentences {
    Sentences(
      Corpus(line), unit: vocabulary.number(of: Array("the".utf8)[...]) != nil ? .word : .character,
      vocabulary: vocabulary)
  }

  func table(_ order: Int) -> NGramTable {
    NGramTable(sentences, vocabulary: vocabulary.count, order: order)
  }

  /// The model of a golden case.
  func model(_ golden: GoldenCase) throws -> NGramModel {
    let order = Int(try golden.inputs.order.number)
    var settings = SmoothingSettings(smoothing: .modifiedKneserNey)
    var lambdas: [Double] = []
    switch golden.name {
    case let name where name.contains("maximum"): settings.smoothing = .maximumLikelihood
    case let name where name.contains("add-"):
      settings.smoothing = .addK
      settings.k = try golden.inputs.k.number
    case let name where name.contains("Mercer"):
      settings.smoothing = .jelinekMercer
      lambdas = try (1...order).map {
        try golden.inputs[dynamicMember: "lambda by order"][dynamicMember: "\($0)"].number
      }
    case let name where name.contains("Witten"): settings.smoothing = .wittenBell
    case let name where name.contains("Katz"): settings.smoothing = .katz
    case let name where name.contains("absolute"):
      settings.smoothing = .absoluteDiscounting
      settings.discount = try golden.inputs.D.number
    case let name where name.contains("interpolated"):
      settings.smoothing = .kneserNey
      settings.discount = (try? golden.inputs.D.number) ?? 0
    default: break
    }
    return NGramModel(
      table(order), order: order, settings, lambdas: lambdas,
      hasUnknown: golden.name.contains("<unk>"))
  }
}

@Suite("N-grams: golden values")
struct NGramGoldenTests {
  static let names: [String] = ((try? GoldenFile("02-ngram").cases) ?? []).map(\.name).filter {
    $0.contains(", order ") && !$0.contains("stupid") && !$0.contains("nltk") && !$0.contains("EM")
      && !$0.contains("out-of") && !$0.contains("ARPA")
  }

  @Test("every distribution and test perplexity of two independent computations", arguments: names)
  func distributions(name: String) throws {
    let golden = try #require(try GoldenFile("02-ngram").cases.first { $0.name == name })
    let toy = Toy(try golden.inputs.corpus.text)
    let model = try toy.model(golden)
    guard case .object(let contexts) = golden.expected.distributions else {
      Issue.record("no distributions")
      return
    }
    for (h, expected) in contexts {
      var context = Context(order: model.order)
      for word in h.split(separator: " ") where word != "<s>" {
        context.advance(over: try number(word, toy), in: model.table)
      }
      guard case .object(let p) = expected else { continue }
      let found = model.distribution(after: context)
      for (word, p) in p {
        let w = Int(try number(Substring(word), toy))
        #expect(abs(found[w] - (try p.number)) < 1e-12, "\(h) | \(word)")
      }
    }
    guard let perplexity = try? golden.expected[dynamicMember: "test perplexity"].number else {
      return
    }
    let lines = try golden.inputs.test.values.map { try $0.text.replacing(toy.blank, with: "") }
    let found = Perplexity(model, toy.read(lines.joined(separator: "\n")))
    #expect(relativeError(found.value, perplexity) < 1e-10)
  }

  private func number(_ word: Substring, _ toy: Toy) throws -> Int32 {
    try #require(toy.vocabulary.number(of: Array(word.utf8)[...]), "\(word)")
  }

  @Test("counts, continuation counts and their counts")
  func counts() throws {
    for corpus in ["en", "zh"] {
      let expected = try GoldenFile("02-ngram").case("\(corpus) counts").expected
      let toy = Toy(corpus)
      let table = toy.table(3)
      #expect(Double(table.total) == (try expected[dynamicMember: "tokens (with </s>)"].number))
      for n in 1...3 {
        let counts = table.predictedCounts(at: n - 1)
        let number = try expected[dynamicMember: "n-grams"][dynamicMember: "\(n)"].number
        #expect(Double(counts.count { $0 > 0 }) == number)
        let adjusted = n == 3 ? counts : table.levels[n - 1].continuations
        for (name, counts) in [
          ("counts of counts", counts), ("counts of adjusted counts", adjusted),
        ] {
          let golden = expected[dynamicMember: name][dynamicMember: "\(n)"]
          for (i, number) in NGramTable.countsOfCounts(counts, upTo: 8).enumerated() {
            let there = (try? golden[dynamicMember: "\(i + 1)"].number) ?? 0
            #expect(Double(number) == there, "\(corpus) \(name) \(n) \(i + 1)")
          }
        }
      }
      guard case .object(let bigrams) = expected.bigrams else { continue }
      for (words, count) in bigrams {
        let numbers = try words.split(separator: " ").map { try self.number($0, toy) }
        let place = try #require(table.place(of: numbers))
        #expect(Double(table.levels[1].counts[Int(place)]) == (try count.number), "\(words)")
      }
    }
  }

  @Test("the weights of Jelinek–Mercer, step by step; the held-out likelihood never falls")
  func heldOut() throws {
    for corpus in ["en", "zh"] {
      let golden = try GoldenFile("02-ngram").case("\(corpus) Jelinek–Mercer weights")
      let toy = Toy(corpus)
      let lines = try golden.inputs[dynamicMember: "held-out"].values.map {
        try $0.text.replacing(toy.blank, with: "")
      }
      var weights = HeldOutWeights(
        toy.table(3), order: 3, heldOut: toy.read(lines.joined(separator: "\n")),
        vocabularySize: toy.vocabulary.count - 2)
      var former = -Double.infinity
      for iteration in 0...10 {
        let lambdas = weights.lambdas
        weights.step()
        #expect(weights.logLikelihood >= former - 1e-12)
        former = weights.logLikelihood
        let expected = golden.expected[dynamicMember: "after \(iteration) iterations"]
        guard case .object = expected else { continue }
        for n in 1...3 {
          let lambda = try expected[dynamicMember: "lambda by order"][dynamicMember: "\(n)"].number
          #expect(abs(lambdas[n - 1] - lambda) < 1e-10)
        }
        let height = try expected[dynamicMember: "held-out log-likelihood (nats)"].number
        #expect(relativeError(weights.logLikelihood, height) < 1e-10)
      }
    }
  }

  @Test("stupid back-off gives scores that do not sum to 1")
  func stupid() throws {
    for corpus in ["en", "zh"] {
      let golden = try GoldenFile("02-ngram").case("\(corpus) stupid back-off")
      let toy = Toy(corpus)
      let model = NGramModel(
        toy.table(3), order: 3, .init(smoothing: .stupidBackoff), hasUnknown: false)
      #expect(!model.isDistribution)
      guard case .object(let contexts) = golden.expected.scores else { continue }
      for (h, scores) in contexts {
        var context = Context(order: 3)
        for word in h.split(separator: " ") where word != "<s>" {
          context.advance(over: try number(word, toy), in: model.table)
        }
        let found = model.distribution(after: context)
        let sum = try golden.expected[dynamicMember: "sum of scores (not 1)"][dynamicMember: h]
          .number
        #expect(abs(found.reduce(0, +) - sum) < 1e-10 && abs(sum - 1) > 0.1)
        guard case .object(let scores) = scores else { continue }
        for (word, score) in scores {
          let w = Int(try number(Substring(word), toy))
          #expect(abs(found[w] - (try score.number)) < 1e-12)
        }
      }
    }
  }

  @Test("three discounts, and where there are too few counts for them")
  func discounts() throws {
    let golden = try GoldenFile("02-ngram").case("modified Kneser–Ney discounts")
    let rows = golden.inputs[dynamicMember: "counts of counts n1…n4"].values
    for (i, row) in rows.enumerated() {
      let found = Discounts.modified(try row.values.map { Int(try $0.number) })
      let expected = golden.expected[dynamicMember: "D1, D2, D3+"][i]
      for (discount, value) in zip([found.one, found.two, found.more], expected.values) {
        #expect(abs(discount - (try value.number)) < 1e-12)
      }
      guard case .flag(let isFallback) = golden.expected[dynamicMember: "fallback used"][i] else {
        Issue.record("no flag")
        continue
      }
      #expect(found.isFallback == isFallback)
    }
  }

  @Test("words that are not in the vocabulary, with them and without")
  func unknown() throws {
    let golden = try GoldenFile("02-ngram").case("en out-of-vocabulary")
    let toy = Toy("en")
    let model = NGramModel(toy.table(2), order: 2, .init(smoothing: .modifiedKneserNey))
    let test = toy.read("the fox sat on the mat\na cat barked")
    #expect(test.unknownCount == 2 && test.wordCount == 9)
    let found = Perplexity(model, test)
    let expected = golden.expected
    #expect(
      relativeError(found.value, try expected[dynamicMember: "test perplexity"].number) < 1e-10)
    #expect(
      relativeError(
        found.withoutUnknown,
        try expected[dynamicMember: "test perplexity without OOV"].number) < 1e-10)
  }

  @Test("temperature, top-k and top-p")
  func sampling() throws {
    let golden = try GoldenFile("02-ngram").case("sampling filters")
    let p = try golden.inputs.p.values.map { try $0.number }
    for (name, sampling) in [
      ("temperature only", Sampling(temperature: 0.5)), ("top-k only", Sampling(topK: 3)),
      ("top-p only", Sampling(topP: 0.8)),
      ("temperature then top-p", Sampling(temperature: 0.5, topP: 0.8)),
    ] {
      for (found, value) in zip(
        sampling.filtered(p), golden.expected[dynamicMember: name].values)
      {
        #expect(abs(found - (try value.number)) < 1e-12, "\(name)")
      }
    }
  }
}

extension Toy {
  /// Chinese golden sentences have blanks between the characters.
  fileprivate var blank: String {
    vocabulary.number(of: Array("the".utf8)[...]) != nil ? "\u{0}" : " "
  }
}
