import LessonKit
import Margin

/// How the next word is chosen.
enum Decoding: String, CaseIterable {
  case greedy, nucleus, beam
}

/// How a caption is written.
struct DecodingStyle {
  var decoding = Decoding.greedy
  /// p: the share of probability that is drawn from.
  var mass = 0.7
  /// b: how many beginnings beam search keeps.
  var beams = 3
}

extension BLIPNet {
  /// How a caption begins and ends, and how long it is at most.
  static let bounds = TextBounds(
    start: FirstWord.decode.number, end: CaptionVocabulary.end, longest: MixtureForm().length - 1)

  /// Captions of the images [N, 3, 32, 32].
  func captions(
    of images: Tensor<Float>, _ style: DecodingStyle, using random: inout RandomSource
  ) -> [String] {
    let memory = withoutGradients { decoder.memory(of: pair.image(images)) }
    return texts(seeing: memory, count: images.shape[0], style, using: &random)
      .map { CaptionVocabulary.mixture.decode($0) }
  }

  /// Texts that the decoder writes beside what it sees.
  func texts(
    seeing memory: ImageMemory<Float>, count N: Int, _ style: DecodingStyle,
    using random: inout RandomSource
  ) -> [[Int]] {
    let writer = CaptionWriter(decoder, seeing: memory, forbidden: CaptionVocabulary.unwritten)
    switch style.decoding {
    case .greedy:
      return writtenTexts(writer, count: N, Self.bounds, choose: greedyWords)
    case .nucleus:
      return writtenTexts(writer, count: N, Self.bounds) { logits in
        random.categorical(logits: nucleus(logits, mass: style.mass))
      }
    case .beam:
      return beamSearch(writer, count: N, beams: style.beams, Self.bounds).map { $0[0].words }
    }
  }
}
