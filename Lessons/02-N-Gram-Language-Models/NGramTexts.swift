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

  /// The user's own `corpus`, `test` and `held-out` where they are given, else those of `choice`.
  init(_ choice: TextChoice, unit: TextUnit, cutoff: Int, in pane: Pane) throws {
    let isOwn = pane.isGiven("corpus")
    let text = try isOwn ? pane.text("corpus") : choice.text(unit, in: pane)
    var (corpus, test): (Corpus, Corpus?) = (text, nil)
    if pane.isGiven("test") {
      test = try pane.text("test")
    } else if !isOwn, let toy = choice.toy {
      test = toy.test(unit)
    } else {
      (corpus, test) = text.everyTenthLine()
    }
    let (training, vocabulary) = Sentences.reading(corpus, unit: unit, cutoff: cutoff)
    func read(_ text: Corpus) -> Sentences { Sentences(text, unit: unit, vocabulary: vocabulary) }
    self.training = training
    self.vocabulary = vocabulary
    self.test = read(test ?? corpus)
    if pane.isGiven("held-out") {
      heldOut = try read(pane.text("held-out"))
    } else {
      heldOut = isOwn ? nil : choice.toy.map { read($0.heldOut(unit)) }
    }
  }
}

extension TextChoice {
  /// The text, a sentence a line.
  fileprivate func text(_ unit: TextUnit, in pane: Pane) throws -> Corpus {
    if let toy { return toy.training(unit) }
    switch self {
    case .source:
      let source = try pane.text("source")
      return unit == .word ? source.separatingSigns() : source.withoutEmptyLines()
    default:
      let prose = try pane.text(self == .courseChinese ? "course-zh" : "course").proseSentences()
      return unit == .word ? prose.separatingSigns() : prose
    }
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
