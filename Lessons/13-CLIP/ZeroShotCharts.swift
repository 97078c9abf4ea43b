import LessonKit
import Margin

/// What a run of `ZeroShot` shows and reports.
struct ZeroShotCharts {
  private let answers: Answers
  private let exam: Exam
  private let labels: Labels
  private let retrieval: Tensor<Float>

  init(_ exam: Exam, _ net: ContrastiveNet) throws {
    answers = try Answers(exam, net)
    labels = Labels(net, exam)
    retrieval = exam.matrix(net)
    self.exam = exam
  }

  /// What does not depend on what is asked.
  func show(in pane: Pane) {
    pane.show(as: "binding") { [answers] in .bars(answers.binding.chart) }
    if let clouds = answers.clouds() { pane.show(.scatter(clouds), as: "modality gap") }
  }

  /// What does: accuracies on held-out and on seen kinds, a prompt's pictures, and a probe.
  func report(_ accuracies: [Double], prompt: String, labels most: Int, in pane: Pane) {
    func report(_ name: String, _ value: Double) { pane.result(name, value, better: .higher) }
    report("held-out zero-shot accuracy", accuracies[0])
    report("seen zero-shot accuracy", accuracies[1])
    report("image-to-text R@1", recall(retrieval, at: 1))
    report("text-to-image R@1", recall(retrieval.transposed(), at: 1))
    report("R@5", recall(retrieval, at: 5))
    report("colours bound", answers.binding.colors)
    report("relations told", answers.binding.relations)
    pane.result("cosine of shuffled words", answers.binding.shuffled)
    pane.result("modality gap", answers.gap)
    do {
      pane.show(.images(try answers.nearest(to: prompt)), as: "nearest images")
    } catch {
      pane.log("\(error)")
    }
    reportProbe(most, beside: accuracies, in: pane)
  }

  /// Probes with 1, 2, 4, … labels a class, up to `most`.
  private func reportProbe(_ most: Int, beside zeroShot: [Double], in pane: Pane) {
    let numbers = sequence(first: 1) { 2 * $0 }.prefix { $0 < most } + [most]
    let probes = labels.accuracies(numbers)
    pane.result("linear probe accuracy", probes.last?[0] ?? 0, better: .higher)
    pane.result("linear probe accuracy (seen)", probes.last?[1] ?? 0, better: .higher)
    let x = numbers.map { Double($0) }
    let chart = LineChart(
      ["held-out", "seen"].enumerated().map { kind, name in
        .init(name, x: x, y: probes.map { $0[kind] })
      }, xLabel: "labels a class", yLabel: "accuracy", xScale: .log,
      references: [
        .init(y: zeroShot[0], name: "zero-shot, held-out"),
        .init(y: zeroShot[1], name: "zero-shot, seen"),
      ])
    pane.show(.line(chart), as: "linear probe")
  }
}
