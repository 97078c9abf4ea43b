import Margin

/// What the weights leave of the target, r = y − Xw, known by x_jᵀr/N.
///
/// Where X has fewer columns than rows, those inner products [D] are kept themselves, and a weight
/// that moves costs D numbers ("covariance updates"); otherwise r [N] is kept ("naive updates").
/// Friedman, Hastie & Tibshirani (2010), sections 2.1 and 2.2.
struct Residual {
  private let data: Regression
  private let isNaive: Bool
  /// XᵀX/N [D, D], or the predictors [D, N].
  private let rows: Tensor<Double>
  /// Xᵀr/N [D], or r [N].
  private var kept: Tensor<Double>

  /// The residual of weights w [D].
  init(_ data: Regression, _ weights: [Double]) {
    let w = Tensor(weights)
    self.data = data
    if let gram = data.gram {
      (isNaive, rows, kept) = (false, gram, Tensor(data.xy) - matmul(gram, w))
    } else {
      (isNaive, rows, kept) = (true, data.x, data.y - matmul(data.x.transposed(), w))
    }
  }

  /// x_jᵀr/N.
  func correlation(_ j: Int) -> Double {
    isNaive ? rows.product(ofRow: j, with: kept) / Double(kept.count) : kept[j]
  }

  /// Follows the weight of j, which has grown by `change`.
  mutating func follow(_ change: Double, of j: Int) {
    kept.add(-change, timesRow: j, of: rows)
  }

  /// ‖r‖²/N and rᵀy/N, where w are the weights and S holds all that are not 0.
  func products(_ w: [Double], _ S: [Int]) -> (rr: Double, ry: Double) {
    if isNaive {
      return (square(kept).mean().scalar, (kept * data.y).mean().scalar)
    }
    var (wc, wq) = (0.0, 0.0)
    for j in S {
      wc += w[j] * data.xy[j]
      wq += w[j] * kept[j]
    }
    return (data.yy - wc - wq, data.yy - wc)
  }
}
