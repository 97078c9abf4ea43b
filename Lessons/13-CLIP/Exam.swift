import LessonKit
import Margin

/// What a model is asked, always the same: pictures that nothing learnt from.
struct Exam {
  /// One object each, of kinds that were held out; and of kinds that were seen.
  let heldOut: CaptionedScenes
  let seen: CaptionedScenes
  /// Pictures and captions that say all there is to say, to find each other.
  let images: Images
  let texts: [[Int]]
  let vocabulary: CaptionVocabulary
  /// Whether the pictures are of the generated world.
  let isGenerated: Bool

  /// How many pictures are named; how many pairs find each other.
  static let (named, candidates) = (800, 256)

  /// The exam of a world, of so many pictures to be named, or of what was kept away of the user's own
  /// pairs.
  init(_ own: CaptionedImages? = nil, naming count: Int = named) throws {
    var random = RandomSource(seed: 999)
    let held = ObjectKind.heldOut()
    let number = own == nil ? count : 0
    heldOut = ShapeWorld(held, twoObjects: 0).scenes(number, using: &random)
    seen = ShapeWorld(twoObjects: 0).scenes(number, using: &random)
    isGenerated = own == nil
    vocabulary = own?.vocabulary ?? .world
    if let own {
      (images, texts) = (own.images, own.tokens)
    } else {
      let pairs = ShapeWorld().scenes(Self.candidates, .full, using: &random)
      images = pairs.images
      texts = try pairs.captions.map { try CaptionVocabulary.world.encode($0) }
    }
  }

  /// The share of `scenes` whose kind scores highest among `kinds`.
  func accuracy(
    _ net: some PairModel, on scenes: CaptionedScenes, first count: Int = named,
    _ prompts: Prompts = .one, among kinds: [ObjectKind] = ObjectKind.all
  ) -> Double {
    let n = Array(0..<min(count, scenes.count))
    let scores = scores(net, scenes.images, n, prompts.classes(kinds))
    let chosen = scores.argmax(axis: 1).map { kinds[$0] }
    let right = n.count { chosen[$0] == scenes.scenes[$0].objects[0].kind }
    return Double(right) / Double(n.count)
  }

  /// The share of own pictures whose caption scores highest among all that differ.
  ///
  /// Where several pictures have one caption, as those of a class, R@1 would count them as wrong.
  func namedShare(_ net: some PairModel) -> Double {
    let different = Array(Set(texts)).sorted { $0.lexicographicallyPrecedes($1) }
    let scores = scores(net, images, Array(texts.indices), different.map { [$0] })
    let chosen = scores.argmax(axis: 1)
    return Double(texts.indices.count { different[chosen[$0]] == texts[$0] }) / Double(texts.count)
  }

  /// Each picture's score of each caption: [M, M].
  func matrix(_ net: some PairModel, first count: Int = candidates) -> Tensor<Float> {
    let n = Array(0..<min(count, texts.count))
    return scores(net, images, n, n.map { [texts[$0]] })
  }

  /// Some pictures at a time, so that memory stays small.
  private func scores(
    _ net: some PairModel, _ images: Images, _ indices: [Int], _ classes: [[[Int]]]
  ) -> Tensor<Float> {
    withoutGradients {
      concatenate(
        stride(from: 0, to: indices.count, by: 128).map { from in
          let part = Array(indices[from..<min(from + 128, indices.count)])
          return net.scores(2 * images.pixels(at: part) - 1, classes)
        })
    }
  }
}
