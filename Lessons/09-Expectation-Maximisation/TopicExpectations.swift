import Margin

/// What an E step finds: γ of each document, the bound, and what the M step needs.
struct Expectations {
  /// The parameters of q(θ_d): [M, K].
  var gamma: Tensor<Double>
  /// E_q log θ: [M, K].
  var logTheta: Tensor<Double>
  /// Σ_d Σ_n φ_dnk, word by word: [K, V].
  var counts: Tensor<Double>
  /// F(q, α, β), never above log p(w | α, β).
  var bound: Double
}
