import Margin

// What the two kernels share: the penalties and their shadow on one weight.

/// What is added to the squared error: Tibshirani (1996), Zou & Hastie (2005), Hoerl & Kennard (1970).
enum Penalty: String, CaseIterable {
  case lasso
  case elasticNet = "elastic net"
  case ridge

  /// ρ: how much of the penalty is ‖w‖₁.
  func rho(mix: Double) -> Double {
    switch self {
    case .lasso: 1
    case .elasticNet: mix
    case .ridge: 0
    }
  }
}

/// α and ρ: the penalty is α (ρ ‖w‖₁ + (1 − ρ)/2 ‖w‖²).
struct PenaltyStrength {
  var alpha: Double
  var rho: Double

  /// What ‖w‖₁ costs.
  var l1: Double { alpha * rho }
  /// What ‖w‖²/2 costs.
  var l2: Double { alpha * (1 - rho) }
}

/// S(z, t) = sign(z) max(|z| − t, 0): the minimum of (w − z)²/2 + t |w|.
func softThreshold(_ z: Double, _ t: Double) -> Double {
  z > t ? z - t : z < -t ? z + t : 0
}
