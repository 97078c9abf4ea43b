import LessonKit
import Margin

// u [N, 64] pictures, v [K, 64] classes, at unit length · y = argmax_k u v_k

/// A CLIP that was kept, asked about classes that nobody told it.
///
/// Radford, Kim, Hallacy et al. (2021), section 3.1.
final class ZeroShot: Kernel {
  @Choice("prompts") var prompts = Prompts.one
  @Choice("classes") var classes = Candidates.all
  @Slider("labels a class", 1...64, scale: .log) var labels = 4
  @Text("prompt", limit: 80) var prompt = "a red circle left of a blue square"
  @Choice("encoder", restarts: true) var encoder = ImageTower.Kind.residual
  @Slider("width", 16...64, restarts: true) var width = 32
  @Slider("steps where none is kept", 20...1000, scale: .log, restarts: true) var steps = 300

  /// Among which classes a picture's is looked for.
  enum Candidates: String, CaseIterable {
    case all
    case heldOutOnly = "held-out only"
  }

  static let reads = ["clip"]
  static let quick = ["steps": "20", "width": "16", "labels": "1"]

  func run(in pane: Pane) throws {
    let net = try kept(in: pane)
    // Who stops it while it learns wants an answer soon.
    let isShort = pane.isInterrupted
    let exam = try Exam(naming: isShort ? 100 : Exam.named)
    let charts = try ZeroShotCharts(exam, net)
    charts.show(in: pane)
    repeat {
      // Asking is a step, so that what is changed acts at the next one.
      for _ in pane.steps(1) { break }
      let accuracies = accuracies(of: net, on: exam)
      charts.report(accuracies, prompt: prompt, labels: isShort ? min(2, labels) : labels, in: pane)
    } while pane.waitForChange()
  }

  /// On kinds that were held out, and on kinds that were seen.
  private func accuracies(of net: ContrastiveNet, on exam: Exam) -> [Double] {
    let held = ObjectKind.heldOut()
    let isOpen = classes == .all
    return [
      exam.accuracy(net, on: exam.heldOut, prompts, among: isOpen ? ObjectKind.all : held),
      exam.accuracy(
        net, on: exam.seen, prompts, among: isOpen ? ObjectKind.all : ObjectKind.seen()),
    ]
  }

  /// The net that `CLIP` has kept; where there is none, one that learns for a while first.
  private func kept(in pane: Pane) throws -> ContrastiveNet {
    let net = ContrastiveNet(
      image: ImageTower(encoder, width: width, using: &pane.random),
      text: .small(.world, using: &pane.random))
    do {
      try pane.load("clip", into: net)
    } catch SavingError.nothingSaved {
      pane.log("no CLIP is kept yet: this one learns for \(steps) steps first")
      try learn(net, in: pane)
    }
    return net
  }

  private func learn(_ net: ContrastiveNet, in pane: Pane) throws {
    let pairs = try TrainingPairs(10_000, share: 0.5, using: &pane.random)
    let optimizer = AdamW(net, betas: (0.9, 0.98), epsilon: 1e-6, weightDecay: 0.1)
    let schedule = Schedule.cosine(from: encoder.rate, steps: steps).warmingUp(steps: steps / 20)
    for step in pane.steps(steps) {
      let n = (0..<128).map { _ in pane.random.integer(below: pairs.count) }
      let L = net.loss(pairs.pictures(at: n), pairs.texts(at: n))
      optimizer.rate = schedule(step - 1)
      try optimizer.minimize(L)
      net.limitScale()
      pane.plot("loss", L)
    }
  }
}
