import LessonKit
import Margin

// D_w: pairs of the web, of which the share `noise` has a wrong text · D_c: clean pairs
// T_w, T_s: a text of the web and a synthetic one · θ: a net of BLIP · L = L_itc + L_itm + L_lm

/// A net that cleans what it learns from: one copy writes captions, another throws out wrong ones.
///
/// Li, Li, Xiong & Hoi (2022), section 3.3.
final class CapFilt: Kernel {
  @Slider("noise", 0...0.9, restarts: true) var noise = 0.5
  @Slider("web pairs", 10...20_000, scale: .log, restarts: true) var webPairs = 3000
  @Slider("clean pairs", 0...3000, restarts: true) var cleanPairs = 800
  @Choice("use", restarts: true) var use = Use.both
  @Choice("generation") var generation = Decoding.nucleus
  @Slider("nucleus p", 0.1...1) var nucleus = 0.7
  @Choice("threshold") var threshold = CaptionFilter.Rule.cleanPairs
  @Toggle("share CapFilt", restarts: true) var shareCapFilt = false
  @Slider("seeds", 1...5, restarts: true) var seeds = 1
  @Slider("steps", 1...4000, scale: .log, restarts: true) var steps = 650
  @Slider("batch N", 2...256, restarts: true) var batch = 48
  @Slider("learning rate", 1e-4...1e-2, scale: .log) var rate = 2e-3

  static let quick = ["steps": "4", "batch": "8", "webPairs": "40", "cleanPairs": "16"]

  /// Which sets are made of the web, each for a new net.
  enum Use: String, CaseIterable {
    case none, filter, captioner, both, all

    var arms: [BootstrappedSet.Arm] {
      BootstrappedSet.Arm(rawValue: rawValue).map { [$0] } ?? BootstrappedSet.Arm.allCases
    }
  }

  private let form = MixtureForm()
  private var arms: [BootstrappedSet.Arm] { use.arms }
  /// Steps of tuning.
  private var tuning: Int { cleanPairs > 1 ? max(1, steps / 5) : 0 }

  func run(in pane: Pane) throws {
    let charts = CapFiltCharts(
      Stages(
        arms, seeds: seeds, steps: steps, tuning: tuning, images: webPairs, shares: shareCapFilt),
      Ablation(of: arms.last ?? .none), steps: steps)
    for seed in 1...seeds where !pane.isInterrupted {
      let source = NoisyWeb(
        webPairs, noise: noise, cleanPairs: cleanPairs, exam: min(300, 10 * steps),
        using: &pane.random)
      charts.begin(source, seed: seed)
      // All nets begin with the same weights, so that the sets alone make a difference.
      let draws = pane.random.split()
      let theta = try preTrained(on: BootstrappedSet(source), .none, draws, charts, in: pane)
      guard use != .none, !pane.isInterrupted else { continue }
      let tools = try tuned(theta, on: source, charts, in: pane)
      guard let set = try bootstrapped(source, tools, charts, in: pane) else { continue }
      for arm in arms where arm != .none && !pane.isInterrupted {
        _ = try preTrained(on: set, arm, draws, charts, in: pane)
      }
      while seed == seeds, pane.waitForChange() {
        for _ in pane.steps(1) { _ = try bootstrapped(source, tools, charts, in: pane) }
      }
    }
  }

  /// A new net, which learns from D with all three losses, and is judged.
  private func preTrained(
    on set: BootstrappedSet, _ arm: BootstrappedSet.Arm, _ draws: RandomSource,
    _ charts: CapFiltCharts, in pane: Pane
  ) throws -> BLIPNet {
    var random = draws
    let theta = BLIPNet(form, sharesLayers: true, using: &random)
    let D = try set.pairs(arm)
    charts.begin(arm, set, in: pane)
    var training = MixtureTraining(theta, form, steps: steps, using: &random)
    for _ in pane.steps(steps) {
      let L = try training.learn(
        D.batch(of: batch, using: &random), Objectives(), rate: rate, using: &random)
      charts.show(L, theta, in: pane)
    }
    try pane.save(theta, as: "capfilt")
    charts.judge(theta, set, D, in: pane)
    return theta
  }

  /// Captioner and filter: each a copy of θ, tuned on D_c for its own task; or one for both.
  private func tuned(
    _ theta: BLIPNet, on source: NoisyWeb, _ charts: CapFiltCharts, in pane: Pane
  ) throws -> (captioner: BLIPNet?, filter: BLIPNet?) {
    func copy(_ stage: Stages.Stage, _ objectives: Objectives) throws -> BLIPNet {
      let copy = BLIPNet(form, sharesLayers: true, using: &pane.random)
      copy.copyParameters(from: theta)
      let D_c = PairPool([source.clean])
      charts.begin(stage)
      var training = MixtureTraining(copy, form, steps: tuning, using: &pane.random)
      for _ in pane.steps(tuning) {
        let L = try training.learn(
          D_c.batch(of: batch, using: &pane.random), objectives, rate: 0.35 * rate,
          using: &pane.random)
        charts.show(L, copy, in: pane)
      }
      return copy
    }
    if shareCapFilt {
      let both = try copy(.shared, Objectives(alpha: 0))
      return (both, both)
    }
    return (
      arms.contains(where: \.writes)
        ? try copy(.captioner, Objectives(itc: false, itm: false)) : nil,
      arms.contains(where: \.filters) ? try copy(.filter, Objectives(lm: false, alpha: 0)) : nil
    )
  }

  /// What captioner and filter make of the web; nil where the run is interrupted.
  private func bootstrapped(
    _ source: NoisyWeb, _ tools: (captioner: BLIPNet?, filter: BLIPNet?), _ charts: CapFiltCharts,
    in pane: Pane
  ) throws -> BootstrappedSet? {
    if pane.isInterrupted { return nil }
    let style = DecodingStyle(decoding: generation, mass: nucleus)
    let filter = try tools.filter.map { try CaptionFilter($0, threshold, by: source.keptApart) }
    let set = try BootstrappedSet(
      source, captioner: tools.captioner, style, filter: filter, charts.stages, in: pane)
    if let set { charts.show(set, tools.captioner, in: pane) }
    return set
  }
}
