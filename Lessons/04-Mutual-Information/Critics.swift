import Margin

// x, y [N, d] · F [N, N]

/// How f(x, y) is written down.
enum CriticKind: String, CaseIterable {
  case separable
  case joint
  case exact
}

/// What scores all pairs of a batch.
enum Critic: Module {
  case separable(MLP<Float>, MLP<Float>)
  case joint(JointCritic)
  case exact(rho: Double, offset: Double)

  /// A new critic; `exact` ones need no training.
  init(_ kind: CriticKind, _ d: Int, _ hidden: Int, using random: inout RandomSource) {
    switch kind {
    case .separable:
      let sizes = [d, hidden, hidden, 32]
      self = .separable(MLP(sizes, using: &random), MLP(sizes, using: &random))
    case .joint: self = .joint(JointCritic(d, hidden, using: &random))
    case .exact: self = .exact(rho: 0, offset: 0)
    }
  }

  /// The scores of every x with every y.
  func callAsFunction(_ x: Tensor<Float>, _ y: Tensor<Float>) -> Tensor<Float> {
    switch self {
    case .separable(let u, let v): matmul(u(x) / Float(32).squareRoot(), v(y).transposed())
    case .joint(let f): f(x, y)
    case .exact(let rho, let offset): logRatios(x, y, rho: rho) + Float(offset)
    }
  }
}

/// A perceptron of x and y together: 2d to h to h to 1.
///
/// Its first layer is a sum of one of x and one of y, so that N² pairs cost 2N products there.
struct JointCritic: Module {
  let ofX: Linear<Float>
  let ofY: Linear<Float>
  let rest: MLP<Float>

  init(_ d: Int, _ hidden: Int, using random: inout RandomSource) {
    ofX = Linear(d, hidden, using: &random)
    ofY = Linear(d, hidden, bias: false, using: &random)
    rest = MLP([hidden, hidden, 1], using: &random)
  }

  func callAsFunction(_ x: Tensor<Float>, _ y: Tensor<Float>) -> Tensor<Float> {
    let h = relu(ofX(x).unsqueezed(axis: 1) + ofY(y))
    return rest(h).squeezed(axis: 2)
  }
}

/// ln p(x, y) / (p(x) p(y)) of pairs that correlate by ρ in each of d dimensions.
///
/// Summed: −½ d ln(1 − ρ²) − (ρ² (|x|² + |y|²) − 2ρ xᵀy) / 2(1 − ρ²).
func logRatios(_ x: Tensor<Float>, _ y: Tensor<Float>, rho: Double) -> Tensor<Float> {
  let rest = 1 - rho * rho
  let squares = square(x).sum(axis: 1, keepingAxis: true) + square(y).sum(axis: 1)
  let products = matmul(x, y.transposed())
  let quadratic = Float(rho * rho) * squares - Float(2 * rho) * products
  return Float(gaussianInformation(rho, x.shape[1])) - quadratic / Float(2 * rest)
}

/// −½ d ln(1 − ρ²).
func gaussianInformation(_ rho: Double, _ d: Int) -> Double { -Double(d) / 2 * log1p(-rho * rho) }
