import LessonKit
import Margin

/// How a probability is estimated from counts that are too few.
enum Smoothing: String, CaseIterable {
  case maximumLikelihood
  case addK
  case jelinekMercer
  case katz
  case wittenBell
  case absoluteDiscounting
  case kneserNey
  case modifiedKneserNey
  case stupidBackoff

  /// Whether lower orders count in how many different places an n-gram stands, not how often.
  var countsContinuations: Bool { self == .kneserNey || self == .modifiedKneserNey }
  /// Whether what it gives are probabilities: those of all words sum to 1.
  var isDistribution: Bool { self != .stupidBackoff }
}

/// A smoothing with what can be set of it.
struct SmoothingSettings: Hashable {
  var smoothing: Smoothing
  /// What add-k adds.
  var k = 1.0
  /// D of absolute discounting and Kneser–Ney; 0: estimated.
  var discount = 0.0
  /// The largest count that Katz discounts.
  var katzLimit = 5
}

/// The estimate of the n-grams of one length n: how p(w | h) follows from c(hw) and p(w | h′), where h′ is
/// the context h without its oldest word.
enum Estimate {
  /// c(hw) / c(h).
  case maximumLikelihood
  /// (c(hw) + k) / (c(h) + k |V|). Lidstone.
  case addK(k: Double, vocabulary: Double)
  /// λ c(hw) / c(h) + (1 − λ) p(w | h′). Jelinek & Mercer (1980).
  case interpolated(lambda: Double)
  /// (c(hw) + N₁₊(h •) p(w | h′)) / (c(h) + N₁₊(h •)). Witten & Bell (1991), method C.
  case wittenBell
  /// (c(hw) − D_c) / c(h) + γ(h) p(w | h′). Ney, Essen & Kneser (1994); Chen & Goodman (1999).
  case discounted(Discounts)
  /// d_c c(hw) / c(h) if hw occurs, else α(h) p(w | h′). Katz (1987).
  case katz(KatzDiscounts)
  /// c(hw) / c(h) if hw occurs, else 0.4 S(w | h′): no probability. Brants et al. (2007).
  case stupidBackoff
  /// p(w | h) as a file has it by the place of hw, NaN where it has none; else the weight times p(w | h′).
  case tabulated([Double])

  /// Whether it ends in nothing rather than in the uniform distribution.
  var isStupid: Bool { if case .stupidBackoff = self { true } else { false } }

  /// p(w | h) where h was never seen: that of the shorter context, for add-k uniform.
  func unseen(_ shorter: Double) -> Double {
    switch self {
    case .stupidBackoff: 0.4 * shorter
    case .addK(_, let vocabulary): 1 / vocabulary
    default: shorter
    }
  }

  /// The probability of a word from its count and that in the shorter context.
  ///
  /// - Parameters:
  ///   - c: c(hw), how often the word follows its context.
  ///   - total: c(h), how often the context is followed by any word.
  ///   - followers: N₁₊(h •), by how many different words.
  ///   - weight: γ(h) or α(h), that of the shorter context.
  ///   - shorter: p(w | h′).
  /// - Returns: p(w | h).
  func probability(
    _ c: Int32, of total: Double, followers: Int, weight: Double, shorter: Double
  ) -> Double {
    let count = Double(c)
    switch self {
    case .maximumLikelihood: return count / total
    case .addK(let k, let vocabulary): return (count + k) / (total + k * vocabulary)
    case .interpolated(let lambda): return lambda * count / total + (1 - lambda) * shorter
    case .wittenBell:
      return (count + Double(followers) * shorter) / (total + Double(followers))
    case .discounted(let D): return (count - D[c]) / total + weight * shorter
    case .katz(let d): return c > 0 ? d[c] * count / total : weight * shorter
    case .stupidBackoff: return c > 0 ? count / total : 0.4 * shorter
    case .tabulated: return weight * shorter
    }
  }
}
