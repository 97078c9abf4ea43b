import LessonKit
import Margin

/// What a training of support vector machines shows.
struct MarginCharts {
  private let examples: Examples

  /// With more points charts are only drawn at the end.
  private static let mostPoints = 500
  /// So many bars can still be read.
  private static let mostBars = 20

  init(_ examples: Examples) { self.examples = examples }

  /// One step was taken, or found that none was left.
  func follow(_ machines: Machines, in pane: Pane) {
    let descent = machines.descent
    pane.plot("violation", max(descent.violation, 1e-12))
    guard examples.count <= Self.mostPoints, machines.parts.count == 1 else {
      return pane.plot("objective", descent.objective)
    }
    let present = descent.present
    if machines.settings.type == .cSVC {
      let dual = -descent.objective
      pane.plot("objectives", ["primal": primal(present, machines), "dual": dual])
    } else {
      pane.plot("objective", descent.objective)
    }
    let (examples, settings, rows) = (examples, machines.settings, machines.parts.map(\.rows))
    let pair = descent.pair
    let violation = descent.violation
    guard examples.isFlat, !examples.classNames.isEmpty else { return }
    pane.show(as: "margin") {
      let model = examples.model(settings, [present], rows)
      let labels = violation > settings.tolerance ? Self.labels(pair, rows[0], examples) : []
      return .scatter(examples.margin(of: model, labels: labels))
    }
  }

  /// ½ ‖w‖² + C Σ ξ at the present b.
  private func primal(_ solution: SupportVectorSolution, _ machines: Machines) -> Double {
    let (y, settings) = (machines.parts[0].y, machines.settings)
    var slack = 0.0
    for n in y.indices {
      let xi = max(0, 1 - y[n] * (y[n] - solution.v[n] + solution.bias[0]))
      slack += xi * (y[n] > 0 ? settings.C * settings.weight : settings.C)
    }
    return solution.squaredNorm / 2 + slack
  }

  /// The two points that moved.
  private static func labels(
    _ pair: (rising: Int, falling: Int)?, _ rows: [Int], _ examples: Examples
  ) -> [ScatterChart.Label] {
    guard let pair else { return [] }
    return [(pair.rising, "i"), (pair.falling, "j")].map { place, text in
      let x = examples.x.row(rows[place])
      return .init(x: x[0], y: x[1], text: text)
    }
  }

  /// The charts at the end of a training.
  func show(_ machines: Machines, _ model: SupportVectorModel, in pane: Pane) {
    show(model, in: pane)
    guard machines.parts.count == 1 else {
      return pane.show(as: "machines") { .table(examples.table(of: model, machines.solutions)) }
    }
    guard let solution = machines.solutions.first else { return }
    let alpha = SupportVectorCoefficients(solution, count: examples.count).c
    pane.show(as: "α") { .bars(examples.bars(alpha)) }
    if examples.isFlat, !examples.classNames.isEmpty {
      pane.show(as: "support vectors") { .scatter(examples.states(solution)) }
    }
  }

  /// The charts of a model alone.
  func show(_ model: SupportVectorModel, in pane: Pane) {
    let examples = examples
    switch (examples.classNames.count, examples.x.shape[1]) {
    case (2, 2),
      (0, 2) where examples.z.isEmpty:
      pane.show(as: "margin") { .scatter(examples.margin(of: model)) }
    case (3..., 2): pane.show(as: "regions") { .scatter(examples.regions(of: model)) }
    case (0, 1) where !examples.z.isEmpty:
      pane.show(as: "tube") { .line(examples.tube(of: model)) }
    default: break
    }
    if examples.classNames.count == 2 || examples.strangers != nil {
      pane.show(as: "decision values") { .histogram(examples.histogram(of: model)) }
    }
  }
}

extension Examples {
  /// A range of a feature with room at both ends.
  private func range(_ d: Int) -> ClosedRange<Double> {
    let column = x.column(d)
    let (low, high) = (column.min().scalar, column.max().scalar)
    let room = high > low ? (high - low) * 0.08 : 1
    return low - room...high + room
  }

  /// A field over the plane of the first two features whose values are computed all at once.
  private func values(_ f: (Tensor<Double>) -> Tensor<Double>) -> [Double] {
    var places: [Double] = []
    _ = ScatterChart.Field(linesOver: range(0), range(1), levels: []) { x, y in
      places += [x, y]
      return 0
    }
    return f(Tensor(places, shape: [places.count / 2, 2])).scalars
  }

  /// Both classes, the lines f = −1, 0, 1, and the slack of each point that has some.
  func margin(
    of model: SupportVectorModel, labels words: [ScatterChart.Label] = []
  ) -> ScatterChart {
    let isOneClass = classNames.isEmpty
    let f = values { model.decisionValues($0).column(0) }
    var next = f.makeIterator()
    let field = ScatterChart.Field(
      linesOver: range(0), range(1), levels: isOneClass ? [0] : [-1, 0, 1]
    ) { _, _ in next.next() ?? 0 }
    let groups = (isOneClass ? ["x"] : classNames).enumerated().map { k, name in
      let rows = isOneClass ? Array(0..<count) : members[k]
      let vectors = Set(model.rows)
      return ScatterChart.Group(
        name, x: rows.map { x[$0, 0] }, y: rows.map { x[$0, 1] },
        highlighted: rows.indices.filter { vectors.contains(rows[$0]) })
    }
    return ScatterChart(
      groups, xLabel: featureNames[0], yLabel: featureNames[1], field: field,
      arrows: isOneClass ? [] : whiskers(of: model), labels: words)
  }

  /// From each point inside its margin to where f says that the margin begins, by f's slope there:
  /// for a straight line exactly ξ/‖w‖ long.
  private func whiskers(of model: SupportVectorModel) -> [ScatterChart.Arrow] {
    let inside = model.rows
    if inside.isEmpty { return [] }
    let points = x.rows(at: inside)
    let width = 1e-4 * (range(0).upperBound - range(0).lowerBound)
    func f(_ dx: Double, _ dy: Double) -> Tensor<Double> {
      model.decisionValues(points + Tensor([dx, dy])).column(0)
    }
    let now = f(0, 0)
    let slopes = [(f(width, 0) - f(-width, 0)), (f(0, width) - f(0, -width))].map {
      $0 / (2 * width)
    }
    let longest = (range(0).upperBound - range(0).lowerBound) / 4
    return inside.indices.compactMap { s in
      let y = labels[inside[s]] == 0 ? 1.0 : -1.0
      let missing = y - now[s]
      let steepness = slopes[0][s] * slopes[0][s] + slopes[1][s] * slopes[1][s]
      guard missing * y > 1e-2, steepness > 0 else { return nil }
      let share = missing / steepness
      let (dx, dy) = (share * slopes[0][s], share * slopes[1][s])
      guard dx * dx + dy * dy < longest * longest else { return nil }
      return .init(x: points[s, 0], y: points[s, 1], dx: dx, dy: dy)
    }
  }

  /// The class that is predicted at each place.
  func regions(of model: SupportVectorModel) -> ScatterChart {
    let places = values { Tensor(model.classes($0).map { Double($0) }) }
    var next = places.makeIterator()
    let field = ScatterChart.Field(groupsOver: range(0), range(1)) { _, _ in
      Int(next.next() ?? 0)
    }
    let groups = zip(classNames, members).map { name, rows in
      ScatterChart.Group(name, x: rows.map { x[$0, 0] }, y: rows.map { x[$0, 1] })
    }
    return ScatterChart(groups, xLabel: featureNames[0], yLabel: featureNames[1], field: field)
  }

  /// The points by what holds them: nothing, the margin's line, or the bound C.
  func states(_ solution: SupportVectorSolution) -> ScatterChart {
    let rows = members[0] + members[1]
    func group(_ name: String, _ isIn: (Int) -> Bool) -> ScatterChart.Group {
      let chosen = rows.indices.filter(isIn).map { rows[$0] }
      return .init(name, x: chosen.map { x[$0, 0] }, y: chosen.map { x[$0, 1] })
    }
    return ScatterChart(
      [
        group("α = 0") { solution.beta[$0] == 0 },
        group("0 < α < C") { solution.beta[$0] != 0 && !solution.isBounded[$0] },
        group("α = C") { solution.isBounded[$0] },
      ], xLabel: featureNames[0], yLabel: featureNames[1])
  }

  /// The largest coefficients by row.
  func bars(_ c: [Double]) -> BarChart {
    let rows = classNames.isEmpty ? Array(0..<count) : members.flatMap { $0 }
    let chosen = c.indices.filter { c[$0] != 0 }.sorted { abs(c[$0]) > abs(c[$1]) }.prefix(20)
    return BarChart(chosen.map { "\(rowNumbers[rows[$0]])" }, chosen.map { c[$0] }, xLabel: "y α")
  }

  /// What f is for the points of each class, or for strangers.
  func histogram(of model: SupportVectorModel) -> Histogram {
    let f = model.decisionValues(x).column(0).scalars
    if let strangers {
      let others = model.decisionValues(strangers).column(0).scalars
      return Histogram([("learnt", f), ("strangers", others)], marks: [.init(x: 0, text: "0")])
    }
    return Histogram(
      zip(classNames, members).map { name, rows in (name, rows.map { f[$0] }) },
      marks: [.init(x: -1, text: "−1"), .init(x: 0, text: "0"), .init(x: 1, text: "1")])
  }

  /// The curve, and the points that a regression goes by.
  func tube(of model: SupportVectorModel) -> LineChart {
    let ends = range(0)
    let places = (0...200).map { k in
      ends.lowerBound + Double(k) / 200 * (ends.upperBound - ends.lowerBound)
    }
    let f = model.decisionValues(Tensor(places, shape: [201, 1])).column(0).scalars
    let vectors = Set(model.rows)
    func points(_ name: String, _ isIn: (Int) -> Bool) -> LineChart.Series {
      let rows = (0..<count).filter(isIn)
      return .init(name, x: rows.map { x[$0, 0] }, y: rows.map { z[$0] }, style: .points)
    }
    return LineChart(
      [
        .init("f", x: places, y: f), points("inside the tube") { !vectors.contains($0) },
        points("support vectors") { vectors.contains($0) },
      ], xLabel: featureNames[0], yLabel: featureNames.last ?? "")
  }

  /// A row for each pair of classes.
  func table(of model: SupportVectorModel, _ solutions: [SupportVectorSolution]) -> TableChart {
    TableChart(
      columns: ["classes", "support vectors", "at the bound", "rho"],
      rows: zip(model.pairs, solutions).enumerated().map { machine, pair in
        let ((i, j), solution) = pair
        return [
          .text("\(classNames[i]) : \(classNames[j])"),
          .number(Double(solution.beta.count { $0 != 0 })),
          .number(Double(solution.isBounded.count { $0 })), .number(model.rho[machine]),
        ]
      })
  }
}
