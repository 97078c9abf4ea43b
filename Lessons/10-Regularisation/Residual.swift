import Margin

/// What the weights leave of the target, r = y − Xw, known by x_jᵀr/N.
///
/// Where X has fewer columns than rows, those inner products are kept themselves, and a weight that
/// moves costs D numbers ("covariance updates"); otherwise r is kept ("naive updates"). Friedman,
/// Hastie & Tibshirani (2010), sections 2.1 and 2.2.
struct Residual {
  private let isNaive: Bool
  /// XᵀX/N [D, D], or the predictors [D, N].
  private let rows: Tensor<Double>
  private let y: [Double]
  private let xy: [Double]
  private let yy: Double
  /// Xᵀr/N, or r.
  private var kept: [Double]

  /// The residual of weights w: D numbers.
  init(_ data: Regression, _ weights: [Double]) {
    let w = Tensor(weights)
    (y, xy, yy) = (data.y.scalars, data.xy, data.yy)
    if let gram = data.gram {
      (isNaive, rows) = (false, gram)
      kept = (Tensor(data.xy) - matmul(gram, w)).scalars
    } else {
      (isNaive, rows) = (true, data.x)
      kept = (data.y - matmul(data.x.transposed(), w)).scalars
    }
  }

  /// x_jᵀr/N.
  func correlation(_ j: Int) -> Double {
    isNaive ? rows.product(ofRow: j, with: kept) / Double(kept.count) : kept[j]
  }

  /// Follows the weight of j, which has grown by `change`.
  mutating func follow(_ change: Double, of j: Int) {
    rows.addRow(j, times: -change, to: &kept)
  }

  /// ‖r‖²/N and rᵀy/N, where w are the weights and S holds all that are not 0.
  func products(_ w: [Double], _ S: [Int]) -> (rr: Double, ry: Double) {
    let N = Double(y.count)
    if isNaive {
      return (kept.reduce(0) { $0 + $1 * $1 } / N, zip(kept, y).reduce(0) { $0 + $1.0 * $1.1 } / N)
    }
    var (wc, wq) = (0.0, 0.0)
    for j in S {
      wc += w[j] * xy[j]
      wq += w[j] * correlation(j)
    }
    return (yy - wc - wq, yy - wc)
  }
}
