import LessonKit
import Margin

/// The texts that come along.
enum TextChoice: String, CaseIterable {
  /// Sentences about six pairs of people, made by the seed.
  case world
  /// What these lessons say, in English.
  case course
  /// What these lessons say, in Chinese, character by character.
  case courseChinese
  /// The source of this program.
  case source

  /// Lines of words between blanks.
  ///
  /// - Throws: What is wrong with the text.
  func corpus(in pane: Pane) throws -> Corpus {
    switch self {
    case .world: Corpus(GeneratedWorld.text(using: &pane.random))
    case .course: try pane.text("course").proseSentences().separatingSigns()
    case .courseChinese: try pane.text("course-zh").proseSentences().separatingSigns()
    case .source: try pane.text("source").withoutEmptyLines().separatingSigns()
    }
  }
}

/// A text to learn the next word from, and one to be tried on.
struct LanguageText {
  let training: Sentences
  let test: Sentences
  let vocabulary: Vocabulary

  /// The user's own `corpus` and `test` where they are given, else `choice`, of which every tenth line is
  /// for the test; words that occur once are `<unk>`.
  init(_ choice: TextChoice, in pane: Pane) throws {
    var corpus = try pane.isGiven("corpus") ? pane.text("corpus") : choice.corpus(in: pane)
    let test: Corpus
    if pane.isGiven("test") {
      test = try pane.text("test")
    } else {
      (corpus, test) = corpus.everyTenthLine()
    }
    (training, vocabulary) = Sentences.reading(
      corpus, unit: .word, cutoff: 2, progress: pane.part(0...0.3))
    self.test = Sentences(test, unit: .word, vocabulary: vocabulary)
    if pane.isInterrupted { return }
    if training.wordCount == 0 || self.test.wordCount == 0 {
      throw TextError.noText(lines: training.count + self.test.count)
    }
  }

  /// ln p(w) by counting, with 1 added to each: [|V|].
  var logUnigrams: [Double] {
    var counts = [Double](repeating: 1, count: vocabulary.count)
    for word in training.tokens where word != Vocabulary.begin { counts[Int(word)] += 1 }
    let total = counts.reduce(0, +)
    return counts.map { log($0 / total) }
  }

  /// What is typed, in words of the vocabulary.
  func words(typed text: String) -> [Int32] {
    let words = TextUnit.word.words(of: Corpus(text.lowercased()).separatingSigns().string)
    return words.map { vocabulary.number(of: $0) ?? Vocabulary.unknown }
  }
}

/// The places of a text at which a word is to be predicted, each with the n − 1 words before it.
struct Contexts {
  private let tokens: [Int32]
  /// Where those words are.
  private let places: [Int]
  private let length: Int

  /// All but the beginnings of sentences.
  init(of sentences: Sentences, order: Int) {
    tokens = sentences.tokens
    places = tokens.indices.filter { sentences.tokens[$0] != Vocabulary.begin }
    length = order - 1
  }

  var count: Int { places.count }

  /// The word at place `i`.
  func target(_ i: Int) -> Int32 { tokens[places[i]] }

  /// The words before it, in their order; `<s>` stands for what is before the sentence.
  func context(_ i: Int) -> [Int32] {
    var context: [Int32] = []
    var place = places[i]
    while context.count < length {
      if context.last != Vocabulary.begin { place -= 1 }
      context.append(tokens[place])
    }
    return context.reversed()
  }

  /// The words before those at `batch`, each the latest first: [N, n − 1].
  func words(at batch: some Sequence<Int>) -> [[Int]] {
    batch.map { context($0).reversed().map(Int.init) }
  }

  /// The words at `batch`: [N].
  func targets(at batch: some Sequence<Int>) -> [Int] { batch.map { Int(target($0)) } }
}

/// Why nothing can be learnt.
enum TextError: Error, Hashable {
  case noText(lines: Int)
  case fewWords(Int, minimumCount: Int)
}

extension TextError: CustomStringConvertible {
  var description: String {
    switch self {
    case .noText(let lines):
      "the text has \(lines) lines, too few to learn from some and to be tried on every tenth: give a longer one, or a test text by --data test=FILE"
    case .fewWords(let words, let minimumCount):
      "\(words) words occur at least \(minimumCount) times, and 2 are needed: give a longer text, or lower the least count"
    }
  }
}
