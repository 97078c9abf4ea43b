import LessonKit
import Margin

// D_w: pairs of the web, some with a wrong text · D_c: clean pairs · T_w: a text of the web

/// What CapFilt begins with: many pairs of which some are wrong, and few that are right.
struct NoisyWeb {
  /// D_w.
  let web: CaptionedScenes
  /// D_c, which captioner and filter are tuned on.
  let clean: CaptionedScenes
  /// Clean pairs that nothing is trained on: they choose the filter's threshold.
  let keptApart: CaptionedScenes
  /// New scenes, told in full, by which nets are compared.
  let exam: CaptionedScenes

  /// Pictures of one large object; a quarter of the clean pairs is kept apart.
  init(
    _ webPairs: Int, noise: Double, cleanPairs: Int, exam count: Int,
    using random: inout RandomSource
  ) {
    var world = ShapeWorld(twoObjects: 0)
    (world.smallRadius, world.largeRadius) = (4.8..<5.6, 7.2..<8.2)
    web = world.scenes(webPairs, using: &random).exchanging(noise, using: &random).pairs
    let written = world.scenes(cleanPairs, using: &random)
    let tuned = cleanPairs - (cleanPairs + 3) / 4
    clean = written[Array(0..<tuned)]
    keptApart = written[Array(tuned..<cleanPairs)]
    exam = world.scenes(count, .full, using: &random)
  }
}

/// Pairs to learn from, of one or several origins.
struct PairPool {
  private let parts: [CaptionedScenes]

  /// All pairs of `parts`.
  init(_ parts: [CaptionedScenes]) { self.parts = parts.filter { $0.count > 0 } }

  /// How many there are.
  var count: Int { parts.reduce(0) { $0 + $1.count } }

  /// The share whose text is wrong for its image; 0 of none.
  var noise: Double {
    count == 0 ? 0 : Double(parts.reduce(0) { $0 + $1.areRight.count { !$0 } }) / Double(count)
  }

  /// N of the pairs, each drawn from all; of one origin after the other.
  func batch(of N: Int, using random: inout RandomSource) throws -> PairBatch {
    var left = (0..<N).map { _ in random.integer(below: count) }
    var batches: [PairBatch] = []
    for part in parts {
      let own = left.filter { $0 < part.count }
      if !own.isEmpty { batches.append(try PairBatch(part[own])) }
      left = left.filter { $0 >= part.count }.map { $0 - part.count }
    }
    return PairBatch(joining: batches)
  }
}

extension CaptionedScenes {
  /// Whether the text of each is right, as the judge says.
  var areRight: [Bool] { areRight(captions) }

  /// The same of other texts about them.
  func areRight(_ captions: [String]) -> [Bool] {
    zip(captions, scenes).map { Judgement($0, of: $1).isCorrect }
  }

  /// The same images with other texts.
  func told(_ captions: [String]) -> CaptionedScenes {
    var told = self
    told.captions = captions
    return told
  }

  /// Those that are to be kept.
  func kept(_ isKept: [Bool]) -> CaptionedScenes { self[isKept.indices.filter { isKept[$0] }] }
}
