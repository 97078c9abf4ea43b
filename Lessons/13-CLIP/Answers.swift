import LessonKit
import Margin

// u [N, 64], v [M, 64] features of pictures and texts, at unit length

/// What a net makes of pictures that it has not seen, however it is asked.
struct Answers {
  private let net: ContrastiveNet
  /// Pictures to search: one or two objects, of all kinds.
  private let pool: CaptionedScenes
  private let poolFeatures: Tensor<Float>
  private let pairs: (u: Tensor<Float>, v: Tensor<Float>)
  let binding: Binding

  /// How many pictures there are to search.
  private static let size = 600

  init(_ exam: Exam, _ net: ContrastiveNet) throws {
    var random = RandomSource(seed: 1000)
    self.net = net
    pool = ShapeWorld(ObjectKind.all).scenes(Self.size, using: &random)
    poolFeatures = net.features(pool.images)
    pairs = (
      net.features(exam.images), withoutGradients { net.text(exam.texts).normalized(axis: 1) }
    )
    binding = try Binding(net, using: &random)
  }

  /// The eight pictures of the pool that fit a text best; whether it is true of each is said where the
  /// text is a caption of the world.
  func nearest(to prompt: String) throws(UnknownWord) -> ImageSheet {
    let text = try CaptionVocabulary.world.encode(prompt, length: TrainingPairs.longest)
    let scores = withoutGradients {
      matmul(poolFeatures, net.text([text]).normalized(axis: 1).transposed())
    }.scalars
    let best = scores.indices.sorted { scores[$0] > scores[$1] }.prefix(8)
    let isCaption = Statement(prompt) != nil
    return ImageSheet(
      best.map { n in
        let isTrue = Judgement(prompt, of: pool.scenes[n]).isCorrect
        return .init(
          pool.images.pixels(at: [n]).scalars, width: 32, channels: 3,
          verdict: isCaption ? (isTrue ? .right : .wrong) : nil)
      })
  }

  /// ‖mean u − mean v‖: how far apart pictures and texts lie as a whole.
  ///
  /// Liang, Zhang, Kwon, Yeung & Zou (2022).
  var gap: Double {
    Double((pairs.u.mean(axis: 0) - pairs.v.mean(axis: 0)).norm(axis: 0).scalar)
  }

  /// Both clouds along the two directions in which they vary most together.
  func clouds() -> ScatterChart? {
    let all = concatenate([pairs.u, pairs.v]).as(Double.self)
    guard let plane = try? PrincipalComponents(all, 2)(all) else { return nil }
    let N = pairs.u.shape[0]
    return ScatterChart(
      [("pictures", 0..<N), ("captions", N..<2 * N)].map { name, rows in
        .init(
          name, x: plane.slice(rows).column(0).scalars, y: plane.slice(rows).column(1).scalars)
      })
  }
}

extension CLIPNet where Image == ImageTower {
  /// Features of pictures at unit length: [N, E].
  func features(_ images: Images) -> Tensor<Float> {
    withoutGradients {
      concatenate(
        stride(from: 0, to: images.count, by: 128).map { from in
          let part = Array(from..<min(from + 128, images.count))
          return image(2 * images.pixels(at: part) - 1).normalized(axis: 1)
        })
    }
  }
}
