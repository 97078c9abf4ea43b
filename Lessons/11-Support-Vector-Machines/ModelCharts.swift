import LessonKit
import Margin

// What is seen of a model whatever the number of features is.
extension Examples {
  /// So many bars can still be read.
  private var mostBars: Int { 20 }

  /// The largest coefficients by row.
  func bars(_ c: [Double]) -> BarChart {
    let rows = classNames.isEmpty ? Array(0..<count) : members.flatMap { $0 }
    let chosen = c.indices.filter { c[$0] != 0 }.sorted { abs(c[$0]) > abs(c[$1]) }.prefix(mostBars)
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
