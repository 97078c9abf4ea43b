import LessonKit
import Margin

/// Images and their texts, as the net takes them.
struct PairBatch {
  /// Pixels from −1 to 1: [N, 3, 32, 32].
  let images: Tensor<Float>
  /// The words of each text by number, without signs.
  let texts: [[Int]]

  /// These scenes with their captions.
  init(_ scenes: CaptionedScenes) throws {
    images = scenes.pixels
    texts = try scenes.captions.map { try CaptionVocabulary.mixture.words(in: $0) }
  }

  /// The pairs of several batches, one behind the other.
  init(joining batches: [PairBatch]) {
    images = batches.count == 1 ? batches[0].images : concatenate(batches.map(\.images))
    texts = batches.flatMap(\.texts)
  }
}

extension CaptionedScenes {
  /// Pixels from −1 to 1: [N, 3, 32, 32].
  var pixels: Tensor<Float> { images.pixels() * 2 - 1 }

  /// The first `count` of them.
  func prefix(_ count: Int) -> CaptionedScenes { self[Array(0..<min(count, self.count))] }
}

extension CaptionVocabulary {
  /// The words of captions, of questions and of answers.
  static let mixture = CaptionVocabulary(
    world.words + ["what", "how", "many", "colour", "shape", "object", "objects"]
      + ["yes", "no", "one", "two"])

  /// The words of a text by number, without signs.
  func words(in text: String) throws -> [Int] { Array(try encode(text).dropFirst().dropLast()) }

  /// Signs that are never written, but for the end.
  static let unwritten: Set<Int> = [pad, start, cls, decode, FirstWord.encode.number]
}

/// The share that is true; NaN of none.
func share(_ verdicts: [Bool]) -> Double {
  Double(verdicts.count { $0 }) / Double(verdicts.count)
}
