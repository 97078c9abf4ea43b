import LessonKit
import Margin

/// What a run of BLIP shows and reports.
struct BLIPCharts {
  private let exam: CaptionExam
  private let sample: CaptionExam
  /// Captions are judged every so many steps.
  private let interval: Int
  private var random = RandomSource(seed: 0)
  private var step = 0

  init(_ exam: CaptionExam, every steps: Int) {
    self.exam = exam
    sample = exam.prefix(64)
    interval = max(1, min(25, steps / 8))
  }

  /// The losses of a step, and now and then captions of new images.
  mutating func show(
    _ L: BatchLosses, _ batch: PairBatch, _ net: BLIPNet, _ style: DecodingStyle, in pane: Pane
  ) {
    for (name, loss) in [("ITC", L.itc), ("ITM", L.itm), ("LM", L.lm)] {
      if let loss { pane.plot("loss", curve: name, Double(loss.scalar)) }
    }
    if let accuracy = L.matchAccuracy { pane.plot("ITM accuracy", accuracy) }
    showBatch(L, batch, net, in: pane)
    step += 1
    // Who does not learn to write says nothing worth a look.
    if step % interval == 0, L.lm != nil {
      let marks = sample.marks(net, style, using: &random)
      pane.plot(
        "captions correct", ["new": marks.correct, "held-out": marks.correctHeldOut])
      showCaptions(marks, net, in: pane)
    }
  }

  private func showBatch(
    _ L: BatchLosses, _ batch: PairBatch, _ net: BLIPNet, in pane: Pane
  ) {
    pane.show(as: "similarity") { .heatMap(L.similarityMap) }
    if let targets = L.targets {
      pane.show(as: "soft targets") { .bars(targetBars(L.similarity, targets, batch.texts)) }
    }
    if let negatives = L.negatives {
      pane.show(as: "negatives") { .table(negatives.table(batch)) }
    }
  }

  private func showCaptions(_ marks: CaptionMarks, _ net: BLIPNet, in pane: Pane) {
    let (images, first) = (exam.new.images, marks.new[0].caption)
    pane.show(as: "captions") { .images(marks.sheet(images)) }
    pane.show(as: "judgement") { .table(marks.table) }
    pane.show(as: "attention") { .images(net.attentionSheet(images, caption: first)) }
  }

  /// What the trained net does on all new images; with the same settings the same.
  func report(_ net: BLIPNet, _ style: DecodingStyle, in pane: Pane) {
    var random = RandomSource(seed: 1)
    let marks = exam.marks(net, style, using: &random)
    showCaptions(marks, net, in: pane)
    pane.result("captions correct", marks.correct, better: .higher)
    pane.result("facts told", marks.toldShare, better: .higher)
    pane.result("distinct captions", Double(marks.distinct))
    for (name, objects) in [("one object", 1), ("two objects", 2)] {
      let correct = marks.correct(objects: objects)
      if !correct.isNaN { pane.result("captions correct (\(name))", correct, better: .higher) }
    }
    pane.result(
      "captions correct (held-out combinations)", marks.correctHeldOut, better: .higher)
    net.reportMatching(exam.new, using: &random, in: pane)
  }
}

extension BLIPNet {
  /// How well pairs are told from false ones, and found among 256.
  fileprivate func reportMatching(
    _ scenes: CaptionedScenes, using random: inout RandomSource, in pane: Pane
  ) {
    withoutGradients {
      guard let batch = try? PairBatch(scenes.prefix(256)) else { return }
      let v = pair.image(batch.images)
      let S = cosines(v, batch.texts)
      let negatives = Negatives(likely: S / temperature, using: &random)
      let yes = matchLogits(batch.texts, v, negatives).argmax(axis: 1)
      let right = yes.indices.map { yes[$0] == ($0 < batch.texts.count ? 1 : 0) }
      pane.result("ITM accuracy", share(right), better: .higher)
      pane.result("R@1", recall(S, at: 1), better: .higher)
    }
  }
}
