import LessonKit
import Margin

/// How the next word is drawn: temperature first, then top-k, then top-p.
struct Sampling: Hashable {
  var temperature = 1.0
  /// Only so many of the likeliest words; 0: all.
  var topK = 0
  /// Only the fewest words, the likeliest first, that have this probability together.
  var topP = 1.0

  /// q ∝ p^(1/T), cut off to the likeliest words; of equal ones the first.
  func filtered(_ p: [Double]) -> [Double] {
    var q = temperature == 1 ? p : p.map { $0 > 0 ? exp(log($0) / temperature) : 0 }
    normalise(&q)
    guard topK > 0 || topP < 1 else { return q }
    let falling = q.indices.sorted { q[$0] > q[$1] || q[$0] == q[$1] && $0 < $1 }
    var kept = falling[...]
    if topK > 0 { kept = kept.prefix(topK) }
    if topP < 1 { kept = kept.prefix(shortest(kept.map { q[$0] }, reaching: topP)) }
    var cut = [Double](repeating: 0, count: q.count)
    for word in kept { cut[word] = q[word] }
    normalise(&cut)
    return cut
  }

  /// How many of the falling numbers `q` reach the share `target` of their sum.
  private func shortest(_ q: [Double], reaching target: Double) -> Int {
    let total = q.reduce(0, +)
    var sum = 0.0
    for (i, share) in q.enumerated() {
      sum += share / total
      if sum >= target - 1e-12 { return i + 1 }
    }
    return q.count
  }

  private func normalise(_ q: inout [Double]) {
    let total = q.reduce(0, +)
    guard total > 0 else { return }
    for i in q.indices { q[i] /= total }
  }
}
