import LessonKit
import Margin

/// What a run of CapFilt shows and reports.
final class CapFiltCharts {
  let stages: Stages
  private var ablation: Ablation
  /// Captions are judged every so many steps.
  private let interval: Int
  private var exam: CaptionedScenes?
  private var seed = 1
  /// What learns at present.
  private var stage = Stages.Stage.web
  private var arm = BootstrappedSet.Arm.none
  private var step = 0
  private var trainings = 0
  private var random = RandomSource(seed: 0)

  init(_ stages: Stages, _ ablation: Ablation, steps: Int) {
    (self.stages, self.ablation) = (stages, ablation)
    interval = max(1, min(25, steps / 8))
  }

  /// A seed begins, whose nets are judged by the exam of this source.
  func begin(_ source: NoisyWeb, seed: Int) { (exam, self.seed) = (source.exam, seed) }

  /// A net begins to learn from a set.
  func begin(_ arm: BootstrappedSet.Arm, _ set: BootstrappedSet, in pane: Pane) {
    self.arm = arm
    begin(arm == .none ? .web : .set)
    if arm == .none { show(set, nil, in: pane) }
  }

  /// A net begins to learn.
  func begin(_ stage: Stages.Stage) {
    (self.stage, step) = (stage, 0)
    trainings += 1
  }

  /// The losses of a step, and now and then how many captions are right.
  func show(_ L: BatchLosses, _ net: BLIPNet, in pane: Pane) {
    step += 1
    for (name, loss) in [("ITC", L.itc), ("ITM", L.itm), ("LM", L.lm)] {
      if let loss {
        pane.plot("loss", curve: name, Double(loss.scalar), x: step, start: trainings)
      }
    }
    stages.advance(stage, in: pane)
    if stage == .web || stage == .set, step % interval == 0, let exam {
      pane.plot(
        "captions correct", curve: arm.rawValue, correct(net, exam.prefix(64)), x: step,
        start: seed)
    }
  }

  /// What a net that has learnt from D does with new images.
  ///
  /// One that was interrupted counts only where nothing else is known of its kind.
  func judge(
    _ net: BLIPNet, _ set: BootstrappedSet, _ D: PairPool, in pane: Pane
  ) {
    guard let exam, !pane.isInterrupted || !ablation.has(arm) else { return }
    // Who interrupts does not wait for long.
    let asked = pane.isInterrupted ? exam.prefix(100) : exam
    ablation.add(
      [
        .captions: correct(net, asked), .recall: net.recall(of: exam.prefix(256)),
        .kept: set.keptShare(arm), .noise: D.noise,
      ], of: arm)
    ablation.show(in: pane)
  }

  /// What captioner and filter have made of the web.
  func show(_ set: BootstrappedSet, _ captioner: BLIPNet?, in pane: Pane) {
    stages.show(in: pane)
    set.show(in: pane)
    guard let exam else { return }
    let ways = waysOfWriting(captioner, exam, using: &random)
    pane.show(.table(ways), as: "ways of writing")
  }

  private func correct(_ net: BLIPNet, _ scenes: CaptionedScenes) -> Double {
    share(scenes.areRight(net.captions(of: scenes.pixels, DecodingStyle(), using: &random)))
  }
}

extension BLIPNet {
  /// R@1: how often an image finds its own text among all of these.
  fileprivate func recall(of scenes: CaptionedScenes) -> Double {
    guard let batch = try? PairBatch(scenes) else { return .nan }
    let S = withoutGradients { cosines(pair.image(batch.images), batch.texts) }
    return LessonKit.recall(S, at: 1)
  }
}

/// How right and how varied a captioner is with each way to choose words; without one, the ways.
private func waysOfWriting(
  _ captioner: BLIPNet?, _ scenes: CaptionedScenes, using random: inout RandomSource
) -> TableChart {
  let ways: [(String, DecodingStyle)] =
    [("greedy", DecodingStyle())]
    + [0.5, 0.7, 0.9].map { ("nucleus, p = \($0)", DecodingStyle(decoding: .nucleus, mass: $0)) }
    + [("beam, b = 3", DecodingStyle(decoding: .beam))]
  var rows: [[TableChart.Entry]] = []
  for (name, style) in ways {
    let captions = captioner?.captions(of: scenes.pixels, style, using: &random)
    rows.append(
      [.text(name)]
        + (captions.map {
          [.share(share(scenes.areRight($0))), .number(Double(Set($0).count))]
        } ?? []))
  }
  return TableChart(columns: ["way", "right", "distinct"], rows: rows)
}
