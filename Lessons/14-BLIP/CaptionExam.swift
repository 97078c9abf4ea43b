import LessonKit
import Margin

/// Which scenes are learnt from.
enum SceneKinds: String, CaseIterable {
  case one, two, both

  /// One object, two, or in a fifth of the scenes two; six pairs of a colour and a shape never occur.
  var world: ShapeWorld {
    switch self {
    case .one: ShapeWorld(twoObjects: 0)
    case .two: ShapeWorld(twoObjects: 1)
    case .both: ShapeWorld(twoObjects: 0.2)
    }
  }
}

/// New scenes that captions are judged on.
struct CaptionExam {
  /// Of the world that is learnt from.
  let new: CaptionedScenes
  /// One object each, of the colours and shapes that never occur together there.
  let heldOut: CaptionedScenes

  /// So many scenes of each kind.
  init(_ world: ShapeWorld, count: Int, using random: inout RandomSource) {
    new = world.scenes(count, .full, using: &random)
    var other = world
    (other.kinds, other.twoObjects) = (ObjectKind.heldOut(), 0)
    heldOut = other.scenes(count, .full, using: &random)
  }

  /// The first `count` of both kinds.
  func prefix(_ count: Int) -> CaptionExam {
    CaptionExam(new: new.prefix(count), heldOut: heldOut.prefix(count))
  }

  private init(new: CaptionedScenes, heldOut: CaptionedScenes) {
    (self.new, self.heldOut) = (new, heldOut)
  }

  /// What a net writes about both, and what is right of it.
  func marks(
    _ net: BLIPNet, _ style: DecodingStyle, using random: inout RandomSource
  ) -> CaptionMarks {
    let both = [new, heldOut].map { scenes in
      let captions = net.captions(of: scenes.pixels, style, using: &random)
      return zip(captions, scenes.scenes).map { ($0, Judgement($0, of: $1)) }
    }
    return CaptionMarks(scenes: new.scenes, new: both[0], heldOut: both[1])
  }
}

/// Captions with their judgements.
struct CaptionMarks {
  let scenes: [Scene]
  let new: [(caption: String, judgement: Judgement)]
  let heldOut: [(caption: String, judgement: Judgement)]

  /// The share of new images whose caption is right.
  var correct: Double { share(new.map(\.judgement.isCorrect)) }

  /// The same of those that show so many objects.
  func correct(objects: Int) -> Double {
    let asked = scenes.indices.filter { scenes[$0].objects.count == objects }
    return share(asked.map { new[$0].judgement.isCorrect })
  }

  /// The share of right captions where colour and shape were never seen together.
  var correctHeldOut: Double { share(heldOut.map(\.judgement.isCorrect)) }

  /// The share of all facts that captions tell: those that say little are easily right.
  var toldShare: Double { new.map(\.judgement.toldShare).reduce(0, +) / Double(new.count) }

  /// How many captions differ.
  var distinct: Int { Set(new.map(\.caption)).count }
}
