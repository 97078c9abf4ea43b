import LessonKit
import Margin

/// Questions about images, answered by the decoder beside what the image-grounded encoder made of
/// image and question.
///
/// Li, Li, Xiong & Hoi (2022), section 5.3.
struct AnswerTuning {
  private let net: BLIPNet
  private let exam: CaptionExam

  /// Tunes this net, and asks it about the exam's new images.
  init(_ net: BLIPNet, _ exam: CaptionExam) { (self.net, self.exam) = (net, exam) }

  /// Tunes for so many steps of `batch` questions each, then answers and reports.
  func run(_ steps: Int, _ world: ShapeWorld, batch: Int, in pane: Pane) throws {
    let rate = 1e-3
    let optimizer = AdamW(net, rate: rate, betas: (0.9, 0.98), weightDecay: 0.05)
    let schedule = Schedule.warmedCosine(steps: steps)
    let first = pane.step + 1
    for step in pane.steps(steps) {
      let scenes = world.scenes(batch, using: &pane.random)
      let asked = scenes.scenes.map { Question(about: $0, using: &pane.random) }
      let answers = try asked.map { try CaptionVocabulary.mixture.words(in: $0.answer) }
      let loss = net.wordLoss(answers, seeing: try self.memory(of: scenes, asked), smoothing: 0)
      optimizer.rate = rate * schedule(step - first)
      try optimizer.minimize(loss)
      pane.plot("loss of answers", loss)
    }
    try report(in: pane)
  }

  /// What the decoder sees: every word of each question, as it stands beside the image.
  private func memory(
    of scenes: CaptionedScenes, _ asked: [Question]
  ) throws -> ImageMemory<Float> {
    let texts = try asked.map { try CaptionVocabulary.mixture.words(in: $0.words) }
    let batch = TextBatch<Float>(texts, behind: .encode)
    let v = net.pair.image(scenes.pixels)
    let h = net.pair.text(batch, seeing: net.pair.text.memory(of: v))
    return net.decoder.memory(of: h, mask: batch.mask)
  }

  /// Asks one question about each new image.
  private func report(in pane: Pane) throws {
    let asked = exam.new.scenes.map { Question(about: $0, using: &pane.random) }
    let memory = try withoutGradients { try self.memory(of: exam.new, asked) }
    let given = net.texts(
      seeing: memory, count: asked.count, DecodingStyle(), using: &pane.random
    ).map { CaptionVocabulary.mixture.decode($0) }
    let right = zip(asked, given).map { $0.answer == $1 }
    pane.result("VQA accuracy", share(right), better: .higher)
    pane.show(.table(table(asked, right)), as: "answers by kind")
    let images = exam.new.images
    pane.show(as: "answers") {
      .images(
        ImageSheet(
          (0..<min(6, asked.count)).map { n in
            let pixels: Tensor<Float> = images.pixels(at: [n])
            return .init(
              pixels.scalars, width: 32, channels: 3, caption: "“\(asked[n].words)? \(given[n])”",
              verdict: right[n] ? .right : .wrong)
          }))
    }
  }

  /// The share of right answers, and the share that the commonest answer would have, blindly.
  private func table(_ asked: [Question], _ right: [Bool]) -> TableChart {
    TableChart(
      columns: ["kind", "right", "commonest answer"],
      rows: Question.Kind.allCases.compactMap { kind in
        let of = asked.indices.filter { asked[$0].kind == kind }
        if of.isEmpty { return nil }
        let counts = Dictionary(grouping: of) { asked[$0].answer }.mapValues(\.count)
        let commonest = Double(counts.values.max() ?? 0) / Double(of.count)
        return [
          .text(kind.rawValue), .share(share(of.map { right[$0] })), .share(commonest),
        ]
      })
  }
}
