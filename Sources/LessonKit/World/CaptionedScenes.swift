public import Margin

/// Scenes with their pictures and captions: row n of each belongs together.
public struct CaptionedScenes: Sendable {
  /// What is to be seen.
  public let scenes: [Scene]
  /// The pictures, [N, 3, 32, 32], with their captions.
  public private(set) var images: Images
  /// What is said of each.
  public var captions: [String] {
    get { images.captions ?? [] }
    set { images.captions = newValue }
  }

  /// How many there are: N.
  public var count: Int { scenes.count }

  /// The scenes at `indices`, in their order.
  public subscript(indices: [Int]) -> CaptionedScenes {
    CaptionedScenes(scenes: indices.map { scenes[$0] }, images: images.images(at: indices))
  }
}

extension ShapeWorld {
  /// So many scenes of this world, drawn, painted and told.
  public func scenes(
    _ count: Int, _ style: CaptionStyle = CaptionStyle(), using random: inout RandomSource
  ) -> CaptionedScenes {
    var scenes: [Scene] = []
    var captions: [String] = []
    var bytes: [UInt8] = []
    let side = Picture.side
    bytes.reserveCapacity(count * 3 * side * side)
    for _ in 0..<count {
      let scene = scene(using: &random)
      captions.append(scene.caption(style, using: &random))
      bytes += Picture(of: scene, using: &random).bytes
      scenes.append(scene)
    }
    var images = Images(name: "shapes", bytes: bytes, channels: 3, height: side, width: side)
    images.captions = captions
    images.labels = scenes.map { $0.objects[0].kind.index }
    images.classNames = ObjectKind.all.map(\.name)
    return CaptionedScenes(scenes: scenes, images: images)
  }
}

extension CaptionedScenes {
  /// The same pictures, of which the share `wrong` has the caption of another one, as on the web.
  ///
  /// The captions that are exchanged come from scenes of the same set, and are wrong for the picture
  /// by `Judgement`. Where no such caption is found the picture keeps its own.
  ///
  /// - Parameters:
  ///   - wrong: The share, from 0 to 1; rounded to whole pictures.
  ///   - random: Which pictures, and whose captions.
  /// - Returns: The pictures with captions, and whether each caption was exchanged.
  public func exchanging(
    _ wrong: Double, using random: inout RandomSource
  ) -> (pairs: CaptionedScenes, isExchanged: [Bool]) {
    var noisy = self
    var isExchanged = [Bool](repeating: false, count: count)
    var captions = captions
    let own = captions
    for index in random.sample(Int((wrong * Double(count)).rounded()), of: count) {
      for _ in 0..<100 {
        let caption = own[random.integer(below: count)]
        if Judgement(caption, of: scenes[index]).isCorrect { continue }
        captions[index] = caption
        isExchanged[index] = true
        break
      }
    }
    noisy.captions = captions
    return (noisy, isExchanged)
  }
}
