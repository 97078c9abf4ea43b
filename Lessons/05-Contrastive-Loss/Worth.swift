import LessonKit
import Margin

/// What representations are worth: how well the nearest neighbour tells the class of test images with
/// few labels, with all of them, and where the test images were moved.
struct Worth {
  private let digits: ImageSplit
  /// The test images turned and shifted.
  private let moved: Tensor<Float>
  /// Each representation has the same labelled images.
  private let random: RandomSource
  private var rows: [(name: String, few: [Double], all: Double, moved: Double)] = []

  private static let counts = [1, 2, 5, 10]

  init(_ digits: ImageSplit, using random: inout RandomSource) {
    self.digits = digits
    let views = Views(strength: 1, digits.test.images)
    moved = views.displaced(digits.test.rows(), using: &random)
    self.random = random.split()
  }

  /// Tries the representation `f`.
  mutating func add(_ name: String, _ f: (Tensor<Float>) -> Tensor<Float>) {
    let (known, test, elsewhere) = withoutGradients {
      (f(digits.known.rows()), f(digits.test.rows()), f(moved))
    }
    var random = random
    let few = Self.counts.map {
      digits.fewLabelAccuracy((known, test), perClass: $0, using: &random)
    }
    func accuracy(_ test: Tensor<Float>) -> Double {
      nearestNeighbourAccuracy(
        test, digits.test.labels, in: known, digits.known.labels, k: 5)
    }
    rows.append((name, few, accuracy(test), accuracy(elsewhere)))
  }

  /// Shows the table of all that were tried, and reports the first and the last.
  func report(in pane: Pane) {
    pane.show(
      .table(
        TableChart(
          columns: ["representation"] + Self.counts.map { "\($0) a class" } + ["all", "moved"],
          rows: rows.map { row in
            [.text(row.name)] + (row.few + [row.all, row.moved]).map { .number($0) }
          })), as: "accuracy by labels")
    guard let raw = rows.first, let learnt = rows.last else { return }
    pane.result("k-NN accuracy", learnt.all, better: .higher)
    pane.result("k-NN accuracy of raw pixels", raw.all, better: .higher)
    pane.result("accuracy at 1 label a class", learnt.few[0], better: .higher)
    pane.result("accuracy at 1 label a class, raw pixels", raw.few[0], better: .higher)
    pane.result("accuracy on moved images", learnt.moved, better: .higher)
    pane.result("accuracy on moved images, raw pixels", raw.moved, better: .higher)
  }
}
