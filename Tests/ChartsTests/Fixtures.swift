import Cells
import Glibc

@testable import Charts

/// A small generator, so that every picture is the same on every machine.
struct Lehmer: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ state >> 29
  }

  /// Normal by the sum of twelve uniform numbers.
  mutating func gaussian() -> Double {
    (0..<12).reduce(-6.0) { sum, _ in sum + Double.random(in: 0..<1, using: &self) }
  }
}

/// Charts such as the lessons show.
enum Fixtures {
  private static let steps = (1...60).map(Double.init)
  private static let epochs = (1...2000).map(Double.init)

  /// A log-likelihood that rises to −180.19.
  static let likelihood = LineChart(
    [.init("log-likelihood", x: steps, y: risen(to: -180.19))], xLabel: "step")

  private static func risen(to top: Double) -> [Double] {
    steps.map { top - 90 * exp(-$0 / 9) - 20 * exp(-$0 / 30) }
  }

  /// The same with K = 5 over the earlier run, the floor moved on the way.
  static let rerun = LineChart(
    [
      .init("log-likelihood", x: steps, y: risen(to: -131.9)),
      .init("K 3→5", x: steps, y: risen(to: -180.19), isGhost: true),
    ],
    marks: [.init(x: 14, text: "floor 1e-3"), .init(x: 45, text: "floor 0.01")], xLabel: "step")

  /// Three losses, one of which breaks off in NaN.
  static let losses: LineChart = {
    var random = Lehmer(1)
    let train = epochs.map {
      2.3 * exp(-$0 / 300) + 0.05 + 0.05 * random.gaussian() * exp(-$0 / 900)
    }
    let validation = epochs.map { $0 > 1500 ? .nan : 2.3 * exp(-$0 / 400) + 0.3 + $0 * 1e-4 }
    return LineChart(
      [
        .init("train", x: epochs, y: train), .init("validation", x: epochs, y: validation),
        .init("shuffled labels", x: epochs, y: epochs.map { 2.3 - 0.2 * sin($0 / 700) }),
      ], xLabel: "step")
  }()

  /// The gain of each step of EM on a log axis, the last ones lost in rounding.
  static let gains = LineChart(
    [
      .init(
        "gain", x: (1...24).map(Double.init),
        y: (1...24).map { $0 > 21 ? 0 : 1.23 * pow(0.41, Double($0)) })
    ], xLabel: "step", yScale: .log)

  /// ℓ(θ_A), a bound that touches it, and the place where it does.
  static let bound: LineChart = {
    let thetas = (1..<100).map { Double($0) / 100 }
    func logLikelihood(_ theta: Double) -> Double { twoCoins(theta, 0.5) }
    func bound(_ theta: Double) -> Double {
      21.30 * log(theta / 0.6) + 8.57 * log((1 - theta) / 0.4) + logLikelihood(0.6)
    }
    return LineChart(
      [
        .init("ℓ(θ_A)", x: thetas, y: thetas.map(logLikelihood)),
        .init("bound", x: thetas, y: thetas.map(bound)),
        .init("θ_A now", x: [0.6], y: [logLikelihood(0.6)], style: .points),
      ], xLabel: "θ_A")
  }()

  /// Values whose common part is large.
  static let offset = LineChart(
    [.init("energy", x: epochs, y: epochs.map { 1234 + 1e-5 * sin($0 / 300) })], xLabel: "step")

  /// The log-likelihood of the five rows of ten tosses.
  static func twoCoins(_ a: Double, _ b: Double) -> Double {
    [5.0, 9, 8, 4, 7].reduce(0) { sum, heads in
      sum
        + log(
          0.5 * pow(a, heads) * pow(1 - a, 10 - heads)
            + 0.5 * pow(b, heads) * pow(1 - b, 10 - heads))
    }
  }

  /// The hill of the two coins and the way of EM to its top.
  static let hill = ContourChart(
    x: 0.01...0.99, y: 0.01...0.99,
    paths: [
      .init(
        "EM", x: [0.6, 0.7130, 0.7453, 0.7681, 0.7832, 0.7967],
        y: [0.5, 0.5813, 0.5693, 0.5495, 0.5346, 0.5197])
    ], xLabel: "θ_A", yLabel: "θ_B", height: twoCoins)

  /// Three clouds with their 2σ lines.
  static let clouds: ScatterChart = {
    var random = Lehmer(9)
    let shapes: [(name: String, x: Double, y: Double, sx: Double, sy: Double, r: Double)] = [
      ("setosa", 5.0, 3.4, 0.35, 0.38, 0.74), ("versicolor", 5.9, 2.8, 0.5, 0.3, 0.5),
      ("virginica", 6.6, 3.0, 0.6, 0.3, 0.45),
    ]
    let groups = shapes.map { shape -> ScatterChart.Group in
      var group = ScatterChart.Group(shape.name, x: [], y: [])
      for _ in 0..<50 {
        let first = random.gaussian()
        let second = shape.r * first + (1 - shape.r * shape.r).squareRoot() * random.gaussian()
        group.x.append(shape.x + shape.sx * first)
        group.y.append(shape.y + shape.sy * second)
      }
      return group
    }
    let ellipses = shapes.indices.map { index -> ScatterChart.Ellipse in
      let shape = shapes[index]
      return .init(
        group: index, meanX: shape.x, meanY: shape.y, varianceX: shape.sx * shape.sx,
        varianceY: shape.sy * shape.sy, covariance: shape.r * shape.sx * shape.sy)
    }
    return ScatterChart(
      groups, ellipses: ellipses, xLabel: "sepal length", yLabel: "sepal width")
  }()

  /// The E step of the two coins.
  static let posteriors = TableChart(
    columns: ["row", "heads", "coin A", "coin B", "log p"],
    rows: [
      [.text("1"), .number(5), .share(0.449), .share(0.551), .number(-6.9315)],
      [.text("2"), .number(9), .share(0.805), .share(0.195), .number(-5.8)],
      [.text("3"), .number(8), .share(0.733), .share(0.267), .number(-6.25)],
      [.text("4"), .number(4), .share(0.352), .share(0.648), .number(.nan)],
      [.text("5"), .number(7), .share(0.647), .share(0.353), .number(-10.5)],
    ])

  /// All kinds of charts, by name.
  static let all: [(name: String, chart: Chart)] =
    [
      ("likelihood", .line(likelihood)), ("rerun", .line(rerun)), ("losses", .line(losses)),
      ("gains", .line(gains)), ("bound", .line(bound)), ("offset", .line(offset)),
      ("clouds", .scatter(clouds)), ("posteriors", .table(posteriors)), ("hill", .contour(hill)),
      ("empty", .line(LineChart([.init("loss", x: [], y: [])], xLabel: "step"))),
      (
        "nothing finite",
        .line(LineChart([.init("loss", x: [1, 2], y: [.nan, .nan])], xLabel: "step"))
      ),
      ("one point", .line(LineChart([.init("loss", x: [1], y: [2.5])], xLabel: "step"))),
      (
        "constant",
        .line(LineChart([.init("loss", x: steps, y: steps.map { _ in 0.5 })], xLabel: "step"))
      ),
    ] + pictures + kinds
}

extension Chart {
  /// The chart as text, with or without colour, in one of the canvases.
  func frame(
    _ width: Int, _ height: Int, _ canvas: ChartStyle.Canvas = .braille, hasColor: Bool = true
  ) -> Frame {
    var frame = Frame(Size(width: width, height: height))
    draw(into: &frame, in: frame.bounds, style: .testing(canvas, hasColor: hasColor))
    return frame
  }
}

extension ChartStyle {
  /// A canvas with the glyphs that go with it.
  static func testing(_ canvas: Canvas, hasColor: Bool = true) -> ChartStyle {
    ChartStyle(
      canvas: canvas, glyphs: canvas == .ascii ? .ascii : .unicode,
      palette: Palette(hasColor: hasColor))
  }
}
