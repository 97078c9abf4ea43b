import Margin

/// Which hidden state is which of those that the data name: the matching under which most places agree.
///
/// - Parameters:
///   - found: The states of the places, from 0 to K − 1.
///   - known: Those that the data tell.
/// - Returns: For each state the known one that it is taken for, each at most once; nil of what is left
///   over.
func matching(_ found: [Int], _ known: [Int]) -> [Int?] {
  let (K, kinds) = ((found.max() ?? -1) + 1, (known.max() ?? -1) + 1)
  var together = Array(repeating: Array(repeating: 0, count: kinds), count: K)
  for (state, kind) in zip(found, known) { together[state][kind] += 1 }
  // For each set of states the best matching of them with the kinds so far.
  var best: [(agreement: Int, kinds: [Int?])?] = Array(repeating: nil, count: 1 << K)
  best[0] = (0, Array(repeating: nil, count: K))
  for kind in 0..<kinds {
    for (taken, match) in best.enumerated() {
      guard let match else { continue }
      for state in 0..<K where taken & (1 << state) == 0 {
        let agreement = match.agreement + together[state][kind]
        guard agreement > best[taken | 1 << state]?.agreement ?? -1 else { continue }
        var kinds = match.kinds
        kinds[state] = kind
        best[taken | 1 << state] = (agreement, kinds)
      }
    }
  }
  return best.compactMap { $0 }.max { $0.agreement < $1.agreement }?.kinds ?? []
}

/// The share of places whose state is the known one, under the best matching of the names.
func stateAccuracy(_ found: [Int], _ known: [Int]) -> Double {
  let names = matching(found, known)
  return Double(zip(found, known).count { names[$0] == $1 }) / Double(max(1, found.count))
}
