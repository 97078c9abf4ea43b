public import Margin

/// Images to learn from and others to be asked about, with their classes.
public struct ImageSplit: Sendable {
  /// All that may be learnt from.
  public let train: LabelledImages
  /// Train images whose labels are used: all of them, or some of very many.
  public let known: LabelledImages
  /// Images that nothing has learnt from.
  public let test: LabelledImages

  /// How many images are asked about, and of how many others the labels are used: at most.
  private static let (mostTest, mostKnown) = (500, 1500)

  /// The images `name`, split anew by each seed: of 1797 digits 1297 are learnt from.
  ///
  /// - Throws: `DatasetError`; `NoClasses` where a part has no two classes.
  public init(_ name: String, in pane: Pane) throws {
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

  /// C · H · W numbers an image.
  public var pixels: Int { train.images.size }

  /// How many classes there are in the parts that have labels.
  public var classes: Int { 1 + max(known.labels.max() ?? 0, test.labels.max() ?? 0) }
}

/// Images whose classes are known.
public struct LabelledImages: Sendable {
  /// The images.
  public let images: Images
  /// The class of each.
  public let labels: [Int]
  /// The images of each class.
  public let members: [Int: [Int]]

  /// Images of two classes at least.
  ///
  /// - Throws: `NoClasses` where there are fewer, or no labels.
  public init(_ images: Images) throws(NoClasses) {
    labels = images.labels ?? []
    members = Dictionary(grouping: labels.indices) { [labels] in labels[$0] }
    if members.count < 2 { throw NoClasses(images: images.name) }
    self.images = images
  }

  /// How many there are: N.
  public var count: Int { labels.count }

  /// All pixels, or those of some images: [n, P].
  public func rows(at indices: [Int]? = nil) -> Tensor<Float> { images.rows(at: indices) }

  /// The same as pictures: [n, C, H, W].
  public func pixels(at indices: [Int]? = nil) -> Tensor<Float> { images.pixels(at: indices) }

  /// What a class is called.
  public func className(_ label: Int) -> String {
    images.classNames.indices.contains(label) ? images.classNames[label] : "\(label)"
  }

  /// `count` images of each class, drawn at random, or all where there are fewer.
  public func drawn(_ count: Int, using random: inout RandomSource) -> [Int] {
    members.keys.sorted().flatMap { label in
      let own = members[label, default: []]
      return random.sample(min(count, own.count), of: own.count).map { own[$0] }
    }
  }
}

/// Images without two classes, of which nothing can be told.
public struct NoClasses: Error, CustomStringConvertible {
  /// What they were asked for by.
  public var images: String

  /// What is wrong, and what is needed.
  public var description: String {
    "\(images) has no labels, or one class in a part of it: images of two classes are needed, in the "
      + "test part too"
  }
}
