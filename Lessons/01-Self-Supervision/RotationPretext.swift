import LessonKit
import Margin

// x [N, P] pixels · k: by how many quarters an image is turned · f: encoder, [N, P] → [N, 64] · g: [N, 64] → [N, K]

/// An encoder that learns without labels which way up an image is, and what that is worth with few.
///
/// Gidaris, Singh & Komodakis (2018).
final class RotationPretext: Kernel {
  @Choice("angles", restarts: true) var angles = AngleCount.four
  @Slider("steps of pre-training", 50...3000, scale: .log, restarts: true) var steps = 600
  @Slider("batch", 16...256, restarts: true) var batch = 64
  @Slider("learning rate", 1e-4...1e-2, scale: .log) var rate = 2e-3
  @Slider("size of first weights", 0.3...1.5, restarts: true) var scale = 0.58
  @Slider("seeds", 1...10, restarts: true) var seeds = 3

  static let reads = ["digits"]
  static let quick = ["seeds": "1"]

  func run(in pane: Pane) throws {
    let digits = try ImageSplit("digits", in: pane)
    let trial = try RotationTrial(digits, Turns(angles, digits.train.images))
    var study = try LabelStudy(digits, seeds: seeds, steps: steps)
    var accuracies: [Double] = []
    for seed in 1...seeds where !pane.isInterrupted {
      let f = try Encoder<Float>(digits.train.images, scale: scale, using: &pane.random)
      let untrained = f.snapshot()
      let g = Linear<Float>(Encoder<Float>.features, trial.turns.count, using: &pane.random)
      try preTrain(f, g, digits, trial, seed, study.work, in: pane)
      accuracies.append(trial.accuracy(f, g))
      trial.showClasses(f, g, in: pane)
      try study.add(f.snapshot(), untrained: untrained, in: pane)
    }
    if !accuracies.isEmpty {
      let mean = accuracies.reduce(0, +) / Double(accuracies.count)
      pane.result("pretext accuracy", mean, better: .higher)
    }
    study.report(in: pane)
  }

  func preTrain(
    _ f: Encoder<Float>, _ g: Linear<Float>, _ digits: ImageSplit, _ trial: RotationTrial,
    _ seed: Int, _ work: Workload, in pane: Pane
  ) throws {
    let optimizer = Adam(f.parameters + g.parameters, rate: rate)
    let N = min(max(1, batch / trial.turns.count), digits.train.count)
    for _ in pane.steps(steps) {
      let x = digits.train.rows(at: pane.random.sample(N, of: digits.train.count))
      // Every image in all of its turns (equation 2): N K rows.
      let (turned, k) = trial.turns.all(of: x)
      let L = crossEntropy(g(f(turned)), k)
      optimizer.rate = rate
      try optimizer.minimize(L)
      pane.plot("pretext loss", ["net": L, "chance": log(Double(trial.turns.count))], start: seed)
      trial.show(f, g, in: pane)
      work.advance(in: pane)
    }
  }
}
