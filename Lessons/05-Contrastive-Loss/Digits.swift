import Margin

/// Images to learn from and others to be asked about, with their classes.
struct Digits {
  let train: LabelledImages
  /// Train images that others are compared with: all of them, or some of very many.
  let known: LabelledImages
  let test: LabelledImages

  /// How many images are asked about, and how many others are compared with: at most.
  private static let (mostTest, mostKnown) = (500, 1500)

  /// The images `name`, split anew by each seed: of 1797 digits 1297 are learnt from.
  ///
  /// - Throws: `DatasetError`; `NoPairs` where nothing says which images are alike.
  init(_ name: String, in pane: Pane) throws {
    let images = try pane.images(name)
    let share = min(0.2782, Double(Self.mostTest) / Double(images.count))
    let parts = try images.split(1 - share, share, using: &pane.random)
    (train, test) = try (LabelledImages(parts[0]), LabelledImages(parts[1]))
    if train.count <= Self.mostKnown {
      known = train
    } else {
      let drawn = pane.random.sample(Self.mostKnown, of: train.count)
      known = try LabelledImages(train.images.images(at: drawn))
    }
  }

  /// H · W numbers an image.
  var pixels: Int { train.images.size }
}

/// Images whose classes are known.
struct LabelledImages {
  let images: Images
  let labels: [Int]
  /// The images of each class.
  let members: [Int: [Int]]

  init(_ images: Images) throws(NoPairs) {
    labels = images.labels ?? []
    members = Dictionary(grouping: labels.indices) { [labels] in labels[$0] }
    if members.count < 2 { throw NoPairs(images: images.name) }
    self.images = images
  }

  var count: Int { labels.count }

  /// All pixels, or those of some images: [n, P].
  func rows(at indices: [Int]? = nil) -> Tensor<Float> { images.rows(at: indices) }

  /// An image drawn at random from those of the class of `one`: itself only where it is the only one.
  func alike(_ one: Int, using random: inout RandomSource) -> Int {
    let others = members[labels[one], default: [one]]
    let drawn = others[random.integer(below: others.count)]
    return drawn == one && others.count > 1 ? alike(one, using: &random) : drawn
  }

  /// An image drawn at random from those of other classes.
  func unlike(_ one: Int, using random: inout RandomSource) -> Int {
    let drawn = random.integer(below: count)
    return labels[drawn] == labels[one] ? unlike(one, using: &random) : drawn
  }
}

/// Nothing says which images belong together.
struct NoPairs: Error, CustomStringConvertible {
  var images: String

  var description: String {
    "\(images) has no labels, or one class in a part of it: pairs that are alike and pairs that are "
      + "not need images of two classes, in the test part too"
  }
}
