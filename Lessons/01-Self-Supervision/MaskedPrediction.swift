import LessonKit
import Margin

// x [N, P] pixels · m [N, P] 1 where a pixel is hidden · f: encoder, [N, P] → [N, 64] · g: [N, 64] → [N, P]

/// An encoder that learns without labels to fill in what is hidden, and what that is worth with few.
///
/// Only hidden pixels count, as words do in BERT (Devlin et al. 2019) and patches in MAE (He et al. 2022).
final class MaskedPrediction: Kernel {
  @Slider("masked share", 0.1...0.9) var mask = 0.3
  @Choice("patch", restarts: true) var patch = PatchSize.two
  @Slider("steps of pre-training", 50...3000, scale: .log, restarts: true) var steps = 1500
  @Slider("batch", 16...256, restarts: true) var batch = 64
  @Slider("learning rate", 1e-4...1e-2, scale: .log) var rate = 2e-3
  @Slider("size of first weights", 0.3...1.5, restarts: true) var scale = 0.58
  @Slider("seeds", 1...10, restarts: true) var seeds = 3

  static let reads = ["digits"]
  static let quick = ["seeds": "1"]

  func run(in pane: Pane) throws {
    let digits = try ImageSplit("digits", in: pane)
    let trial = MaskedTrial(digits, PatchMask(patch, digits.train.images), using: &pane.random)
    var study = try LabelStudy(digits, seeds: seeds, steps: steps)
    var errors: [Double] = []
    for seed in 1...seeds where !pane.isInterrupted {
      let f = try Encoder<Float>(digits.train.images, scale: scale, using: &pane.random)
      let untrained = f.snapshot()
      let g = MLP<Float>([Encoder<Float>.features, 128, digits.pixels], using: &pane.random)
      try preTrain(f, g, digits, trial, seed, study.work, in: pane)
      errors.append(trial.error(f, g, share: mask))
      try study.add(f.snapshot(), untrained: untrained, in: pane)
    }
    if !errors.isEmpty {
      pane.result("masked error", errors.reduce(0, +) / Double(errors.count), better: .lower)
    }
    study.report(in: pane)
  }

  func preTrain(
    _ f: Encoder<Float>, _ g: MLP<Float>, _ digits: ImageSplit, _ trial: MaskedTrial, _ seed: Int,
    _ work: Workload, in pane: Pane
  ) throws {
    let optimizer = Adam(f.parameters + g.parameters, rate: rate)
    let N = min(batch, digits.train.count)
    for _ in pane.steps(steps) {
      let x = digits.train.rows(at: pane.random.sample(N, of: digits.train.count))
      let m: Tensor<Float> = trial.masked(N, share: mask, using: &pane.random)
      let L = maskedError(g(f((1 - m) * x)), x, m)
      optimizer.rate = rate
      try optimizer.minimize(L)
      pane.plot(
        "masked error", ["net": L, "mean image": trial.ofMeanImage, "black": trial.ofBlack],
        start: seed)
      trial.show(f, g, share: mask, in: pane)
      work.advance(in: pane)
    }
  }
}

/// Σ m (x̂ − x)² / Σ m: what is seen does not count.
func maskedError<Scalar>(
  _ xHat: Tensor<Scalar>, _ x: Tensor<Scalar>, _ m: Tensor<Scalar>
) -> Tensor<Scalar> {
  (m * square(xHat - x)).sum() / m.sum()
}
