import LessonKit
import Margin

/// Test images in all turns, and how well a net tells these.
struct RotationTrial {
  let turns: Turns
  private let digits: ImageSplit
  /// So many images are drawn.
  private static let shown = 5

  init(_ digits: ImageSplit, _ turns: Turns) { (self.digits, self.turns) = (digits, turns) }

  /// The share of test images, in all turns, whose turn is told right.
  func accuracy(_ f: Encoder<Float>, _ g: Linear<Float>) -> Double {
    let (guesses, k) = guesses(digits.test.rows(), f, g)
    return Double(zip(guesses, k).count { $0 == $1 }) / Double(k.count)
  }

  /// Some test images with what the net takes their turns for.
  func show(_ f: Encoder<Float>, _ g: Linear<Float>, in pane: Pane) {
    pane.show(as: "rotated digits") { .images(sheet(f, g)) }
    pane.show(as: "first layer") { .images(f.filters) }
  }

  /// How often the net tells the turns of each class right.
  func showClasses(_ f: Encoder<Float>, _ g: Linear<Float>, in pane: Pane) {
    pane.show(.bars(byClass(f, g)), as: "pretext accuracy by class")
  }

  private func guesses(
    _ x: Tensor<Float>, _ f: Encoder<Float>, _ g: Linear<Float>
  ) -> (guesses: [Int], k: [Int]) {
    let (turned, k) = turns.all(of: x)
    return (withoutGradients { g(f(turned)).argmax(axis: 1) }, k)
  }

  /// A row of pictures for each image: one for each turn.
  private func sheet(_ f: Encoder<Float>, _ g: Linear<Float>) -> ImageSheet {
    let n = min(Self.shown, digits.test.count)
    let x = digits.test.rows(at: Array(0..<n))
    let (turned, _) = turns.all(of: x)
    let (guesses, k) = guesses(x, f, g)
    let images = digits.test.images
    let order = (0..<n).flatMap { image in (0..<turns.count).map { $0 * n + image } }
    return ImageSheet(
      order.map { row in
        .init(
          turned.row(row).scalars, width: images.width, channels: images.channels,
          caption: turns.name(guesses[row]), verdict: guesses[row] == k[row] ? .right : .wrong)
      }, columns: turns.count)
  }

  private func byClass(_ f: Encoder<Float>, _ g: Linear<Float>) -> BarChart {
    let (guesses, k) = guesses(digits.test.rows(), f, g)
    let N = digits.test.count
    let labels = digits.test.members.keys.sorted()
    let accuracies = labels.map { label in
      let rows = digits.test.members[label, default: []].flatMap { image in
        (0..<turns.count).map { $0 * N + image }
      }
      return Double(rows.count { guesses[$0] == k[$0] }) / Double(rows.count)
    }
    return BarChart(
      labels.map { digits.test.className($0) }, accuracies, xLabel: "pretext accuracy")
  }
}
