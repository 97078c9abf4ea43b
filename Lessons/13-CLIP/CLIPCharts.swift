import LessonKit
import Margin

/// What a run of CLIP shows and reports.
struct CLIPCharts {
  private let exam: Exam
  private let steps: Int
  private let chance: Double?
  private let finds: Bool
  private var losses: [Double] = []

  /// So many pictures of the matrix are drawn.
  private static let shown = 12

  /// Charts of a run of so many steps; who captions cannot be asked for 256² pairs.
  init(_ exam: Exam, steps: Int, batch: Int, _ objective: Objective) {
    self.exam = exam
    self.steps = steps
    chance = objective == .contrastive ? log(Double(batch)) : nil
    finds = objective != .captioning
  }

  /// A step's loss, and at times what the exam says.
  mutating func show(_ L: Tensor<Float>, _ net: some PairModel, in pane: Pane) {
    losses.append(Double(L.scalar))
    let step = losses.count
    pane.show(as: "loss") { [now = self] in .line(now.lossChart) }
    if let net = net as? ContrastiveNet { pane.plot("logit scale", exp(net.logScale)) }
    // What the charts show costs as much as a part of a step.
    if finds, step % 5 == 1 {
      let matrix = exam.matrix(net, first: Self.shown) / cosineScale(net)
      let isCosine = net is ContrastiveNet
      pane.show(as: "matrix") { .heatMap(Self.heatMap(matrix, isCosine)) }
      pane.show(as: "captions") { [now = self] in .table(now.guesses(matrix)) }
      pane.show(as: "pictures") { [now = self] in .images(now.pictures) }
    }
    if step == 1 || step % max(25, steps / 20) == 0 { examine(net, in: pane) }
  }

  /// The captions of the first four pictures in another order, and which one the net takes each for.
  private func guesses(_ matrix: Tensor<Float>) -> TableChart {
    let known = Array(0..<min(4, matrix.shape[0]))
    let order = known.sorted { ($0 * 3 + 1) % 4 < ($1 * 3 + 1) % 4 }
    let guesses = matrix.rows(at: known).argmax(axis: 0)
    return TableChart(
      columns: ["caption", "guess"],
      rows: order.map { [.text(caption($0)), .number(Double(guesses[$0] + 1))] })
  }

  private var pictures: ImageSheet {
    ImageSheet((0..<min(4, exam.images.count)).map { picture($0, "\($0 + 1)") })
  }

  private func picture(_ n: Int, _ caption: String, _ isRight: Bool = false) -> ImageSheet.Image {
    ImageSheet.Image(
      exam.images.pixels(at: [n]).scalars, width: 32, channels: 3, caption: caption,
      verdict: isRight ? .right : nil)
  }

  /// In quotation marks, as words that stay in any language.
  private func caption(_ n: Int) -> String { "“\(exam.vocabulary.decode(exam.texts[n]))”" }

  private func examine(_ net: some PairModel, in pane: Pane) {
    func plot(_ curve: String, _ value: Double) { pane.plot("accuracy", curve: curve, value) }
    if exam.isGenerated {
      plot("held-out", exam.accuracy(net, on: exam.heldOut, first: 200))
      plot("seen", exam.accuracy(net, on: exam.seen, first: 200))
    } else {
      plot("right caption", exam.namedShare(net))
    }
    if finds {
      let matrix = exam.matrix(net)
      plot("R@1", recall(matrix, at: 1))
      pane.show(as: "nearest images") { [now = self] in .images(now.nearest(matrix)) }
    }
  }

  private var lossChart: LineChart {
    LineChart(
      [.init("loss", x: losses.indices.map { Double($0 + 1) }, y: losses)], xLabel: "step",
      yLabel: "nats", references: chance.map { [.init(y: $0, name: "ln N")] } ?? [])
  }

  /// What cosines are multiplied by in scores.
  private func cosineScale(_ net: some PairModel) -> Tensor<Float> {
    withoutGradients { (net as? ContrastiveNet).map { exp($0.logScale) } ?? Tensor(1) }
  }

  /// Cosines, or scores, of some pairs: the diagonal holds those that belong together.
  private static func heatMap(_ matrix: Tensor<Float>, _ isCosine: Bool) -> HeatMap {
    HeatMap(
      matrix.scalars, columns: matrix.shape[1], map: isCosine ? .diverging : .sequential,
      range: isCosine ? -1...1 : nil, xLabel: "caption", yLabel: "picture")
  }

  /// For three captions the four pictures that fit best.
  private func nearest(_ matrix: Tensor<Float>) -> ImageSheet {
    let scores = matrix.transposed()
    let best = (0..<min(3, scores.shape[0])).flatMap { query in
      let row = scores.row(query).scalars
      return row.indices.sorted { row[$0] > row[$1] }.prefix(4).map { (query, $0) }
    }
    return ImageSheet(
      best.enumerated().map { place, pair in
        picture(pair.1, place % 4 == 0 ? caption(pair.0) : "", pair.0 == pair.1)
      }, columns: 4)
  }

  func report(_ net: some PairModel, in pane: Pane) {
    func report(_ name: String, _ value: Double) { pane.result(name, value, better: .higher) }
    if exam.isGenerated {
      // Who stops a run wants an answer soon.
      let number = pane.isInterrupted ? 100 : finds ? Exam.named : 200
      report(
        "held-out zero-shot accuracy", exam.accuracy(net, on: exam.heldOut, first: number))
      report("seen zero-shot accuracy", exam.accuracy(net, on: exam.seen, first: number))
    } else {
      report("right caption", exam.namedShare(net))
    }
    if finds {
      let matrix = exam.matrix(net)
      report("image-to-text R@1", recall(matrix, at: 1))
      report("text-to-image R@1", recall(matrix.transposed(), at: 1))
      report("R@5", recall(matrix, at: 5))
    }
    if let net = net as? ContrastiveNet { pane.result("logit scale", exp(net.logScale)) }
    pane.result("parameters", Double(net.parameters.reduce(0) { $0 + $1.value.count }))
  }
}
