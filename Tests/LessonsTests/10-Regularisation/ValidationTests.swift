import Margin
import TestSupport
import Testing

@testable import Lesson10

@Suite("Choosing the penalty") struct ValidationTests {
  @Test("ten folds of diabetes in file order give scikit-learn's choice, error and deviation")
  func scikitLearn() throws {
    // LassoCV scales all rows together, and its deviation divides by the number of folds.
    let table = try diabetes()
    let whole = Regression(table, standardising: true)
    let scaled = RegressionTable(x: whole.x.transposed(), y: table.y, names: table.names)
    let grid = whole.penalties(100, smallest: 1e-3, rho: 1)
    var curve = ValidationCurve(grid)
    for fold in 0..<10 {
      let sizes = (0..<10).map { 442 / 10 + ($0 < 442 % 10 ? 1 : 0) }
      let start = sizes.prefix(fold).reduce(0, +)
      let held = Array(start..<start + sizes[fold])
      let data = Regression(
        scaled.rows((0..<442).filter { !held.contains($0) }), standardising: false)
      var net = try ElasticNet(data, .lasso)
      let w = grid.map { alpha in
        net.solve(.init(alpha: alpha, rho: 1), .strongRule, tolerance: 1e-8)
        return Tensor(net.w)
      }
      curve.add(data.errors(of: Tensor(rows: w), on: scaled.rows(held)))
    }
    let best = try #require(curve.best)
    #expect(isWritten(grid[best], as: "1.199"))
    #expect(isWritten(curve.means[best], as: "2987"))
    #expect(isWritten(curve.standardErrors[best] * (0.9).squareRoot(), as: "205"))
  }

  @Test("every row is in one fold, and the folds are of one size", arguments: [(442, 10), (7, 20)])
  func folds(rows: Int, folds: Int) {
    var random = RandomSource(seed: 1)
    let parts = Folds(rows, folds, using: &random)
    #expect(parts.count == min(folds, rows))
    #expect((0..<parts.count).flatMap(parts.rows).sorted() == Array(0..<rows))
    let sizes = (0..<parts.count).map { parts.rows($0).count }
    #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= 1)
    #expect((0..<parts.count).allSatisfy { parts.others($0).count == rows - sizes[$0] })
  }

  @Test("the one-standard-error rule takes the largest penalty within one of the smallest error")
  func rule() {
    var curve = ValidationCurve([8, 4, 2, 1])
    #expect(curve.best == nil && curve.withinOneStandardError == nil)
    curve.add([9, 4, 3, 5])
    curve.add([9, 6, 5, 5])
    #expect(curve.means == [9, 5, 4, 5])
    #expect(curve.standardErrors == [0, 1, 1, 0])
    #expect(curve.best == 2 && curve.withinOneStandardError == 1)
  }
}
