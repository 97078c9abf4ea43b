import LessonKit
import Margin

// What is seen of a model over the plane of two features.
extension Examples {
  /// A range of a feature with room at both ends.
  func range(_ d: Int) -> ClosedRange<Double> {
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
}
