import Glibc

@testable import Charts

/// The other kinds of charts, such as the lessons show.
extension Fixtures {
  private static let words = ["the", "robot", "must", "obey", "orders", "given", "by", "people"]

  /// How much each word is taken for the next one.
  static let predictions = BarChart(
    ["robot", "people", "机器人", "law", "harm"], [0.42, 0.31, 0.125, 0.12, 0.025],
    errors: [0.05, 0.02, 0.01, 0, .nan], xLabel: "probability")

  /// Weights of both signs for two models.
  static let weights = BarChart(
    ["age", "sex", "bmi", "血压", "s1", "s5"],
    [
      .init("ridge", [-0.3, -11.2, 24.7, 15.4, -5.9, 21.3]),
      .init("lasso", [0, -9.3, 24.8, 14.1, -4.5, .nan]),
    ], xLabel: "weight")

  /// Parts of a sum.
  static let parts = BarChart(
    ["step 1", "step 10", "step 100"],
    [
      .init("reconstruction", [120, 90, 71]), .init("KL", [2, 11, 18]), .init("rest", [4, -1, 2]),
    ],
    arrangement: .stacked, xLabel: "nats")

  private static func normal(_ count: Int, mean: Double, deviation: Double) -> [Double] {
    var random = Lehmer(UInt64(count))
    return (0..<count).map { _ in mean + deviation * random.gaussian() }
  }

  /// One group with a threshold.
  static let scores = Histogram(
    normal(500, mean: 0.2, deviation: 1) + [.nan], bins: 24, range: -3...3,
    marks: [.init(x: 1, text: "threshold")], xLabel: "score")

  /// Two groups of unlike sizes.
  static let classes = Histogram(
    [
      ("negative", normal(900, mean: -1, deviation: 0.8)),
      ("positive", normal(150, mean: 1.2, deviation: 0.6)),
    ], bins: 30, marks: [.init(x: 0, text: "0")], isNormalized: true, xLabel: "decision value")

  /// The same groups as curves.
  static let densities = LineChart.densities(
    of: [
      ("negative", normal(900, mean: -1, deviation: 0.8)),
      ("positive", normal(150, mean: 1.2, deviation: 0.6)),
    ], xLabel: "decision value")

  /// A noisy loss with its average.
  static let smoothed: LineChart = {
    var random = Lehmer(4)
    let steps = (1...400).map(Double.init)
    let loss = LineChart.Series(
      "loss", x: steps,
      y: steps.map { (step: Double) -> Double in
        2 * exp(-step / 90) + 0.5 + 0.2 * random.gaussian()
      })
    return LineChart(
      loss.smoothed(by: 0.9), xLabel: "step", references: [.init(y: 0.5, name: "noise floor")])
  }()

  /// Five seeds as mean and band, and the bound that they stay under.
  static let folded: LineChart = {
    var random = Lehmer(5)
    let steps = (1...60).map(Double.init)
    let runs = (0..<5).map { _ -> LineChart.Series in
      let rate = 12 + 4 * random.gaussian()
      let bounds = steps.map { (step: Double) -> Double in log(64.0) * (1 - exp(-step / rate)) }
      return LineChart.Series("", x: steps, y: bounds)
    }
    return LineChart(
      [.folded("InfoNCE, 5 seeds", runs)], xLabel: "epoch",
      references: [.init(y: log(64), name: "ln N"), .init(x: 40, name: "decay")])
  }()

  /// Errors by size with bars.
  static let errorBars = LineChart(
    [
      .init(
        "test error", x: [1, 2, 4, 8, 16, 32], y: [0.4, 0.31, 0.2, 0.14, 0.11, 0.1], style: .points,
        lower: [0.34, 0.27, 0.17, 0.12, 0.1, 0.09], upper: [0.46, 0.35, 0.23, 0.16, 0.12, 0.11],
        spread: .bars)
    ], xLabel: "examples", xScale: .log)

  /// Gradients of both signs over many decades.
  static let gradients = LineChart(
    [
      .init(
        "gradient", x: (0..<80).map(Double.init),
        y: (0..<80).map { (step: Int) -> Double in
          300 * exp(-Double(step) / 9) * cos(Double(step) / 3)
        })
    ], xLabel: "step", yScale: .symlog)

  /// Two classes, the regions of a kernel machine and its support vectors.
  static let regions: ScatterChart = {
    var random = Lehmer(2)
    func ring(_ radius: Double, _ count: Int) -> (x: [Double], y: [Double]) {
      let angles = (0..<count).map { _ in Double.random(in: 0..<2 * .pi, using: &random) }
      let x = angles.map { (angle: Double) -> Double in
        radius * cos(angle) + 0.2 * random.gaussian()
      }
      let y = angles.map { (angle: Double) -> Double in
        radius * sin(angle) + 0.2 * random.gaussian()
      }
      return (x, y)
    }
    let (inner, outer) = (ring(0.6, 30), ring(1.8, 40))
    return ScatterChart(
      [
        .init("inside", x: inner.x, y: inner.y, highlighted: [1, 5, 9]),
        .init("outside", x: outer.x, y: outer.y, highlighted: [2, 3]),
      ], xLabel: "x₁", yLabel: "x₂",
      field: .init(groupsOver: -2.5...2.5, -2.5...2.5) { hypot($0, $1) < 1.2 ? 0 : 1 })
  }()

  /// The same with lines of equal probability.
  static let probabilities: ScatterChart = {
    var chart = regions
    chart.field = .init(linesOver: -2.5...2.5, -2.5...2.5, levels: [0.1, 0.5, 0.9]) {
      1 / (1 + exp(4 * (hypot($0, $1) - 1.2)))
    }
    return chart
  }()

  /// Words in the plane, and two directions.
  static let wordMap: ScatterChart = {
    var random = Lehmer(12)
    let labels = (words + ["机器人", "人类", "命令", "robots", "laws", "harm"]).map { word in
      ScatterChart.Label(x: random.gaussian(), y: random.gaussian(), text: word)
    }
    return ScatterChart(
      [.init("words", x: labels.map(\.x), y: labels.map(\.y))],
      arrows: [.init(x: 0, y: 0, dx: 1.5, dy: 0.4), .init(x: 0, y: 0, dx: -0.3, dy: -1.5)],
      labels: labels)
  }()

  /// What a model wrote.
  static let written = TextChart(
    [
      ("A", 0.9), (" robot", 0.45), (" may", 0.6), (" not", 0.97), (" injure", 0.04), (" a", 0.8),
      (" human", 0.7), (" being", 0.5), (",", 0.3), (" or", 0.9), (" through", 0.2),
      (" inaction", 0.02), ("，让", 0.3), ("人类", 0.6), ("受到", 0.4), ("伤害", 0.8), ("。", .nan),
    ].map { .init($0.0, probability: $0.1) })

  /// The code of five letters.
  static let huffman = TreeChart([
    .init("100", children: [1, 2]), .init("a", branch: "0", note: "45  0", isMarked: true),
    .init("55", branch: "1", children: [3, 4]),
    .init("25", branch: "0", children: [5, 6]), .init("30", branch: "1", children: [7, 8]),
    .init("b", branch: "0", note: "12  100"), .init("c", branch: "1", note: "13  101"),
    .init("d", branch: "0", note: "14  110"), .init("空格", branch: "1", note: "16  111"),
  ])

  /// Two states over ten days.
  static let weather = Lattice(
    states: ["rainy", "晴"], steps: "3121323311".map(String.init),
    probabilities: (0..<10).flatMap { day -> [Double] in
      let rain = 0.5 + 0.45 * sin(Double(day))
      return [rain, 1 - rain]
    }, path: (0..<10).map { sin(Double($0)) > 0 ? 0 : 1 }, xLabel: "day")

  /// Settings side by side.
  static let settings = Multiples(
    [1, 3, 5, 9].map { degree in
      Multiples.Panel(
        "degree \(degree)",
        .line(
          LineChart([
            .init(
              "fit", x: (0..<50).map(Double.init),
              y: (0..<50).map { sin(Double(degree * $0) / 20) })
          ])))
    })

  /// Runs with the course of their losses.
  static let runs = TableChart(
    columns: ["run", "loss", "course"],
    rows: (1...3).map { run in
      [
        .text("seed \(run)"), .number(1 / Double(run)),
        .course((0..<40).map { exp(-Double($0 * run) / 20) }),
      ]
    })

  /// All these kinds, by name.
  static let kinds: [(name: String, chart: Chart)] = [
    ("predictions", .bars(predictions)), ("weights", .bars(weights)), ("parts", .bars(parts)),
    ("scores", .histogram(scores)), ("classes", .histogram(classes)),
    ("densities", .line(densities)), ("smoothed", .line(smoothed)), ("folded", .line(folded)),
    ("error bars", .line(errorBars)), ("gradients", .line(gradients)),
    ("regions", .scatter(regions)), ("probabilities", .scatter(probabilities)),
    ("words", .scatter(wordMap)), ("written", .text(written)), ("huffman", .tree(huffman)),
    ("weather", .lattice(weather)), ("settings", .multiples(settings)), ("runs", .table(runs)),
  ]
}
