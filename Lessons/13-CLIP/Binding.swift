import LessonKit
import Margin

/// Whether a net tells which colour belongs to which shape, and which object is on which side.
///
/// Yuksekgonul et al. (2023): a right caption of two objects against one of the same words.
struct Binding {
  /// How often the right caption scores higher than one with the colours exchanged.
  let colors: Double
  /// … than one with the opposite relation.
  let relations: Double
  /// The mean cosine of a caption and the same words in any order.
  let shuffled: Double

  private static let count = 300

  init(_ net: ContrastiveNet, using random: inout RandomSource) throws {
    var pictures: [Int] = []
    var texts: [[[Int]]] = []
    let drawn = ShapeWorld(twoObjects: 1).scenes(Self.count, using: &random)
    for (n, scene) in drawn.scenes.enumerated() {
      guard let captions = scene.rivals(using: &random) else { continue }
      pictures.append(n)
      texts.append(
        try captions.map { caption throws(UnknownWord) in
          try CaptionVocabulary.world.encode(caption)
        })
    }
    let u = net.features(drawn.images.images(at: pictures))
    let v = (0..<4).map { rival in
      withoutGradients { net.text(texts.map { $0[rival] }).normalized(axis: 1) }
    }
    let scores = v.map { (u * $0).sum(axis: 1).scalars }
    func share(_ rival: Int) -> Double {
      let wins = pictures.indices.count { scores[0][$0] > scores[rival][$0] }
      return Double(wins) / Double(pictures.count)
    }
    (colors, relations) = (share(1), share(2))
    shuffled = Double((v[0] * v[3]).sum(axis: 1).mean().scalar)
  }

  var chart: BarChart {
    BarChart(
      ["colours", "relations", "shuffled words"], [colors, relations, shuffled],
      xLabel: "share, cosine")
  }
}

extension Scene {
  /// The right caption, the one with exchanged colours, the one with the opposite relation, and the
  /// right one with its words in any order; nil where one of them would be right too.
  fileprivate func rivals(using random: inout RandomSource) -> [String]? {
    let kinds = objects.map(\.kind)
    guard let relation, kinds[0].color != kinds[1].color, kinds[0].shape != kinds[1].shape else {
      return nil
    }
    func told(_ objects: [SceneObject], _ relation: ObjectRelation) -> String {
      Scene(objects: objects, relation: relation, ground: ground)
        .caption(CaptionStyle(share: 0, usesSynonyms: false), using: &random)
    }
    var exchanged = objects
    exchanged[0].kind.color = kinds[1].color
    exchanged[1].kind.color = kinds[0].color
    let right = told(objects, relation)
    let words = right.split(separator: " ")
    let order = random.permutation(words.count)
    return [
      right, told(exchanged, relation), told(objects, relation.opposite),
      order.map { words[$0] }.joined(separator: " "),
    ]
  }
}
