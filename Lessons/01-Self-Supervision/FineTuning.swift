import LessonKit
import Margin

// x [B, P] pixels · h [B, 64] = f(x) · head: [B, 64] → [B, C]

/// An encoder and a new head that learn together from labelled images.
struct FineTuning {
  let digits: ImageSplit
  /// The known images that have labels.
  let labelled: [Int]
  /// Draws the batches: the same ones for each encoder.
  let draws: RandomSource
  let work: Workload

  static let steps = 200
  private static let batch = 64

  /// The share of test images that are told right in the end; `f` is another one then.
  ///
  /// The head begins at 0, so that the first steps don't tear at what the encoder has learnt.
  func accuracy(_ f: Encoder<Float>, rate: Double, in pane: Pane) throws -> Double {
    var random = draws
    let head = Head(digits.classes)
    let optimizers = [(f.parameters, rate), (head.parameters, 3e-3)].map {
      Adam($0.0, rate: $0.1, weightDecay: 1e-4)
    }
    for _ in 0..<Self.steps where pane.checkpoint() {
      let batch = (0..<min(Self.batch, labelled.count)).map { _ in
        labelled[random.integer(below: labelled.count)]
      }
      let logits = head(f(digits.known.rows(at: batch)))
      let L = crossEntropy(logits, batch.map { digits.known.labels[$0] })
      for optimizer in optimizers { optimizer.zeroGradients() }
      try L.backward()
      for optimizer in optimizers { optimizer.step() }
      work.advance(in: pane)
    }
    let classes = withoutGradients { head(f(digits.test.rows())).argmax(axis: 1) }
    return Double(zip(classes, digits.test.labels).count { $0 == $1 }) / Double(classes.count)
  }
}

/// A linear classifier that begins at 0.
private struct Head: Module {
  @Parameter var W: Tensor<Float>
  @Parameter var b: Tensor<Float>

  init(_ classes: Int) {
    W = .zeros(classes, Encoder<Float>.features)
    b = .zeros(classes)
  }

  func callAsFunction(_ h: Tensor<Float>) -> Tensor<Float> { linear(h, W, b) }
}
