import Margin

// The priors over the weights, and the minimum of a squared error under each.

/// What is believed of the weights before the data are seen.
enum Prior: String, CaseIterable {
  case laplace = "Laplace"
  case gaussian = "Gaussian"
  case none

  /// R(w): ‖w‖₁, ½ ‖w‖², or 0.
  func penalty(of w: Tensor<Double>) -> Double {
    switch self {
    case .laplace: abs(w).sum().scalar
    case .gaussian: square(w).sum().scalar / 2
    case .none: 0
    }
  }

  /// b = σ²/λ of a Laplace prior, τ = σ/√λ of a Gaussian one.
  func width(sigma: Double, _ lambda: Double) -> Double {
    switch self {
    case .laplace: sigma * sigma / lambda
    case .gaussian: sigma / sqrt(lambda)
    case .none: .infinity
    }
  }

  /// The minimum over v of ½ ‖z − A v‖² + λ R(v ∘ `penalised`), for A [N, D].
  ///
  /// Least squares by singular values, so that many columns and few rows keep their digits.
  func minimum(
    _ A: Tensor<Double>, _ z: Tensor<Double>, _ lambda: Double, _ penalised: Tensor<Double>,
    from w: Tensor<Double>
  ) throws -> Tensor<Double> {
    switch self {
    case .none: return try leastSquares(A, z).solution
    case .gaussian:
      // λ ‖v‖² is the squared error of D more rows.
      let rows = Tensor.diagonal(sqrt(lambda * penalised))
      let zeros = Tensor<Double>.zeros(penalised.count)
      return try leastSquares(concatenate([A, rows]), concatenate([z, zeros])).solution
    case .laplace:
      var lasso = SmallLasso(A, z, lambda * penalised, from: w)
      try lasso.descend()
      return lasso.w
    }
  }
}

/// min ½ ‖z − A w‖² + Σ_j λ_j |w_j| for few columns, however dependent they are.
///
/// Sweeps of coordinate descent find which weights are not 0; the minimum over these, with their
/// signs kept, is a linear system. Lee, Battle, Raina & Ng (2007), algorithm 1, with sweeps in place
/// of its choice of one coordinate.
struct SmallLasso {
  private let A: Tensor<Double>
  /// Aᵀ: a column of A a row.
  private let columns: Tensor<Double>
  private let z: Tensor<Double>
  private let lambda: Tensor<Double>
  private let c: Tensor<Double>
  private(set) var w: Tensor<Double>
  private var r: [Double]

  init(
    _ A: Tensor<Double>, _ z: Tensor<Double>, _ lambda: Tensor<Double>, from w: Tensor<Double>
  ) {
    (self.A, self.z, self.lambda, self.w) = (A, z, lambda, w)
    columns = Tensor(A.transposed().scalars, shape: [A.shape[1], A.shape[0]])
    c = square(columns).sum(axis: 1)
    r = (z - matmul(A, w)).scalars
  }

  /// Descends until the conditions of the minimum hold.
  mutating func descend() throws {
    let scale = abs(matmul(columns, z)).max().scalar
    for _ in 0..<1000 {
      sweep()
      while try !isAtMinimumOfItsSigns() {}
      r = (z - matmul(A, w)).scalars
      if violation <= 1e-11 * scale { return }
    }
  }

  private mutating func sweep() {
    for j in 0..<w.count where c[j] > 0 {
      let former = w[j]
      w[j] = softThreshold(columns.product(ofRow: j, with: r) + c[j] * former, lambda[j]) / c[j]
      columns.addRow(j, times: former - w[j], to: &r)
    }
  }

  /// Goes towards the minimum over the weights that are not 0 with the signs they have, and stops
  /// where one of them becomes 0.
  ///
  /// - Returns: Whether it has come there.
  private mutating func isAtMinimumOfItsSigns() throws -> Bool {
    let S = (0..<w.count).filter { c[$0] > 0 && (w[$0] != 0 || lambda[$0] == 0) }
    if S.isEmpty { return true }
    let signs = Tensor(S.map { lambda[$0] == 0 ? 0 : lambda[$0] * (w[$0] < 0 ? -1 : 1) })
    let (U, d, vTransposed) = try A.transposed().rows(at: S).transposed().svd()
    let rank = d.scalars.count { $0 > 1e-13 * d[0] }
    let (V, D) = (vTransposed[0..<rank], d[0..<rank])
    // Where columns depend on each other, the penalty can fall while the fit stays.
    let free = matmul(V.transposed(), matmul(V, signs)) - signs
    let isFree = free.norm().scalar > 1e-9 * signs.norm().scalar
    let uz = matmul(U.transposed(), z)[0..<rank]
    let minimum = matmul(V.transposed(), (uz - matmul(V, signs) / D) / D)
    let direction = isFree ? free : minimum - w.rows(at: S)
    // How far it goes until a sign changes.
    let reach = S.indices.map { i in
      lambda[S[i]] > 0 && w[S[i]] * direction[i] < 0 ? -w[S[i]] / direction[i] : .infinity
    }
    let share = min(reach.min() ?? 1, isFree ? .infinity : 1)
    if share == .infinity { return true }
    for (i, j) in S.enumerated() {
      w[j] = reach[i] <= share ? 0 : w[j] + share * direction[i]
    }
    return share == 1 && !isFree
  }

  /// How far the worst coordinate is from the conditions of the minimum.
  private var violation: Double {
    (0..<w.count).map { j in
      let slope = columns.product(ofRow: j, with: r)
      if w[j] == 0 { return max(0, abs(slope) - lambda[j]) }
      return abs(slope - (w[j] < 0 ? -1 : 1) * lambda[j])
    }.max() ?? 0
  }
}
