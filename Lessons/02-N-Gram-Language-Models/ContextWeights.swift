import LessonKit
import Margin

// Sums over the followers of each context.
extension NGramTable {
  /// c(hw); of `<s>`, which is never predicted, 0.
  func predictedCounts(at n: Int) -> [Int32] {
    var counts = levels[n].counts
    if n == 0 { counts[Int(Vocabulary.begin)] = 0 }
    return counts
  }

  /// c(h), how often each context is followed by a word: whenever it occurs, since no sentence ends in it.
  func contextCounts(at n: Int) -> [Int32] { n == 0 ? [Int32(total)] : levels[n - 1].counts }

  /// Σ_w c(hw) for each context h.
  func sums(of counts: [Int32], at n: Int) -> [Int32] {
    (0..<contextCount(at: n)).map { h in
      children(of: Int32(h), at: n).reduce(0) { $0 + counts[$1] }
    }
  }

  /// How many contexts there are of n words.
  func contextCount(at n: Int) -> Int { n == 0 ? 1 : levels[n - 1].count }

  /// γ(h) = Σ_w D_c(hw) / c(h): what is taken from the followers of h.
  ///
  /// From N₁, N₂ and N₃₊ followers, with whole numbers.
  func discountWeights(
    _ D: Discounts, _ counts: [Int32], _ totals: [Int32], at n: Int
  ) -> [Double] {
    let (one, two, more) = (D[1], D[2], D[.max])
    return (0..<contextCount(at: n)).map { h in
      var (n1, n2, n3) = (0, 0, 0)
      for follower in children(of: Int32(h), at: n) {
        switch counts[follower] {
        case 0: break
        case 1: n1 += 1
        case 2: n2 += 1
        default: n3 += 1
        }
      }
      let taken = one * Double(n1) + two * Double(n2) + more * Double(n3)
      return totals[h] > 0 ? taken / Double(totals[h]) : 0
    }
  }

  /// α(h) = (1 − Σ p(w | h)) / (1 − Σ p(w | h′)), both over the words that follow h; and the totals c(h).
  ///
  /// Where nothing is held back in a context although words are unseen there, its total grows by 1.
  func katzWeights(
    _ d: KatzDiscounts, _ counts: [Int32], _ totals: [Int32], at n: Int,
    shorter: NGramModel.Level?, vocabularySize: Int
  ) -> (totals: [Int32], weights: [Double]) {
    var totals = totals
    var weights = [Double](repeating: 0, count: totals.count)
    forEachContext(of: n) { h, words in
      let followers = children(of: h, at: n).filter { counts[$0] > 0 }
      guard !followers.isEmpty, followers.count < vocabularySize else { return }
      let kept = followers.reduce(0) { $0 + d[counts[$1]] * Double(counts[$1]) }
      if 1 - kept / Double(totals[Int(h)]) < 1e-12 { totals[Int(h)] += 1 }
      let left = 1 - kept / Double(totals[Int(h)])
      let below = sumOfShorter(followers, words, at: n, shorter, vocabularySize)
      weights[Int(h)] = below < 1 ? left / (1 - below) : 0
    }
    return (totals, weights)
  }

  /// Σ p(w | h′) over the followers of h, each of which follows h′ too.
  private func sumOfShorter(
    _ followers: [Int], _ words: [Int32], at n: Int, _ shorter: NGramModel.Level?, _ size: Int
  ) -> Double {
    guard let shorter, case .katz(let d) = shorter.estimate,
      let context = place(of: words.dropFirst())
    else { return Double(followers.count) / Double(size) }
    return followers.reduce(0) { sum, follower in
      let place = Int(child(of: context, levels[n].words[follower], at: n - 1) ?? 0)
      let count = shorter.counts[place]
      return sum + d[count] * Double(count) / Double(shorter.totals[Int(context)])
    }
  }

  /// Calls `body` with each context of n words and its place, in their order.
  func forEachContext(of n: Int, _ body: (Int32, [Int32]) -> Void) {
    if n == 0 { body(0, []) } else { forEachNGram(of: n) { place, words, _ in body(place, words) } }
  }
}
