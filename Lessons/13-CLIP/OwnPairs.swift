import LessonKit
import Margin

/// Pictures of 32 × 32 pixels with captions in the words of a vocabulary.
struct CaptionedImages {
  let images: Images
  let tokens: [[Int]]
  let vocabulary: CaptionVocabulary

  /// The user's own pictures, brought to this size, with their captions; where there are none but
  /// classes, the names of these.
  ///
  /// - Throws: `NoCaptions`, `UnknownWord`.
  init(own images: Images) throws {
    var captions = images.captions
    if captions == nil, let labels = images.labels {
      captions = labels.map {
        images.classNames.indices.contains($0) ? images.classNames[$0] : "\($0)"
      }
    }
    guard let captions, images.count >= 20 else {
      throw NoCaptions(images: images.name, count: images.count)
    }
    vocabulary = CaptionVocabulary(of: captions)
    tokens = try captions.map { [vocabulary] in
      try vocabulary.encode($0, length: TrainingPairs.longest)
    }
    self.images = images.colored(height: 32, width: 32)
  }

  private init(_ images: Images, _ tokens: [[Int]], _ vocabulary: CaptionVocabulary) {
    self.images = images
    self.tokens = tokens
    self.vocabulary = vocabulary
  }

  /// Those at `indices`.
  subscript(indices: [Int]) -> CaptionedImages {
    CaptionedImages(images.images(at: indices), indices.map { tokens[$0] }, vocabulary)
  }
}

/// Nothing says what the pictures show, or there are too few of them.
struct NoCaptions: Error, CustomStringConvertible {
  var images: String
  var count: Int

  var description: String {
    "\(images) has \(count) pictures, and at least 20 with captions are needed: put a captions.txt "
      + "into their folder, with a file's name, a blank and its caption in each line"
  }
}
