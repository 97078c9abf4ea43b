import LessonKit
import Margin

/// What tells whether a text belongs to an image: a net tuned with ITC and ITM, and from which
/// probability on it says yes.
///
/// Li, Li, Xiong & Hoi (2022), section 3.3.
struct CaptionFilter {
  private let net: BLIPNet
  let threshold: Double

  /// How the threshold is chosen.
  enum Rule: String, CaseIterable {
    case half = "½"
    case cleanPairs = "from clean pairs"
  }

  /// The share of right pairs that a threshold from clean pairs keeps at least.
  static let keptShare = 0.85

  /// A filter whose threshold `rule` chooses, by these clean pairs.
  ///
  /// Throws `CapFiltError.noCleanPairs` where it needs some and there are none.
  init(_ net: BLIPNet, _ rule: Rule, by clean: CaptionedScenes) throws {
    self.net = net
    switch rule {
    case .half: threshold = 0.5
    case .cleanPairs:
      if clean.count == 0 { throw CapFiltError.noCleanPairs }
      threshold = Self.threshold(
        keeping: Self.keptShare, of: try net.matchProbabilities(clean))
    }
  }

  /// The largest threshold from which on at least this share of the probabilities lies.
  static func threshold(keeping share: Double, of probabilities: [Double]) -> Double {
    let lost = Int((1 - share) * Double(probabilities.count) + 1e-9)
    return probabilities.sorted()[lost]
  }

  /// What a filter says of a pair.
  struct Mark {
    /// How probable it is that text and image belong together.
    let probability: Double
    let isKept: Bool
  }

  /// What it says of these pairs.
  func marks(_ pairs: CaptionedScenes) throws -> [Mark] {
    try net.matchProbabilities(pairs).map { Mark(probability: $0, isKept: $0 >= threshold) }
  }
}

extension BLIPNet {
  /// How probable it is that each text belongs to its image.
  func matchProbabilities(_ pairs: CaptionedScenes) throws -> [Double] {
    let batch = try PairBatch(pairs)
    return withoutGradients {
      let memory = pair.text.memory(of: pair.image(batch.images))
      let h = pair.text.first(of: TextBatch(batch.texts, behind: .encode), seeing: memory)
      return match(h).softmax(axis: 1).select(axis: 1, index: 1).scalars.map { Double($0) }
    }
  }
}
