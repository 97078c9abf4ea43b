import LessonKit
import Margin

extension ScatterChart {
  /// Words in the plane in which their vectors [N, D] vary most.
  ///
  /// - Parameters:
  ///   - vectors: A row for each word.
  ///   - words: The words.
  ///   - arrows: Pairs of rows, from one to the other.
  init(mapOf vectors: Tensor<Double>, _ words: [String], arrows: [(Int, Int)] = []) {
    guard vectors.isFinite, words.count > 1, let axes = try? PrincipalComponents(vectors, 2) else {
      self.init([])
      return
    }
    let places = axes(vectors)
    let x = (0..<words.count).map { places[$0, 0] }
    let y = (0..<words.count).map { places.shape[1] > 1 ? places[$0, 1] : 0 }
    self.init(
      [.init("", x: x, y: y)], xLabel: "first component", yLabel: "second component",
      arrows: arrows.map { .init(x: x[$0], y: y[$0], dx: x[$1] - x[$0], dy: y[$1] - y[$0]) },
      labels: words.indices.map { .init(x: x[$0], y: y[$0], text: "“\(words[$0])”") })
  }
}
