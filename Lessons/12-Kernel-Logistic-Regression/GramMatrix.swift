import LessonKit
import Margin

// K [N, N], or Φ [N, R] with K ≈ Φ Φᵀ · B = λI + W½ K W½, whose eigenvalues are λ at least

/// How the linear system of a Newton step is solved.
enum NewtonSolver: String, CaseIterable {
  case cholesky = "Newton + Cholesky"
  case conjugateGradients = "Newton + CG"
}

/// The kernel's values at all pairs of training points, whole or by some of its columns.
final class GramMatrix {
  /// K, or Φ.
  let matrix: Tensor<Double>
  /// The points that coefficients belong to: [N, D], or [m, D].
  let centers: Tensor<Double>
  /// How many steps conjugate gradients have taken.
  private(set) var iterations = 0

  private let k: KernelFunction
  private let solver: NewtonSolver
  /// Takes k(·, centres) to features: [m, R]; nil where K is whole.
  private let whitening: Tensor<Double>?

  /// The Gram matrix of x [N, D].
  ///
  /// With fewer columns than points it is Nyström's approximation K_nm K_mm⁻¹ K_mn (Williams & Seeger
  /// 2001), from columns drawn at random.
  ///
  /// - Throws: `GramMatrixError` where the whole matrix has no room.
  init(
    _ k: KernelFunction, _ x: Tensor<Double>, columns: Int?, _ solver: NewtonSolver,
    using random: inout RandomSource
  ) throws {
    let N = x.shape[0]
    (self.k, self.solver) = (k, solver)
    if let m = columns, m < N {
      centers = x.rows(at: random.sample(m, of: N).sorted())
      let (values, vectors) = try k.matrix(centers, centers).symmetricEigen()
      // What K_mm cannot tell from 0 is left out.
      let kept = (0..<m).filter { values[$0] > 1e-12 * values.max().scalar }
      let whitening = Tensor(columns: kept.map { vectors.column($0) / sqrt(values[$0]) })
      matrix = matmul(k.matrix(x, centers), whitening)
      self.whitening = whitening
    } else {
      if N > Self.mostPoints { throw GramMatrixError(points: N, limit: Self.mostPoints) }
      (centers, matrix, whitening) = (x, k.matrix(x, x), nil)
    }
  }

  /// 0.8 GB each for K and for B.
  private static let mostPoints = 10_000

  /// K v.
  func times(_ v: Tensor<Double>) -> Tensor<Double> {
    whitening == nil ? matmul(matrix, v) : matmul(matrix, matmul(matrix.transposed(), v))
  }

  /// The solutions of B v = u for each u; by conjugate gradients as exactly as a Newton step from a
  /// residual of that norm needs them.
  func solve(
    _ root: Tensor<Double>, _ lambda: Double, _ u: [Tensor<Double>], gradient: Double
  ) -> [Tensor<Double>] {
    let u = Tensor(columns: u)
    let root = root.unsqueezed(axis: 1)
    let v =
      solver == .cholesky
      ? solveByCholesky(root, lambda, u) : solveByGradients(root, lambda, u, gradient)
    return (0..<v.shape[1]).map { v.column($0) }
  }

  /// With features instead of K: B⁻¹ u = (u − A (λI + AᵀA)⁻¹ Aᵀu)/λ, A = W½ Φ (Woodbury).
  private func solveByCholesky(
    _ root: Tensor<Double>, _ lambda: Double, _ u: Tensor<Double>
  ) -> Tensor<Double> {
    let A = root * matrix
    var B = whitening == nil ? A * root.transposed() : matmul(A.transposed(), A)
    for i in 0..<B.shape[0] { B[i, i] += lambda }
    guard let factor = try? B.cholesky() else { return u / lambda }
    if whitening == nil { return choleskySolve(factor, u) }
    return (u - matmul(A, choleskySolve(factor, matmul(A.transposed(), u)))) / lambda
  }

  /// Hestenes & Stiefel (1952), all columns of u at once; until ‖r‖ ≤ min(½, √‖g‖) ‖g‖ (Nocedal &
  /// Wright 2006, section 7.1).
  private func solveByGradients(
    _ root: Tensor<Double>, _ lambda: Double, _ u: Tensor<Double>, _ g: Double
  ) -> Tensor<Double> {
    let goal = pow(min(0.5, sqrt(g)) * g, 2)
    var (v, residual) = (0 * u, u)
    var (search, norms) = (u, square(u).sum(axis: 0))
    for _ in 0..<10 * u.shape[0] where norms.max().scalar > min(goal, lambda * lambda * goal) {
      let product = lambda * search + root * times(root * search)
      let length = norms / maximum((search * product).sum(axis: 0), .leastNormalMagnitude)
      v = v + length * search
      residual = residual - length * product
      let former = norms
      norms = square(residual).sum(axis: 0)
      search = residual + norms / maximum(former, .leastNormalMagnitude) * search
      iterations += 1
    }
    return v
  }

  /// What k(·, x) is multiplied with at each centre.
  func coefficients(_ alpha: Tensor<Double>) -> Tensor<Double> {
    whitening.map { matmul($0, matmul(matrix.transposed(), alpha)) } ?? alpha
  }

  /// f at the points x: [M].
  func scores(_ fit: KernelLogisticFit, _ x: Tensor<Double>) -> Tensor<Double> {
    matmul(k.matrix(x, centers), coefficients(fit.alpha)) + fit.b
  }
}

/// More points than a whole Gram matrix has room for.
struct GramMatrixError: Error, CustomStringConvertible {
  var points: Int
  var limit: Int

  var description: String {
    "\(points) rows are more than the \(limit) that a whole kernel matrix has room for: set the basis "
      + "to a number of columns"
  }
}

/// The kernel functions that are products: others have no optimum.
enum KernelChoice: String, CaseIterable {
  case linear
  case polynomial
  case rbf = "RBF"

  /// The function with width γ; without one, 1/(D·var) of x.
  func function(gamma: Double?, _ x: Tensor<Double>) -> KernelFunction {
    let variance = x.variance().scalar
    let gamma = gamma ?? 1 / (Double(x.shape[1]) * (variance > 0 ? variance : 1))
    return switch self {
    case .linear: .linear
    case .polynomial: .polynomial(degree: 3, gamma: gamma, coef0: 1)
    case .rbf: .rbf(gamma: gamma)
    }
  }
}
