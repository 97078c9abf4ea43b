/// The name that `text` was probably meant to be: the one with the fewest edits, if they are few.
public func nearest(to text: String, among names: [String]) -> String? {
  let lowered = text.lowercased()
  let scored = names.map { (name: $0, edits: editDistance(lowered, $0.lowercased())) }
  guard let best = scored.min(by: { $0.edits < $1.edits }) else { return nil }
  return best.edits <= max(1, text.count / 3) ? best.name : nil
}

/// The fewest insertions, deletions, substitutions and swaps of neighbours that make `a` of `b`
/// (Damerau's optimal string alignment).
func editDistance(_ a: String, _ b: String) -> Int {
  let a = Array(a)
  let b = Array(b)
  var beforeLast = [Int](repeating: 0, count: b.count + 1)
  var last = Array(0...b.count)
  for i in a.indices {
    var row = [i + 1]
    for j in b.indices {
      var best = min(row[j] + 1, last[j + 1] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        best = min(best, beforeLast[j - 1] + 1)
      }
      row.append(best)
    }
    (beforeLast, last) = (last, row)
  }
  return last[b.count]
}
