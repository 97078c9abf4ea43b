/// The one of `names` that `word` was most likely meant to be; nil if none is near.
///
/// A name that begins with the word counts as near whatever its length.
func nearestSpelling(of word: String, in names: [String]) -> String? {
  if word.count >= 2, let name = names.first(where: { $0.hasPrefix(word) }) { return name }
  let distances = names.map { (name: $0, distance: editDistance(word, $0)) }
  let nearest = distances.min { $0.distance < $1.distance }
  return nearest.flatMap { $0.distance <= max(1, $0.name.count / 3) ? $0.name : nil }
}

/// The number of letters to insert, delete or exchange that lead from `a` to `b` (Levenshtein 1966).
private func editDistance(_ a: String, _ b: String) -> Int {
  let b = Array(b)
  var row = Array(0...b.count)
  for (i, letter) in a.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for j in b.indices {
      let exchanged = diagonal + (letter == b[j] ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(exchanged, row[j] + 1, row[j + 1] + 1)
    }
  }
  return row[b.count]
}
