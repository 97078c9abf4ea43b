import LessonKit
import Margin

/// A mixture of encoders and a decoder as it learns: the net θ, the encoders θ̂ that follow it, and how
/// far it has come.
///
/// Li, Li, Xiong & Hoi (2022), section 3.2.
struct MixtureTraining {
  let net: BLIPNet
  private var teacher: MomentumTeacher
  private let optimizer: AdamW<Float>
  private let schedule: Schedule
  private let steps: Int
  private var step = 0

  /// So many steps of `net`, which has this form, with queues of Q.
  init(
    _ net: BLIPNet, _ form: MixtureForm, steps: Int, queue Q: Int = 256,
    using random: inout RandomSource
  ) {
    self.net = net
    self.steps = steps
    teacher = MomentumTeacher(following: net.pair, form, queue: Q, using: &random)
    optimizer = AdamW(net, betas: (0.9, 0.98), weightDecay: 0.05)
    schedule = .warmedCosine(steps: steps)
  }

  /// The next step, with a batch; its losses are those before it.
  mutating func learn(
    _ batch: PairBatch, _ objectives: Objectives, rate: Double, momentum m: Double = 0.99,
    using random: inout RandomSource
  ) throws -> BatchLosses {
    step += 1
    var objectives = objectives
    // α rises from 0 while the queue still holds what means nothing.
    objectives.alpha *= min(1, Double(step) / (0.3 * Double(steps)))
    let L = net.losses(batch, &teacher, objectives, using: &random)
    optimizer.rate = rate * schedule(step - 1)
    if let sum = L.sum { try optimizer.minimize(sum) }
    net.temperature = net.temperature.clamped(to: 0.01...0.5)
    teacher.follow(net.pair, momentum: m)
    return L
  }
}

extension Schedule {
  /// A factor that rises through a twentieth of the steps, and falls as half a cosine to 0.
  static func warmedCosine(steps: Int) -> Schedule {
    let warm = max(1, steps / 20)
    return cosine(from: 1, steps: max(1, steps - warm)).warmingUp(steps: warm)
  }
}
