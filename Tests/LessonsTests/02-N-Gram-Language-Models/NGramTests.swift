import Foundation
import LessonKit
import Margin
import TestSupport
import Testing

@testable import Lesson02

@Suite("N-grams")
struct NGramTests {
  private static let proper = Smoothing.allCases.filter(\.isDistribution)

  @Test(
    "the probabilities of all words sum to 1 in every context, seen or not",
    arguments: proper, [1, 2, 3, 5])
  func sums(smoothing: Smoothing, order: Int) throws {
    for corpus in ["en", "zh"] {
      let toy = Toy(corpus)
      let table = toy.table(order)
      let model = NGramModel(table, order: order, .init(smoothing: smoothing))
      var context = Context(order: order)
      var random = RandomSource(seed: 3)
      var worst = 0.0
      // Along the text, and along words in any order.
      let words =
        toy.sentences.tokens
        + (0..<200).map { _ in Int32(random.integer(below: toy.vocabulary.count)) }
      for word in words {
        if word == Vocabulary.begin || word == Vocabulary.end {
          context = Context(order: order)
          continue
        }
        context.advance(over: word, in: table)
        worst = max(worst, abs(model.distribution(after: context).reduce(0, +) - 1))
      }
      #expect(worst < 1e-9, "\(corpus)")
    }
  }

  @Test(
    "what a distribution says of a word is what the word alone is given",
    arguments: Smoothing.allCases)
  func oneByOne(smoothing: Smoothing) throws {
    let toy = Toy("en")
    let table = toy.table(4)
    for order in 1...4 {
      let model = NGramModel(table, order: order, .init(smoothing: smoothing))
      var context = Context(order: order)
      for word in toy.sentences.tokens.dropFirst() where word != Vocabulary.begin {
        let p = model.distribution(after: context)[Int(word)]
        #expect(abs(model.probability(of: word, after: &context) - p) < 1e-15)
        if word == Vocabulary.end { context = Context(order: order) }
      }
    }
  }

  @Test("a model of a lower order is that of a text counted to that order", arguments: proper)
  func lowerOrder(smoothing: Smoothing) throws {
    let toy = Toy("en")
    let test = toy.read(ToyText.english.test)
    let table = toy.table(5)
    for order in 1...5 {
      let own = NGramModel(toy.table(order), order: order, .init(smoothing: smoothing))
      let model = NGramModel(table, order: order, .init(smoothing: smoothing))
      #expect(Perplexity(own, test).value == Perplexity(model, test).value)
    }
  }

  @Test(
    "a model that is written and read gives the same probabilities", arguments: Smoothing.allCases)
  func arpa(smoothing: Smoothing) throws {
    let toy = Toy("en")
    for order in 1...4 {
      let model = NGramModel(toy.table(order), order: order, .init(smoothing: smoothing))
      if smoothing == .addK, order > 1 {
        #expect(throws: ARPAError.addK) { try ARPAWriter(model, toy.vocabulary) }
        continue
      }
      let read = try ARPAReader(Corpus(arpa(model, toy)))
      let back = read.model
      #expect(
        back.order == order && back.table.levels.map(\.count) == model.table.levels.map(\.count))
      // Stupid back-off loses 0.4 even for contexts that no file can list.
      let text = smoothing == .stupidBackoff ? ToyText.english.training : ToyText.english.test
      let sentences = Sentences(Corpus(text), unit: .word, vocabulary: read.vocabulary)
      var (a, b) = (Context(order: order), Context(order: order))
      for word in sentences.tokens {
        if word == Vocabulary.begin {
          (a, b) = (Context(order: order), Context(order: order))
          continue
        }
        let own = try #require(toy.vocabulary.number(of: read.vocabulary.bytes(of: word)))
        let p = model.probability(of: own, after: &a)
        let q = back.probability(of: word, after: &b)
        #expect(abs(log(max(p, 1e-99)) - log(max(q, 1e-99))) < 1e-6 * 3, "\(order) \(p) \(q)")
      }
    }
  }

  private func arpa(_ model: NGramModel, _ toy: Toy) throws -> String {
    var bytes: [UInt8] = []
    let file = SavedText { bytes += $0 }
    try ARPAWriter(model, toy.vocabulary).write(to: file)
    try file.finish()
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test("a file of another program gives its probabilities")
  func golden() throws {
    let golden = try GoldenFile("02-ngram").case("en ARPA file")
    let path = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Goldens/02-toy.arpa").path
    let text = try String(contentsOfFile: path, encoding: .utf8)
    for text in [
      text, "made by hand\n\n" + text.replacing("\n", with: "\r\n"),
      text.replacing("\t", with: "  "),
    ] {
      let read = try ARPAReader(Corpus(text))
      for (sentence, expected) in zip(
        golden.inputs.sentences.values,
        golden.expected[dynamicMember: "log10 probability of each sentence"].values)
      {
        let test = Sentences(Corpus(try sentence.text), unit: .word, vocabulary: read.vocabulary)
        #expect(abs(Perplexity(read.model, test).logSum / log(10) - (try expected.number)) < 1e-5)
      }
    }
  }

  @Test(
    "what is wrong with an ARPA file is one line",
    arguments: [
      ("nothing", "\\data\\"), ("\\data\\\nngrams 1=2\n", "line 2 is no"),
      (
        "\\data\\\nngram 1=2\n\n\\1-grams:\n-1 a\n\n\\end\\\n",
        "2 n-grams of order 1 are declared, and there are 1"
      ),
      (
        "\\data\\\nngram 1=9000000000000000000\n\n\\1-grams:\n-1 a\n\n\\end\\\n",
        "9000000000000000000 n-grams of order 1 are declared, and there are 1"
      ),
      ("\\data\\\nngram 1=1\n\n\\1-grams:\nx a\n\\end\\\n", "line 5 does not begin"),
      ("\\data\\\nngram 1=1\n\n\\1-grams:\nnan a\n\\end\\\n", "line 5 does not begin"),
      ("\\data\\\nngram 1=1\n\n\\1-grams:\n0.5 a\n\\end\\\n", "line 5: a logarithm"),
      ("\\data\\\nngram 1=1\n\n\\1-grams:\n-1 a b c\n\\end\\\n", "line 5 is no n-gram of order 1"),
      (
        "\\data\\\nngram 1=1\nngram 2=1\n\n\\1-grams:\n-1 a\n\\2-grams:\n-1 b a\n\\end\\\n",
        "line 8: the n-gram without"
      ),
      ("\\data\\\nngram 1=2\n\n\\1-grams:\n-1 a\n-1 a\n\\end\\\n", "twice"),
      ("\\data\\\nngram 1=1\n\n\\1-grams:\n-1 a\n", "\\end\\"),
    ])
  func refusal(file: String, words: String) {
    let error = #expect(throws: ARPAError.self) { try ARPAReader(Corpus(file)) }
    let message = error?.description ?? ""
    #expect(message.contains(words) && !message.contains("\n"), "\(message)")
  }

  @Test("a logarithm of −∞ is a probability of 0")
  func infinity() throws {
    let file = "\\data\\\nngram 1=2\n\n\\1-grams:\n-inf a\n0 </s>\n\\end\\\n"
    let read = try ARPAReader(Corpus(file))
    let a = try #require(read.vocabulary.number(of: [0x61][...]))
    let p = read.model.distribution(after: Context(order: 1))
    #expect(p[Int(a)] == 0 && p[Int(Vocabulary.end)] == 1)
  }

  @Test("a context at the beginning of a sentence is a short one, not one that was never seen")
  func beginning() throws {
    let toy = Toy("en")
    for smoothing in [Smoothing.addK, .stupidBackoff] {
      let two = NGramModel(toy.table(2), order: 2, .init(smoothing: smoothing))
      let four = NGramModel(toy.table(4), order: 4, .init(smoothing: smoothing))
      #expect(
        two.distribution(after: Context(order: 2)) == four.distribution(after: Context(order: 4)))
    }
  }
}
