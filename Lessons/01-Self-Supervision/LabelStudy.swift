import LessonKit
import Margin

/// What pre-training is worth: how well classes are told with a share of the labels, four ways.
struct LabelStudy {
  /// Of pre-training and of this study together.
  let work: Workload
  private let digits: ImageSplit
  /// Learns from labels in the encoder's place, which charts go on showing as it was pre-trained.
  private let trainee: Encoder<Float>
  private var outcomes: Outcomes

  /// A study with so many seeds, each of which begins with so many steps of pre-training.
  init(_ digits: ImageSplit, seeds: Int, steps: Int) throws {
    self.digits = digits
    var random = RandomSource(seed: 0)
    trainee = try Encoder(digits.train.images, scale: 1, using: &random)
    outcomes = Outcomes(of: digits.known.count)
    work = Workload(seeds * (steps + 2 * outcomes.counts.count * FineTuning.steps))
  }

  /// Tries an encoder with each share of the labels, beside itself as it was before.
  mutating func add(
    _ preTrained: ModuleSnapshot<Float>, untrained: ModuleSnapshot<Float>, in pane: Pane
  ) throws {
    let order = digits.known.balancedOrder(using: &pane.random)
    let draws = pane.random.split()
    let (features, untrainedFeatures) = (features(preTrained), features(untrained))
    for (index, count) in outcomes.counts.enumerated() {
      let labelled = Array(order[..<count])
      let fineTuning = FineTuning(digits: digits, labelled: labelled, draws: draws, work: work)
      trainee.restore(preTrained)
      let fineTuned = try fineTuning.accuracy(trainee, rate: 5e-4, in: pane)
      trainee.restore(untrained)
      let scratch = try fineTuning.accuracy(trainee, rate: 1e-3, in: pane)
      if pane.isInterrupted { return }
      outcomes.add(
        [
          .untrainedProbe: digits.probeAccuracy(untrainedFeatures, labelled: labelled),
          .scratch: scratch, .probe: digits.probeAccuracy(features, labelled: labelled),
          .fineTuned: fineTuned,
        ], at: index)
      outcomes.show(in: pane)
    }
    outcomes.plotLastGains(in: pane)
  }

  /// Reports what has come of all seeds.
  func report(in pane: Pane) { outcomes.report(in: pane) }

  private func features(
    _ weights: ModuleSnapshot<Float>
  ) -> (known: Tensor<Double>, test: Tensor<Double>) {
    trainee.restore(weights)
    return withoutGradients {
      (trainee(digits.known.rows()).as(Double.self), trainee(digits.test.rows()).as(Double.self))
    }
  }
}

extension LabelledImages {
  /// All images in an order of which each beginning has as many of one class as of another, as far as
  /// that goes: so the labels of a small share are among those of a larger one.
  func balancedOrder(using random: inout RandomSource) -> [Int] {
    var drawn = members.keys.sorted().map { label in
      random.sample(members[label, default: []].count, of: members[label, default: []].count)
        .map { members[label, default: []][$0] }
    }
    var order: [Int] = []
    while order.count < count {
      for label in random.permutation(drawn.count) {
        if let image = drawn[label].popLast() { order.append(image) }
      }
    }
    return order
  }
}
