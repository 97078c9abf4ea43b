import Margin

/// Pictures that come into being, beside what they are to become where a part is given.
struct Canvas {
  private let truth: Tensor<Float>
  private let known: [Bool]
  private let width: Int

  init(_ truth: Tensor<Float>, _ known: [Bool], width: Int) {
    (self.truth, self.known, self.width) = (truth, known, width)
  }

  /// The pictures as they are; pixel `next` is as grey as its probability, before the coin falls.
  func show(
    _ x: Tensor<Float>, _ probabilities: Tensor<Float>? = nil, of next: Int = 0, in pane: Pane
  ) {
    pane.show(as: "pictures") {
      var x = x
      if let probabilities { for n in 0..<x.shape[0] { x[n, next] = probabilities[n] } }
      return .images(sheet(x))
    }
    if known.contains(true) { pane.show(as: "true pictures") { .images(sheet(truth)) } }
  }

  /// Six in a row, so that a picture stands where the true one does, however wide the two charts are.
  private func sheet(_ x: Tensor<Float>) -> ImageSheet {
    ImageSheet((0..<x.shape[0]).map { .init(x.row($0).scalars, width: width) }, columns: 6)
  }
}
