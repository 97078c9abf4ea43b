import LessonKit
import Margin

// I [N, 3, 32, 32] images · T: N texts · θ: the net · θ̂: the momentum encoders · L = L_itc + L_itm + L_lm

/// One net that compares, matches and writes: bootstrapping language–image pre-training.
///
/// Li, Li, Xiong & Hoi (2022), section 3.2.
final class BLIP: Kernel {
  @Slider("steps", 1...4000, scale: .log, restarts: true) var steps = 1200
  @Slider("batch N", 2...256, restarts: true) var batch = 64
  @Slider("learning rate", 1e-4...1e-2, scale: .log) var rate = 1.5e-3
  @Slider("soft targets α", 0...1) var alpha = 0.4
  @Slider("momentum m", 0.9...0.999) var momentum = 0.99
  @Slider("queue Q", 0...1024, restarts: true) var queue = 256
  @Slider("smoothing ε", 0...0.3) var smoothing = 0.1
  @Toggle("ITC") var itc = true
  @Toggle("ITM") var itm = true
  @Toggle("LM") var lm = true
  @Toggle("hard negatives") var hardNegatives = true
  @Toggle("share layers", restarts: true) var shareLayers = true
  @Choice("decoding") var decoding = Decoding.greedy
  @Slider("nucleus p", 0.1...1) var nucleus = 0.7
  @Slider("beams b", 1...8) var beams = 3
  @Choice("scenes", restarts: true) var scenes = SceneKinds.both

  static let quick = ["steps": "4", "batch": "8"]

  func run(in pane: Pane) throws {
    let form = MixtureForm()
    let theta = BLIPNet(form, sharesLayers: shareLayers, using: &pane.random)
    var training = MixtureTraining(theta, form, steps: steps, queue: queue, using: &pane.random)
    // Who has learnt for some steps only is not examined for longer.
    let exam = CaptionExam(scenes.world, count: min(300, 10 * steps), using: &pane.random)
    var charts = BLIPCharts(exam, every: steps)
    for _ in pane.steps(steps) {
      let batch = try PairBatch(scenes.world.scenes(self.batch, using: &pane.random))
      let L = try training.learn(
        batch, objectives, rate: rate, momentum: momentum, using: &pane.random)
      charts.show(L, batch, theta, style, in: pane)
    }
    try pane.save(theta, as: "blip")
    let kept = theta.snapshot()
    try AnswerTuning(theta, exam).run(steps / 4, scenes.world, batch: batch, in: pane)
    theta.restore(kept)
    charts.report(theta, style, in: pane)
    while pane.waitForChange() {
      for _ in pane.steps(1) { charts.report(theta, style, in: pane) }
    }
  }

  private var objectives: Objectives {
    Objectives(
      itc: itc, itm: itm, lm: lm, alpha: alpha, smoothing: smoothing, hardNegatives: hardNegatives)
  }

  private var style: DecodingStyle {
    DecodingStyle(decoding: decoding, mass: nucleus, beams: beams)
  }
}
