import LessonKit
import Margin
import TestSupport
import Testing

@testable import Lesson02

/// Interpolated Kneser–Ney beside `nltk.lm.KneserNeyInterpolated` (nltk 3.10.4), where both mean the same.
///
/// nltk's single words have their bare continuation share, with no discount and no uniform part: the same as
/// ours where every word of the vocabulary was seen, since then what is taken goes back in equal parts. And
/// n-grams that begin with `<s>` count there like others: the same in contexts of n − 1 words.
@Suite("N-grams beside nltk")
struct NLTKTests {
  /// p(w | h) of the test sentences' words by nltk's `score`, D = 0.75: sentences padded once on each side,
  /// `everygrams` of at most `order` words, `Vocabulary(unk_cutoff:)` of the cut-off.
  struct Reference: Sendable {
    let isChinese: Bool
    let order: Int
    let cutoff: Int
    /// Those that stand behind n − 1 words, sentence by sentence.
    let probabilities: [Double]
  }

  static let references = [
    Reference(
      isChinese: false, order: 2, cutoff: 1,
      probabilities: [
        0.703125, 0.024305555555555556, 0.13958333333333334, 0.665, 0.6875, 0.1857638888888889,
        0.628125, 0.203125, 0.05714285714285714, 0.07589285714285714, 0.4791666666666667,
        0.07986111111111112, 0.79375, 0.703125, 0.24652777777777776, 0.059375, 0.17083333333333334,
      ]),
    Reference(
      isChinese: false, order: 3, cutoff: 1,
      probabilities: [
        0.03993055555555555, 0.1046875, 0.6859375000000001, 0.7421875, 0.42236328125,
        0.65859375, 0.1261904761904762, 0.0796875, 0.609375, 0.08984375, 0.883984375,
        0.40104166666666663, 0.04071428571428572, 0.128125,
      ]),
    Reference(
      isChinese: true, order: 2, cutoff: 3,
      probabilities: [
        0.33958333333333335, 0.125, 0.7864583333333334, 0.19642857142857142, 0.7569444444444444,
        0.4444444444444445, 0.7569444444444444, 0.1875, 0.11249999999999999, 0.10416666666666667,
        0.7569444444444444, 0.7916666666666666, 0.7864583333333334, 0.23214285714285715,
        0.41964285714285715, 0.1755952380952381, 0.8177083333333334, 0.6145833333333334,
      ]),
    Reference(
      isChinese: true, order: 3, cutoff: 3,
      probabilities: [
        0.15625, 0.5364583333333334, 0.21875, 0.86328125, 0.5, 0.86328125, 0.22395833333333331,
        0.359375, 0.86328125, 0.84375, 0.9288194444444444, 0.2455357142857143, 0.415625,
        0.26302083333333337, 0.9088541666666666, 0.6484375,
      ]),
  ]

  @Test("the probabilities of nltk's interpolated Kneser–Ney", arguments: references.indices)
  func probabilities(index: Int) throws {
    let reference = Self.references[index]
    let text = reference.isChinese ? ToyText.chinese : .english
    let unit = reference.isChinese ? TextUnit.character : .word
    let (sentences, vocabulary) = Sentences.reading(
      Corpus(text.training), unit: unit, cutoff: reference.cutoff)
    let order = reference.order
    let model = NGramModel(
      NGramTable(sentences, vocabulary: vocabulary.count, order: order), order: order,
      SmoothingSettings(smoothing: .kneserNey, discount: 0.75),
      hasUnknown: reference.cutoff > 1)
    var found: [Double] = []
    var context = Context(order: order)
    for word in Sentences(Corpus(text.test), unit: unit, vocabulary: vocabulary).tokens {
      if word == Vocabulary.begin {
        context = Context(order: order)
        continue
      }
      let isWhole = context.length == order - 1
      let p = model.probability(of: word, after: &context)
      if isWhole { found.append(p) }
    }
    #expect(found.count == reference.probabilities.count)
    for (p, expected) in zip(found, reference.probabilities) {
      #expect(abs(p - expected) < 1e-12)
    }
  }
}
