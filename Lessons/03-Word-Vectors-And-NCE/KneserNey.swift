import LessonKit
import Margin

// c(hw) how often w follows h · c(h) = Σ_w c(hw) · N₁₊(h •) how many different words follow h
// D_n = n₁ / (n₁ + 2 n₂) of the n-grams of n words

/// The n-gram model that the net is compared with: interpolated Kneser–Ney, as lesson 2 has it.
///
/// p(w | h) = max(c(hw) − D, 0) / c(h) + D N₁₊(h •) / c(h) · p(w | h′); shorter n-grams count in how many
/// different places they stand. Kneser & Ney (1995).
struct KneserNey {
  private let table: NGramTable
  /// |V|: the words that can be predicted, which `<s>` cannot.
  private let size: Double
  /// By the length of the n-gram: c, D, and c(h) by the place of h.
  private let levels: [(counts: [Int32], D: Double, totals: [Double])]

  /// The model of n-grams of `order` words; `progress` is told how much is counted, and of how much, and
  /// ends the counting by false.
  init(
    _ sentences: Sentences, vocabulary: Vocabulary, order: Int,
    progress: (_ done: Int, _ total: Int) -> Bool = { _, _ in true }
  ) {
    let table = NGramTable(
      sentences, vocabulary: vocabulary.count, order: order, progress: progress)
    self.table = table
    size = Double(vocabulary.count - 1)
    levels = table.levels.indices.map { n in
      var counts = n == table.order - 1 ? table.levels[n].counts : table.levels[n].continuations
      if n == 0 { counts[Int(Vocabulary.begin)] = 0 }
      let r = NGramTable.countsOfCounts(counts, upTo: 2).map(Double.init)
      let contexts = n == 0 ? 1 : table.levels[n - 1].count
      let totals = (0..<contexts).map { h in
        table.children(of: Int32(h), at: n).reduce(0) { $0 + Double(counts[$1]) }
      }
      return (counts, r[0] > 0 && r[1] > 0 ? r[0] / (r[0] + 2 * r[1]) : 0.75, totals)
    }
  }

  /// p(w | h) of all words behind `context`, the latest word last; of `<s>` 0.
  func distribution(after context: [Int32]) -> [Double] {
    var p = [Double](repeating: 1 / size, count: table.levels[0].count)
    for n in 0..<table.order {
      guard n <= context.count, let h = place(of: context.suffix(n)) else { break }
      let (counts, D, totals) = levels[n]
      let children = table.children(of: h, at: n)
      let total = totals[Int(h)]
      guard total > 0 else { break }
      let followers = children.count { counts[$0] > 0 }
      let weight = D * Double(followers) / total
      for w in p.indices { p[w] *= weight }
      for place in children where counts[place] > 0 {
        p[Int(table.levels[n].words[place])] += (Double(counts[place]) - D) / total
      }
    }
    p[Int(Vocabulary.begin)] = 0
    return p
  }

  /// p(w | h) behind `context`, the latest word last.
  func probability(of word: Int32, after context: ArraySlice<Int32>) -> Double {
    var p = 1 / size
    for n in 0..<table.order {
      guard n <= context.count, let h = place(of: context.suffix(n)) else { break }
      let (counts, D, totals) = levels[n]
      let total = totals[Int(h)]
      guard total > 0 else { break }
      let followers = table.children(of: h, at: n).count { counts[$0] > 0 }
      p *= D * Double(followers) / total
      if let place = table.child(of: h, word, at: n), counts[Int(place)] > 0 {
        p += (Double(counts[Int(place)]) - D) / total
      }
    }
    return p
  }

  private func place(of h: some Collection<Int32>) -> Int32? {
    h.isEmpty ? 0 : table.place(of: h)
  }
}
