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

/// What is taken from counts of 1, 2, and 3 or more.
struct Discounts: Hashable {
  var one: Double
  var two: Double
  var more: Double
  /// Whether there were too few counts to estimate them.
  var isFallback = false

  /// D_c, never more than c.
  subscript(c: Int32) -> Double {
    switch c {
    case 0: 0
    case 1: min(one, 1)
    case 2: min(two, 2)
    default: min(more, Double(c))
    }
  }

  /// One discount for all counts: `D`, or where that is 0, n₁ / (n₁ + 2 n₂).
  static func single(_ D: Double, _ n: [Int]) -> Discounts {
    let (n1, n2) = (Double(n[0]), Double(n[1]))
    let D = D > 0 ? D : n1 > 0 && n2 > 0 ? n1 / (n1 + 2 * n2) : 0.75
    return Discounts(one: D, two: D, more: D)
  }

  /// Three discounts from the counts of counts n₁ … n₄.
  ///
  /// Chen & Goodman (1999), equation 26 of their technical report. Where n₁, n₂ or n₃ is 0, or a discount
  /// below 0 or above its count: ½, 1, 3⁄2.
  static func modified(_ n: [Int]) -> Discounts {
    let (n1, n2, n3, n4) = (Double(n[0]), Double(n[1]), Double(n[2]), Double(n[3]))
    let Y = n1 / (n1 + 2 * n2)
    let D = Discounts(
      one: 1 - 2 * Y * n2 / n1, two: 2 - 3 * Y * n3 / n2, more: 3 - 4 * Y * n4 / n3)
    let isEstimate =
      n1 > 0 && n2 > 0 && n3 > 0 && (0...1).contains(D.one) && (0...2).contains(D.two)
      && (0...3).contains(D.more)
    return isEstimate ? D : Discounts(one: 0.5, two: 1, more: 1.5, isFallback: true)
  }
}

/// The factors d_r of the counts r ≤ k.
struct KatzDiscounts: Hashable {
  /// d_1 … d_k.
  let factors: [Double]

  /// No discount.
  init() { factors = [] }

  /// Those of Good–Turing from the counts of counts n₁ …, of which the (k+1)-th must be there.
  ///
  /// As Katz (1987) has them, so that they hold back n₁ counts in all. k is lowered until n_{k+1} is not 0,
  /// and a factor that would not be between 0 and 1 is 1.
  init(_ n: [Int], limit: Int) {
    var k = min(limit, n.count - 1)
    while k > 0, n[k] == 0 { k -= 1 }
    guard k > 0, n[0] > 0 else {
      factors = []
      return
    }
    let common = Double((k + 1) * n[k]) / Double(n[0])
    factors = (1...k).map { r in
      let ratio = Double((r + 1) * n[r]) / Double(r * n[r - 1])  // r* / r
      let d = (ratio - common) / (1 - common)
      return n[r - 1] > 0 && common < 1 && ratio <= 1 && d > 0 && d <= 1 ? d : 1
    }
  }

  /// d_c.
  subscript(c: Int32) -> Double { c <= factors.count ? factors[Int(c) - 1] : 1 }
}
