import LessonKit
import Margin

/// The texts that come along.
enum TextChoice: String, CaseIterable {
  /// What these lessons say, in English.
  case course
  /// What these lessons say, in Chinese.
  case courseChinese
  /// The source of this program.
  case source
  case toy
  case toyChinese
}

/// What a model is made from, and what it is tried on.
struct NGramTexts {
  /// What is counted.
  let training: Sentences
  /// What the weights of Jelinek–Mercer are estimated on, if it is given apart.
  let heldOut: Sentences?
  /// What the perplexity is of: every tenth line where nothing is given.
  let test: Sentences
  let vocabulary: Vocabulary
  /// The model that the user gave as `arpa`.
  let readModel: NGramModel?
  /// What makes lines of tokens of a text.
  private let preparation: (Corpus) -> Corpus
  private let unit: TextUnit

  /// The user's own `corpus`, `test` and `held-out` where they are given, else those of `choice`.
  init(_ choice: TextChoice, _ unit: TextUnit, cutoff: Int, in pane: Pane) throws {
    let isOwn = pane.isGiven("corpus")
    let tell = pane.part(0...(pane.isGiven("arpa") ? 0.6 : 0.15))
    let toy = isOwn ? nil : choice.toy
    let preparation = isOwn ? { $0 } : choice.preparation(unit)
    func given(_ name: String, else other: String?) throws -> Corpus? {
      try pane.isGiven(name) ? pane.text(name) : other.map { preparation(Corpus($0)) }
    }
    let isTryingARPA = pane.isGiven("arpa") && pane.isGiven("test")
    var corpus =
      try isOwn
      ? pane.text("corpus") : isTryingARPA ? Corpus("") : preparation(choice.text(in: pane))
    var test = try given("test", else: toy?.test)
    let read = try pane.isGiven("arpa") ? ARPAReader(pane.text("arpa")) { _ = tell($0, $1) } : nil
    if test == nil, read == nil {
      let parts = corpus.everyTenthLine()
      (corpus, test) = (parts.others, parts.tenth)
    }
    if let read {
      (training, vocabulary) = (Sentences(), read.vocabulary)
    } else {
      (training, vocabulary) = Sentences.reading(
        corpus, unit: unit, cutoff: cutoff, progress: tell)
    }
    self.test = Sentences(test ?? corpus, unit: unit, vocabulary: vocabulary)
    heldOut = try given("held-out", else: toy?.heldOut).map { [vocabulary] in
      Sentences($0, unit: unit, vocabulary: vocabulary)
    }
    readModel = read?.model
    self.preparation = preparation
    self.unit = unit
    if pane.isInterrupted { return }
    if read == nil, training.wordCount == 0 || self.test.predictedCount == 0 {
      throw NGramError.noText(
        lines: training.count + self.test.count, words: training.wordCount + self.test.wordCount)
    }
  }

  /// A text that is typed, in words of the vocabulary.
  func words(typed text: String) -> [Int32] {
    // What is prepared loses its blanks at the end, which are characters too.
    let prepared = unit == .word ? preparation(Corpus(text)).string : text
    return unit.words(of: prepared).map { vocabulary.number(of: $0) ?? Vocabulary.unknown }
  }
}

extension TextChoice {
  /// The text as it stands.
  fileprivate func text(in pane: Pane) throws -> Corpus {
    switch self {
    case .course: try pane.text("course").proseSentences()
    case .courseChinese: try pane.text("course-zh").proseSentences()
    case .source: try pane.text("source").withoutEmptyLines()
    case .toy: Corpus(ToyText.english.training)
    case .toyChinese: Corpus(ToyText.chinese.training)
    }
  }

  /// What makes lines of words between blanks of it; characters are told apart as they are.
  fileprivate func preparation(_ unit: TextUnit) -> (Corpus) -> Corpus {
    unit == .word ? { $0.separatingSigns() } : { $0 }
  }

  /// A text of a dozen sentences.
  fileprivate var toy: ToyText? {
    switch self {
    case .toy: .english
    case .toyChinese: .chinese
    default: nil
    }
  }
}

/// Why there is no model.
enum NGramError: Error, Hashable {
  case noText(lines: Int, words: Int)
}

extension NGramError: CustomStringConvertible {
  var description: String {
    switch self {
    case .noText(let lines, let words):
      "the text (lines: \(lines), words: \(words)) is too short to count some lines and to try the model on every tenth: give a longer one, or a test text by --data test=FILE"
    }
  }
}
