import LessonKit
import Margin

/// What a run over pairs shows.
struct PairCharts {
  let digits: ImageSplit
  let trial: PairTrial

  func show(_ f: MLP<Float>, margin: Double, in pane: Pane) {
    let (test, trial) = (digits.test, trial)
    pane.show(as: "embedding") { .scatter(embeddingChart({ f($0) }, test)) }
    pane.show(as: "distances") { .histogram(Self.histogram(trial.distances(f), margin)) }
    pane.show(as: "loss of a pair") { .line(Self.losses(margin)) }
    pane.show(as: "force") { .line(Self.forces(margin)) }
  }

  private static func histogram(
    _ d: (similar: [Double], dissimilar: [Double]), _ margin: Double
  ) -> Histogram {
    Histogram(
      [("alike", d.similar), ("not alike", d.dissimilar)], bins: 30,
      marks: [.init(x: margin, text: "margin")], xLabel: "distance")
  }

  /// ½ d² and ½ max(m − d, 0)² over the distance.
  private static func losses(_ m: Double) -> LineChart {
    chart(m, "loss", alike: { $0 * $0 / 2 }, unlike: { max(m - $0, 0) * max(m - $0, 0) / 2 })
  }

  /// Their slopes: how hard the two are drawn together, and pushed apart.
  private static func forces(_ m: Double) -> LineChart {
    chart(m, "force", alike: { $0 }, unlike: { max(m - $0, 0) })
  }

  private static func chart(
    _ m: Double, _ label: String, alike: (Double) -> Double, unlike: (Double) -> Double
  ) -> LineChart {
    // The axis stands still below, so that the margin is what moves.
    let furthest = max(2, 1.5 * m)
    let d = (0...100).map { furthest * Double($0) / 100 }
    return LineChart(
      [.init("alike", x: d, y: d.map(alike)), .init("not alike", x: d, y: d.map(unlike))],
      xLabel: "distance", yLabel: label, references: [.init(x: m, name: "margin")])
  }
}

/// Where a net puts images, by class: its numbers if they are two, else their first two principal
/// components.
func embeddingChart(_ f: (Tensor<Float>) -> Tensor<Float>, _ images: LabelledImages) -> ScatterChart
{
  let z = withoutGradients { f(images.rows()) }.as(Double.self)
  let plane = z.shape[1] > 2 ? (try? PrincipalComponents(z, 2))?(z) ?? z : z
  return ScatterChart(
    images.members.keys.sorted().map { label in
      let points = plane.rows(at: images.members[label, default: []])
      return .init(
        images.className(label), x: points.column(0).scalars, y: points.column(1).scalars)
    })
}
