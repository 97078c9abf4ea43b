import LessonKit
import Margin

// D_w: pairs of the web · D_s: the same images with synthetic texts · D_c: clean pairs

/// Texts of the web and synthetic ones about the same images, and which of them the filter keeps.
///
/// Li, Li, Xiong & Hoi (2022), figure 3.
struct BootstrappedSet {
  private let source: NoisyWeb
  /// The texts of the web, image by image.
  private(set) var web: [ToldPair]
  /// The captioner's texts about the same images; none without a captioner.
  private(set) var synthetic: [ToldPair] = []
  /// From which probability on the filter keeps a pair; nil without a filter.
  private(set) var threshold: Double?

  /// The web as it is.
  init(_ source: NoisyWeb) {
    self.source = source
    web = zip(source.web.captions, source.web.areRight).map { ToldPair(caption: $0, isRight: $1) }
  }

  /// What captioner and filter make of the web; nil where the run is interrupted meanwhile.
  init?(
    _ source: NoisyWeb, captioner: BLIPNet?, _ style: DecodingStyle, filter: CaptionFilter?,
    _ stages: Stages, in pane: Pane
  ) throws {
    self.init(source)
    threshold = filter?.threshold
    for start in stride(from: 0, to: web.count, by: Stages.part) {
      guard pane.checkpoint() else { return nil }
      let places = Array(start..<min(start + Stages.part, web.count))
      let D_w = source.web[places]
      for (n, isKept) in zip(places, try filter?.marks(D_w) ?? []) { web[n].mark = isKept }
      if let captioner {
        let D_s = D_w.told(captioner.captions(of: D_w.pixels, style, using: &pane.random))
        let marks = try filter?.marks(D_s)
        for (n, isRight) in D_s.areRight.enumerated() {
          synthetic.append(
            ToldPair(caption: D_s.captions[n], isRight: isRight, mark: marks?[n]))
        }
      }
      stages.advance(.writing, in: pane)
    }
  }

  /// Which texts are learnt from, besides clean pairs.
  enum Arm: String, CaseIterable {
    case none, filter, captioner, both

    var filters: Bool { self == .filter || self == .both }
    var writes: Bool { self == .captioner || self == .both }
  }

  /// D_new: texts of the web and synthetic ones, as far as the filter keeps them, and all clean pairs.
  ///
  /// Throws `CapFiltError.nothingKept` where that is nothing.
  func pairs(_ arm: Arm) throws -> PairPool {
    func kept(_ texts: [ToldPair]) -> CaptionedScenes {
      let places = texts.indices.filter { !arm.filters || texts[$0].isKept }
      return source.web[places].told(places.map { texts[$0].caption })
    }
    let D = PairPool([kept(web), kept(arm.writes ? synthetic : []), source.clean])
    if D.count == 0 { throw CapFiltError.nothingKept(of: web.count + synthetic.count) }
    return D
  }

  /// The share of the web's texts that are learnt from.
  func keptShare(_ arm: Arm) -> Double { arm.filters ? share(web.map(\.isKept)) : 1 }

  /// Some images, for charts.
  func images(_ count: Int) -> [Tensor<Float>] {
    (0..<min(count, web.count)).map { source.web.images.pixels(at: [$0]) }
  }
}

/// A text about an image, whether the judge finds it right, and what a filter says.
struct ToldPair {
  let caption: String
  let isRight: Bool
  /// Nil without a filter.
  var mark: CaptionFilter.Mark?

  /// Whether it stays in the set.
  var isKept: Bool { mark?.isKept ?? true }
}
