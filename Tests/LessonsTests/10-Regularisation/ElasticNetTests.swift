import Margin
import TestSupport
import Testing

@testable import Lesson10

/// The table of the golden values: diabetes, as the kernel reads it.
func diabetes() throws -> RegressionTable {
  try RegressionTable(Dataset(contentsOf: datasetPath("diabetes"), name: "diabetes"))
}

/// Predictors and a target of a seed: N rows, D correlated predictors of which five matter.
func madeTable(_ rows: Int, _ columns: Int, seed: UInt64) -> RegressionTable {
  var random = RandomSource(seed: seed)
  let z = Tensor<Double>.normal([rows, columns], using: &random)
  let shared = Tensor<Double>.normal([rows, 1], using: &random)
  let x = 3 * z + 2 * shared + 1
  let w = Tensor<Double>((0..<columns).map { $0 < 5 ? Double($0 + 1) : 0 })
  let y = matmul(x, w) + 5 * .normal([rows], using: &random) + 100
  return RegressionTable(x: x, y: y, names: (0..<columns).map { "x\($0)" })
}

@Suite("Coordinate descent") struct ElasticNetTests {
  @Test("soft threshold, shrinkage and their mixture are those of the golden file")
  func softThresholds() throws {
    let golden = try GoldenFile("10-regularisation").case("soft threshold")
    let z = try golden.inputs.z.tensor.scalars
    let soft = try golden.expected.soft.tensor.scalars
    let elastic = try golden.expected.elastic.tensor.scalars
    for (i, z) in z.enumerated() {
      #expect(softThreshold(z, 1) == soft[i])
      #expect(abs(softThreshold(z, 0.5) / 1.5 - elastic[i]) < golden.tolerance)
    }
    #expect(softThreshold(1, 1) == 0 && softThreshold(-3, 1) == -2)
  }

  @Test(
    "weights, objective and gap on diabetes are scikit-learn's",
    arguments: [("diabetes, lasso", 1.0), ("diabetes, elastic net", 0.5)])
  func golden(name: String, rho: Double) throws {
    let golden = try GoldenFile("10-regularisation").case(name)
    let table = try diabetes()
    let data = Regression(table, standardising: true)
    let largest = data.penalties(10, smallest: 0.1, rho: rho)[0]
    #expect(relativeError(largest, try golden.inputs.alphaMax.number) < 1e-12)
    for expected in golden.expected.path.values {
      let alpha = try expected.alpha.number
      var net = try ElasticNet(data, .elasticNet)
      net.solve(.init(alpha: alpha, rho: rho), .strongRule, tolerance: 1e-15)
      let error = abs(Tensor(net.w) - (try expected.coefficients.tensor)).max().scalar
      #expect(error < golden.tolerance)
      #expect(net.degreesOfFreedom == (try expected.nonzero.number))
      #expect(relativeError(data.meanOfY, try expected.intercept.number) < 1e-12)
      let all = Array(0..<10)
      #expect(net.gap(all, .init(alpha: alpha, rho: rho)) * data.yy / 2 < 1e-8)
      // Away from the minimum the gap is a number to compare.
      net.w = try expected.coefficients.tensor.scalars.map { 0.9 * $0 }
      net.residual = Residual(data, net.w)
      let gap = net.gap(all, .init(alpha: alpha, rho: rho)) * data.yy / 2
      #expect(relativeError(gap, try expected.gapAtNineTenths.number) < 1e-5)
    }
  }

  @Test("ridge by singular values is ridge by normal equations")
  func ridge() throws {
    let golden = try GoldenFile("10-regularisation").case("diabetes, ridge")
    let ridge = try RidgePath(Regression(try diabetes(), standardising: true))
    for expected in golden.expected.path.values {
      let alpha = try expected.alpha.number
      let (w, freedom) = ridge.solution(alpha)
      let error = abs(Tensor(w) - (try expected.coefficients.tensor)).max().scalar
      #expect(error < golden.tolerance)
      #expect(abs(freedom - (try expected.degreesOfFreedom.number)) < golden.tolerance)
    }
  }

  @Test("the predictors enter in scikit-learn's order, and the strong rule keeps as many")
  func entry() throws {
    let golden = try GoldenFile("10-regularisation").case("lasso path")
    let table = try diabetes()
    let data = Regression(table, standardising: true)
    var net = try ElasticNet(data, .lasso)
    var entries: [String: Int] = [:]
    let kept = try golden.expected.strongRuleKeeps.tensor.scalars
    for (k, alpha) in data.penalties(100, smallest: 1e-3, rho: 1).enumerated() {
      net.solve(.init(alpha: alpha, rho: 1), .strongRule, tolerance: 1e-12)
      for j in 0..<10 where net.w[j] != 0 {
        entries[table.names[j]] = entries[table.names[j]] ?? k
      }
      // Where a correlation is on the rule's edge, a rounding error decides.
      #expect(abs(Double(net.kept) - kept[k]) <= 1)
    }
    for expected in golden.expected.entry.values {
      let entry = try #require(entries[try expected.name.text])
      #expect(abs(Double(entry) - (try expected.index.number)) <= 1)
    }
    let error = abs(Tensor(net.w) - (try golden.expected.last.tensor)).max().scalar
    #expect(error < golden.tolerance)
  }

  @Test(
    "more rows than predictors, and fewer: the conditions of the minimum hold with every screening",
    arguments: [(60, 12), (20, 40), (12, 12), (3, 5)], [1.0, 0.5, 0.05])
  func conditions(size: (N: Int, D: Int), rho: Double) throws {
    let data = Regression(madeTable(size.N, size.D, seed: 5), standardising: true)
    #expect((data.gram == nil) == (size.D >= size.N))
    for screening in Screening.allCases {
      var net = try ElasticNet(data, .elasticNet)
      var screened = 0
      for alpha in data.penalties(20, smallest: 1e-2, rho: rho) {
        net.solve(.init(alpha: alpha, rho: rho), screening, tolerance: 1e-13)
        screened += size.D - net.kept
        let fresh = Residual(data, net.w)
        for j in 0..<size.D {
          let slope = fresh.correlation(j) - alpha * (1 - rho) * net.w[j]
          let target = net.w[j] == 0 ? min(alpha * rho, abs(slope)) : alpha * rho
          #expect(abs(abs(slope) - target) < 1e-4 * alpha)
          #expect(net.w[j] == 0 || (slope > 0) == (net.w[j] > 0))
        }
        #expect(rho < 1 || net.degreesOfFreedom <= Double(min(size.N, size.D)))
      }
      #expect((screening == .none) == (screened == 0))
    }
  }

  @Test("no sweep raises the objective, and the gap bounds what is left", arguments: 0..<4)
  func descent(seed: Int) throws {
    let (rho, alpha) = ([1, 0.7, 0.3, 0.05][seed], 0.5)
    let data = Regression(madeTable(30, 8 + 10 * seed, seed: UInt64(seed)), standardising: false)
    func objective(_ weights: [Double]) -> Double {
      let w = Tensor(weights)
      let r = data.y - matmul(data.x.transposed(), w)
      return square(r).mean().scalar / 2
        + alpha * (rho * abs(w).sum().scalar + (1 - rho) / 2 * square(w).sum().scalar)
    }
    let strength = PenaltyStrength(alpha: alpha, rho: rho)
    var best = try ElasticNet(data, .elasticNet)
    best.solve(strength, .none, tolerance: 1e-14)
    let lowest = objective(best.w)
    var net = try ElasticNet(data, .elasticNet)
    var former = objective(net.w)
    for _ in 0..<50 {
      net.sweep(data.varying, strength)
      let now = objective(net.w)
      #expect(now <= former + 1e-12 * former)
      let gap = net.gap(data.varying, strength) * data.yy / 2
      #expect(now - lowest <= gap + 1e-10 * former)
      former = now
    }
  }

  @Test("the residual that is followed stays y − Xw", arguments: [(442, 10), (10, 30)])
  func residual(size: (Int, Int)) throws {
    let data = Regression(madeTable(size.0, size.1, seed: 1), standardising: true)
    var net = try ElasticNet(data, .lasso)
    for _ in 0..<50 { net.sweep(data.varying, .init(alpha: 0.5, rho: 1)) }
    let fresh = Residual(data, net.w)
    for j in 0..<size.1 {
      #expect(abs(net.residual.correlation(j) - fresh.correlation(j)) < 1e-9)
    }
  }

  @Test("a twin column: the lasso's fit is the same, ridge and elastic net give each a half")
  func twins() throws {
    let (table, alpha) = (try diabetes(), 1.0)
    let (alone, both) = (
      Regression(table, standardising: true), Regression(table.withTwin(), standardising: true)
    )
    #expect(table.withTwin().names.last == "bmi again")
    func weights(_ data: Regression, _ penalty: Penalty, _ rho: Double) throws -> [Double] {
      var net = try ElasticNet(data, penalty)
      net.solve(.init(alpha: alpha, rho: rho), .none, tolerance: 1e-14)
      return net.w
    }
    let (one, two) = (try weights(alone, .lasso, 1), try weights(both, .lasso, 1))
    let fits = [(alone, one), (both, two)].map { matmul($0.x.transposed(), Tensor($1)) }
    #expect(abs(fits[0] - fits[1]).max().scalar < 1e-3)
    for (penalty, rho) in [(Penalty.ridge, 0.0), (.elasticNet, 0.5)] {
      let w = try weights(both, penalty, rho)
      #expect(abs(w[2] - w[10]) < 1e-3 && w[2] != 0)
    }
  }
}
