import LessonKit
import Margin

/// Two classes, and what hinge and penalty say of a weight vector.
struct HingeProblem {
  private let examples: Examples
  private let hasBias: Bool
  /// With a constant feature at the end where there is a bias: [N, D].
  let x: Tensor<Double>
  /// ±1: [N].
  let y: [Double]
  /// ‖x_n‖²: [N].
  let squares: [Double]

  /// - Throws: `TooManyClasses`.
  init(_ examples: Examples, bias: Bool) throws {
    guard examples.classNames.count == 2 else {
      throw TooManyClasses(count: examples.classNames.count)
    }
    (self.examples, hasBias) = (examples, bias)
    x = Self.extended(examples.x, bias)
    y = examples.labels.map { $0 == 0 ? 1 : -1 }
    squares = square(x).sum(axis: 1).scalars
  }

  private static func extended(_ x: Tensor<Double>, _ hasBias: Bool) -> Tensor<Double> {
    hasBias ? concatenate([x, .ones(x.shape[0], 1)], axis: 1) : x
  }

  /// No weights yet.
  var zero: [Double] { [Double](repeating: 0, count: x.shape[1]) }

  /// y_n w·x_n: [N].
  func margins(_ w: Tensor<Double>) -> Tensor<Double> { Tensor(y) * matmul(x, w) }

  /// P(w).
  func primal(_ w: Tensor<Double>, _ C: Double) -> Double {
    square(w).sum().scalar / 2 + C * maximum(1 - margins(w), 0).sum().scalar
  }

  /// D(α), in the sign that is minimised.
  func dual(_ alpha: [Double]) -> Double {
    let w = matmul(x.transposed(), Tensor(zip(alpha, y).map { $0 * $1 }))
    return square(w).sum().scalar / 2 - alpha.reduce(0, +)
  }

  /// The share of rows that are on the wrong side.
  private func error(_ w: Tensor<Double>, _ x: Tensor<Double>, _ labels: [Int]) -> Double {
    let f = matmul(Self.extended(x, hasBias), w)
    return Double(labels.indices.count { (f[$0] > 0) != (labels[$0] == 0) })
      / Double(max(1, labels.count))
  }

  /// Reports what w is worth.
  func report(_ w: Tensor<Double>, _ P: Double, _ D: Double, in pane: Pane) {
    pane.result("primal objective", P, better: .lower)
    pane.result("dual objective", D, better: .lower)
    pane.result("duality gap", P + D, better: .lower)
    pane.result("training error", error(w, examples.x, examples.labels), better: .lower)
    if let test = examples.test {
      pane.result("test error", error(w, test.x, test.labels), better: .lower)
    }
  }

  /// Shows the losses of all points, and the line where it can be seen.
  func show(_ w: Tensor<Double>, _ alpha: [Double], _ C: Double, in pane: Pane) {
    pane.show(as: "losses") { .line(losses(w)) }
    guard examples.isFlat else { return }
    pane.show(as: "margin") {
      let vectors = alpha.indices.filter { alpha[$0] > 0 }
      let b = hasBias ? w[2] : 0
      let machine = SupportVectorModel(
        type: .cSVC, kernel: .linear, labels: [], vectors: Tensor([w[0], w[1]], shape: [1, 2]),
        rows: vectors, counts: [1], coefficients: [[1]], rho: [-b])
      return .scatter(examples.margin(of: machine))
    }
  }

  /// Hinge and 0/1 over the margin, and the points on the hinge.
  private func losses(_ w: Tensor<Double>) -> LineChart {
    let margins = margins(w).scalars.filter { -3...3 ~= $0 }.sorted()
    let places = (0...120).map { -3 + Double($0) / 20 }
    func hinge(_ m: Double) -> Double { max(0, 1 - m) }
    return LineChart(
      [
        .init("hinge", x: places, y: places.map(hinge)),
        .init("0/1", x: places, y: places.map { $0 > 0 ? 0 : 1 }),
        .init("points", x: margins, y: margins.map(hinge), style: .points),
      ], xLabel: "y f", yLabel: "loss")
  }
}

/// Another number of classes than two.
struct TooManyClasses: Error, CustomStringConvertible {
  var count: Int

  var description: String {
    "the data have \(count) classes, and one hinge tells two apart: use SupportVectorMachine, or give "
      + "data with two"
  }
}
