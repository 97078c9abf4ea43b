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
    var teacher = MomentumTeacher(following: theta.pair, form, queue: queue, using: &pane.random)
    let optimizer = AdamW(theta, rate: rate, betas: (0.9, 0.98), weightDecay: 0.05)
    let schedule = Schedule.warmedCosine(steps: steps)
    // Who has learnt for some steps only is not examined for longer.
    let exam = CaptionExam(scenes.world, count: min(300, 10 * steps), using: &pane.random)
    var charts = BLIPCharts(exam, every: steps)
    for step in pane.steps(steps) {
      let batch = try PairBatch(scenes.world.scenes(self.batch, using: &pane.random))
      let L = theta.losses(
        batch, &teacher, objectives(at: step), using: &pane.random)
      optimizer.rate = rate * schedule(step - 1)
      if let sum = L.sum { try optimizer.minimize(sum) }
      theta.temperature = theta.temperature.clamped(to: 0.01...0.5)
      teacher.follow(theta.pair, momentum: momentum)
      charts.show(L, batch, theta, style, in: pane)
    }
    charts.report(theta, style, in: pane)
    try pane.save(theta, as: "blip")
    let kept = theta.snapshot()
    try AnswerTuning(theta, exam).run(steps / 4, scenes.world, batch: batch, in: pane)
    theta.restore(kept)
    while pane.waitForChange() {
      for _ in pane.steps(1) { charts.report(theta, style, in: pane) }
    }
  }

  /// α rises from 0 while the queue still holds what means nothing.
  private func objectives(at step: Int) -> Objectives {
    let ramp = min(1, Double(step) / (0.3 * Double(steps)))
    return Objectives(
      itc: itc, itm: itm, lm: lm, alpha: alpha * ramp, smoothing: smoothing,
      hardNegatives: hardNegatives)
  }

  private var style: DecodingStyle {
    DecodingStyle(decoding: decoding, mass: nucleus, beams: beams)
  }
}

extension Schedule {
  /// A factor that rises through a twentieth of the steps, and falls as half a cosine to 0.
  static func warmedCosine(steps: Int) -> Schedule {
    let warm = max(1, steps / 20)
    return cosine(from: 1, steps: max(1, steps - warm)).warmingUp(steps: warm)
  }
}
