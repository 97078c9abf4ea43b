import LessonKit
import Margin

/// p(w | h) for every context h: a recursion from the uniform distribution over longer and longer contexts.
struct NGramModel {
  let table: NGramTable
  /// How it was smoothed; nil of a model that was read.
  let settings: SmoothingSettings?
  /// The estimates of n-grams of 1 … n words.
  let levels: [Level]
  /// |V|: the words that can be predicted.
  let vocabularySize: Int
  /// How many different words were seen.
  private let distinctWords: Int

  /// The estimate of the n-grams of one length.
  struct Level {
    let estimate: Estimate
    /// c(hw) by the place of hw in the table.
    let counts: [Int32]
    /// c(h) = Σ_w c(hw) by the place of h in the table.
    let totals: [Int32]
    /// γ(h) or α(h) by the place of h; empty where the estimate does without.
    let weights: [Double]
  }

  var order: Int { levels.count }

  /// A model of levels that are known.
  init(_ table: NGramTable, _ levels: [Level]) {
    (self.table, self.levels, settings) = (table, levels, nil)
    vocabularySize = table.levels[0].count - 1
    distinctWords = vocabularySize
  }

  /// The model of the first `order` lengths of `table`.
  ///
  /// - Parameters:
  ///   - table: The counts.
  ///   - order: The longest n-grams.
  ///   - settings: How to smooth.
  ///   - lambdas: The weights of Jelinek–Mercer by length.
  ///   - hasUnknown: Whether `<unk>` belongs to the vocabulary.
  init(
    _ table: NGramTable, order: Int, _ settings: SmoothingSettings, lambdas: [Double] = [],
    hasUnknown: Bool = true
  ) {
    self.table = table
    self.settings = settings
    let vocabularySize = table.levels[0].count - (hasUnknown ? 1 : 2)  // <s> is never predicted.
    self.vocabularySize = vocabularySize
    distinctWords = table.predictedCounts(at: 0).count { $0 > 0 }
    var levels: [Level] = []
    for n in 0..<min(order, table.order) {
      let isTop = n == min(order, table.order) - 1
      let isContinuation = settings.smoothing.countsContinuations && !isTop
      let counts = isContinuation ? table.levels[n].continuations : table.predictedCounts(at: n)
      var totals = isContinuation ? table.sums(of: counts, at: n) : table.contextCounts(at: n)
      let estimate = settings.estimate(counts, n: n, lambdas, vocabularySize: vocabularySize)
      var weights: [Double] = []
      switch estimate {
      case .discounted(let D): weights = table.discountWeights(D, counts, totals, at: n)
      case .katz(let d):
        (totals, weights) = table.katzWeights(
          d, counts, totals, at: n, shorter: levels.last, vocabularySize: vocabularySize)
      default: break
      }
      levels.append(Level(estimate: estimate, counts: counts, totals: totals, weights: weights))
    }
    self.levels = levels
  }

  /// The probability of one length from that of the next shorter one.
  ///
  /// - Parameters:
  ///   - place: Where hw is in the table, −1 if it never occurs.
  ///   - context: Where h is.
  ///   - n: The length of h.
  ///   - shorter: p(w | h′).
  /// - Returns: p(w | h).
  func probability(at place: Int32, in context: Int32, _ n: Int, shorter: Double) -> Double {
    let h = Int(context)
    let weight = levels[n].weights.isEmpty ? 0 : levels[n].weights[h]
    if case .tabulated(let p) = levels[n].estimate {
      return place >= 0 && !p[Int(place)].isNaN ? p[Int(place)] : weight * shorter
    }
    return levels[n].estimate.probability(
      place < 0 ? 0 : levels[n].counts[Int(place)], of: Double(levels[n].totals[h]),
      followers: followers(of: context, at: n), weight: weight, shorter: shorter)
  }
}

// What is computed once for each context.
extension NGramModel {
  /// N₁₊(h •).
  func followers(of context: Int32, at n: Int) -> Int {
    n == 0 ? distinctWords : table.children(of: context, at: n).count
  }

  /// Whether what it gives are probabilities: those of all words sum to 1.
  var isDistribution: Bool { !levels[0].estimate.isStupid }

  /// Whether an ARPA file can hold it: not add-k beyond single words, where what is unseen has the same
  /// probability whatever the shorter context says.
  var hasARPA: Bool { order == 1 || settings?.smoothing != .addK }

  /// The bytes of the table and of what the smoothing adds to it.
  var byteCount: Int {
    let own = levels.reduce(0) { sum, level in
      let totals = settings?.smoothing.countsContinuations == true ? 4 * level.totals.count : 0
      return sum + totals + 8 * level.weights.count
    }
    return table.byteCount + own
  }
}

extension SmoothingSettings {
  /// The estimate for n-grams of n + 1 words with these counts.
  fileprivate func estimate(
    _ counts: [Int32], n: Int, _ lambdas: [Double], vocabularySize: Int
  ) -> Estimate {
    let r = NGramTable.countsOfCounts(counts, upTo: max(4, katzLimit + 1))
    switch smoothing {
    case .maximumLikelihood: return .maximumLikelihood
    case .addK: return .addK(k: k, vocabulary: Double(vocabularySize))
    case .jelinekMercer: return .interpolated(lambda: n < lambdas.count ? lambdas[n] : 0.5)
    case .wittenBell: return .wittenBell
    case .absoluteDiscounting, .kneserNey: return .discounted(.single(discount, r))
    case .modifiedKneserNey: return .discounted(.modified(r))
    case .stupidBackoff: return .stupidBackoff
    case .katz:
      // Where every word was seen there is nothing to hold back for words.
      let isComplete = n == 0 && counts.count { $0 > 0 } == vocabularySize
      return .katz(isComplete ? KatzDiscounts() : KatzDiscounts(r, limit: katzLimit))
    }
  }
}
