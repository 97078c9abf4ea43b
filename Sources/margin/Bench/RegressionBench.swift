import Margin

@testable import Lesson10

/// How fast the lesson's coordinate descent walks along a path.
let regressionBenchmarks: [Benchmark] = [
  // 100 penalties from α_max to a thousandth of it, each to a gap of 1e-8 ‖y‖²/n; the value is the
  // sum of |w| over all of them.
  Benchmark(group: "regression", work: "lasso-path-100") { inputs in
    let data = try Dataset(contentsOf: try inputs.path("lasso.csv"), name: "lasso")
    let table = try RegressionTable(data)
    return try Measurement.of(15) {
      let data = Regression(table, standardising: false)
      var net = try ElasticNet(data, .lasso)
      return data.penalties(100, smallest: 1e-3, rho: 1).reduce(0) { sum, alpha in
        net.solve(.init(alpha: alpha, rho: 1), .strongRule, tolerance: 2e-8)
        return net.w.reduce(sum) { $0 + abs($1) }
      }
    }
  }
]
