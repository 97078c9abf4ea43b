import Margin

/// What the weights leave of the target, r = y − Xw, known by x_jᵀr/N.
///
/// Where X has fewer columns than rows, those inner products are kept themselves, and a weight that
/// moves costs as many numbers as there are in S ("covariance updates"); otherwise r is kept ("naive
/// updates"). Friedman, Hastie & Tibshirani (2010), sections 2.1 and 2.2.
struct Residual {
  private let isNaive: Bool
  /// XᵀX/N of the predictors S, [S, S], or all predictors [D, N].
  private var rows: Tensor<Double>
  private let y: [Double]
  private let xy: [Double]
  private let yy: Double
  /// Xᵀr/N of the predictors S, or r.
  private var kept: [Double]
  /// Where in S a predictor is.
  private var place: [Int]

  /// The residual of weights w, D numbers, for the predictors S or for all.
  init(_ data: Regression, _ w: [Double], of S: [Int]? = nil) {
    (isNaive, rows, place) = (data.gram == nil, data.gram ?? data.x, Array(w.indices))
    (y, xy, yy) = (data.y.scalars, data.xy, data.yy)
    kept = isNaive ? y : xy
    for j in w.indices where w[j] != 0 { follow(w[j], of: j) }
    guard let S, !isNaive else { return }
    kept = S.map { [kept] in kept[$0] }
    rows = rows.submatrix(rows: S, columns: S)
    for (k, j) in S.enumerated() { place[j] = k }
  }

  /// x_jᵀr/N.
  func correlation(_ j: Int) -> Double {
    isNaive ? rows.product(ofRow: j, with: kept) / Double(kept.count) : kept[place[j]]
  }

  /// Follows the weight of j, which has grown by `change`.
  mutating func follow(_ change: Double, of j: Int) {
    rows.addRow(place[j], times: -change, to: &kept)
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
