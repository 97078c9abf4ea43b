import Foundation
import LessonKit
import Margin
import Testing

@testable import Lesson02

@Suite("The kernel NGram")
struct NGramKernelTests {
  private func run(
    _ values: [String: ParameterValue], corpus: String? = nil, test: String? = nil
  ) throws -> RecordingHost {
    let paths = [
      "corpus": try corpus.map(temporaryCSV), "test": try test.map(temporaryCSV),
    ].compactMapValues { $0 }
    return try LessonsTests.run(NGram(), values) { $0.paths = paths }
  }

  private let toy: [String: ParameterValue] = [
    "cutoff": .integer(1), "order": .integer(3), "length": .integer(9),
  ]

  @Test("The perplexity of the toy text is that of the golden file, whatever ends its lines")
  func perplexity() throws {
    let text = ToyText.english.training
    for corpus in [
      text, text.replacing("\n", with: "\r\n"), "\u{FEFF}" + text,
      text.replacing("\n", with: " \t\n"),
      String(text.dropLast()),
      text.split(separator: "\n").shuffled().map { $0 + "\n" }.joined(),
    ] {
      let host = try run(toy, corpus: corpus, test: ToyText.english.test)
      #expect(abs(try #require(host.results["test perplexity"]) - 4.480000568555297) < 1e-9)
      #expect(host.results["OOV rate"] == 0)
      #expect(host.results["n-grams"] == 110)
      #expect(abs(try #require(host.results["sum over all words"]) - 1) < 1e-12)
    }
  }

  @Test("An empty line is an empty sentence")
  func emptyLine() {
    let (sentences, vocabulary) = Sentences.reading(Corpus("a b\n\nc\n"), unit: .word)
    #expect(sentences.count == 3 && sentences.wordCount == 3 && sentences.predictedCount == 6)
    let table = NGramTable(sentences, vocabulary: vocabulary.count, order: 7)
    #expect(table.place(of: [Vocabulary.begin, Vocabulary.end]) != nil)
    #expect(table.levels.map(\.count) == [6, 6, 3, 1, 0, 0, 0])
  }

  @Test("A model that is read and tried on a text of one's own needs no other text")
  func ownModel() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let model = folder.appending(path: "Goldens/02-toy.arpa").path
    let test = try temporaryCSV(ToyText.english.test)
    let host = try LessonsTests.run(NGram(), toy) { $0.paths = ["arpa": model, "test": test] }
    #expect(Set(host.reads) == ["arpa", "test"])
    let perplexity = try #require(host.results["test perplexity"])
    // Without a test text it is tried on the course's.
    let other = try LessonsTests.run(NGram(), toy) { $0.paths = ["arpa": model] }
    #expect(Set(other.reads) == ["arpa", "course"])
    #expect(perplexity.isFinite && perplexity != other.results["test perplexity"])
  }

  @Test("A learner's change of the smoothing acts at the next step, without counting again")
  func live() throws {
    var first: Double?
    let host = RecordingHost()
    let kernel = NGram()
    let parameters = KernelParameters(of: kernel)
    for (name, value) in toy { try parameters.set(name, to: value) }
    try parameters.set("text", to: .choice("toy"))
    host.beforeStep = { step in
      if step == 4 {
        first = host.results["test perplexity"]
        try? parameters.set("smoothing", to: .choice("wittenBell"))
        try? parameters.set("prompt", to: .text("the cat"))
      }
      return true
    }
    try kernel.run(in: Pane(host: host, seed: 1))
    #expect(abs(try #require(first) - 4.480000568555297) < 1e-9)
    #expect(host.results["test perplexity"] != first)
    guard case .table(let factors) = host.charts["factors"] else {
      Issue.record("no factors")
      return
    }
    #expect(factors.rows.count == 4)
  }

  @Test("Stupid back-off has no perplexity, maximum likelihood an infinite one")
  func noPerplexity() throws {
    var values = toy
    values["text"] = .choice("toy")
    values["smoothing"] = .choice("stupidBackoff")
    let stupid = try run(values)
    #expect(stupid.results["test perplexity"] == nil)
    #expect(try #require(stupid.results["mean reciprocal rank"]) > 0.3)
    values["smoothing"] = .choice("maximumLikelihood")
    #expect(try run(values).results["test perplexity"] == .infinity)
  }

  @Test("What was said of a distribution is taken back when scores follow, and the other way round")
  func withdrawnScores() throws {
    let (host, kernel) = (RecordingHost(), NGram())
    let parameters = KernelParameters(of: kernel)
    for (name, value) in toy { try parameters.set(name, to: value) }
    try parameters.set("text", to: .choice("toy"))
    host.beforeStep = { step in
      let smoothing = step < 3 ? "kneserNey" : step < 6 ? "stupidBackoff" : "katz"
      if step == 5 {
        #expect(host.results["test perplexity"]?.isNaN == true)
        #expect(host.results["mean reciprocal rank"]?.isFinite == true)
      }
      try? parameters.set("smoothing", to: .choice(smoothing))
      return true
    }
    try kernel.run(in: Pane(host: host, seed: 1))
    #expect(host.results["test perplexity"]?.isFinite == true)
    #expect(host.results["mean reciprocal rank"]?.isNaN == true)
  }

  @Test("Bits per token of a text that is certain are 0, not −0")
  func certain() throws {
    var values = toy
    values["smoothing"] = .choice("maximumLikelihood")
    let bits = try run(values, corpus: "a\n", test: "a\n").results["bits per token"]
    #expect(try #require(bits).bitPattern == 0)
  }

  @Test("A text without words, or too short to be divided, is refused in one line")
  func tooShort() throws {
    for corpus in ["\n\n", "one line\n"] {
      let error = #expect(throws: NGramError.self) { try run(toy, corpus: corpus) }
      #expect(error?.description.contains("too short") == true)
    }
  }

  @Test("The same seed writes the same text")
  func seeds() throws {
    var values = toy
    values["text"] = .choice("toy")
    values["topP"] = .number(0.9)
    #expect(try run(values).charts["text"] == run(values).charts["text"])
  }

  @Test("At most 24 bytes an n-gram on the program's own source, with three discounts an order")
  func memory() throws {
    let host = try run(["text": .choice("source"), "order": .integer(5), "length": .integer(1)])
    #expect(try #require(host.results["memory (bytes per n-gram)"]) <= 24)
    let perplexity = try #require(host.results["test perplexity"])
    #expect(perplexity > 5 && perplexity < 100)
  }

  @Test(
    "The course's own prose in both languages, by word and by character",
    arguments: ["course", "courseChinese"], ["word", "character"])
  func prose(text: String, unit: String) throws {
    let host = try run(["text": .choice(text), "unit": .choice(unit), "length": .integer(3)])
    let perplexity = try #require(host.results["test perplexity"])
    #expect(perplexity > 2 && perplexity < 500)
  }
}
