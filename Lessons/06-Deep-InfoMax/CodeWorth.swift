import LessonKit
import Margin

/// What the vector is worth, beside what one has for nothing.
struct CodeWorth {
  private let digits: ImageSplit
  /// The same labelled images for all representations.
  private let random: RandomSource
  private var rows: [(name: String, probe: Double, nearest: Double)] = []

  private typealias Features = (known: Tensor<Float>, test: Tensor<Float>)

  /// Raw pixels, as many principal components as the vector has numbers, and the untrained encoder.
  init(
    _ digits: ImageSplit, _ E: InfoMaxEncoder<Float>, _ d: Int, using random: inout RandomSource
  ) throws {
    self.digits = digits
    self.random = random.split()
    let (known, test) = (digits.known.rows(), digits.test.rows())
    add("raw pixels", (known, test))
    let components = try PrincipalComponents(known.as(Double.self), d)
    let seen = [known, test].map { components($0.as(Double.self)).as(Float.self) }
    add("principal components", (seen[0], seen[1]))
    add("untrained", features { E($0).y })
  }

  /// Tries the trained encoder; shows the table, and reports.
  mutating func report(_ E: InfoMaxEncoder<Float>, in pane: Pane) throws {
    let y = features { E($0).y }
    add("Deep InfoMax", y)
    pane.show(
      .table(
        TableChart(
          columns: ["representation", "linear probe", "1 label a class"],
          rows: rows.map { [.text($0.name), .number($0.probe), .number($0.nearest)] })),
      as: "what it is worth")
    pane.result("linear probe", rows[3].probe, better: .higher)
    let map = digits.probeAccuracy { E($0).C.flattened(1) }
    pane.result("linear probe of the feature map", map, better: .higher)
    pane.result("linear probe of raw pixels", rows[0].probe, better: .higher)
    pane.result("linear probe of principal components", rows[1].probe, better: .higher)
    pane.result("linear probe, untrained", rows[2].probe, better: .higher)
    pane.result("1-NN with one label a class", rows[3].nearest, better: .higher)
    pane.result("1-NN with one label a class, raw pixels", rows[0].nearest, better: .higher)
    pane.result(
      "mean absolute correlation", meanCorrelation(y.test.as(Double.self)), better: .lower)
    let dependency = try DependencyMeasure(y.known.shape[1], using: &pane.random)
      .value(learntFrom: y.known, on: y.test, in: pane)
    pane.result("neural dependency measure", dependency, better: .lower)
  }

  private func features(_ f: (Tensor<Float>) -> Tensor<Float>) -> Features {
    withoutGradients { (f(digits.known.rows()), f(digits.test.rows())) }
  }

  private mutating func add(_ name: String, _ x: Features) {
    var random = random
    let probe = digits.probeAccuracy((x.known.as(Double.self), x.test.as(Double.self)))
    rows.append((name, probe, digits.fewLabelAccuracy(x, perClass: 1, using: &random)))
  }
}

/// The mean of |correlation| over all pairs of columns of y [N, d]; a constant one correlates with none.
func meanCorrelation(_ y: Tensor<Double>) -> Double {
  let (N, d) = (y.shape[0], y.shape[1])
  let z = Standardisation(y)(y)
  let correlations = abs(matmul(z.transposed(), z) / Double(N)).withDiagonal(0)
  return correlations.sum().scalar / Double(d * (d - 1))
}
