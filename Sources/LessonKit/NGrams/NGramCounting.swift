extension NGramTable {
  /// Counts the n-grams of `sentences`, of 1 … `order` words, none of which reaches beyond its sentence.
  ///
  /// Sorting by the next word comes for nothing, since the positions of the text are sorted by their word
  /// once: one pass over them puts the (n+1)-grams behind the n-gram that each begins with.
  ///
  /// - Parameters:
  ///   - sentences: The text.
  ///   - vocabulary: How many words there are.
  ///   - order: The longest n-grams.
  ///   - progress: Told now and then how many words its passes have gone over, and of how many; false at the
  ///     end of a pass ends the counting with the lengths that are counted.
  public init(
    _ sentences: Sentences, vocabulary: Int, order: Int,
    progress: (_ done: Int, _ total: Int) -> Bool = { _, _ in true }
  ) {
    let text = sentences.tokens
    total = sentences.predictedCount
    var counts = [Int32](repeating: 0, count: vocabulary)
    for word in text { counts[Int(word)] += 1 }
    levels = [Level(words: Array(0..<Int32(vocabulary)), counts: counts)]
    var counter = Counter(text, counts: counts)
    // A pass goes over the words twice: it sorts them, then counts.
    let pass = 2 * text.count
    var goesOn = progress(pass, order * pass)
    while levels.count < order, goesOn {
      let done = levels.count * pass
      levels.append(
        counter.lengthen(&levels[levels.count - 1]) { _ = progress(done + $0, order * pass) })
      goesOn = progress(levels.count * pass, order * pass)
    }
  }
}

/// Lengthens n-grams by a word.
private struct Counter {
  private let text: [Int32]
  /// The positions of the text, sorted by their word.
  private let byWord: [Int32]
  /// The n-gram that begins at each position, −1 where the sentence is too short.
  private var node: [Int32]
  private var length = 1
  /// Those n-grams that begin with `<s>`, which are neighbours.
  private var begins: Range<Int>

  init(_ text: [Int32], counts: [Int32]) {
    self.text = text
    node = text
    begins = Int(Vocabulary.begin)..<Int(Vocabulary.begin) + 1
    var place = starts(counts)
    var byWord = [Int32](repeating: 0, count: text.count)
    for (position, word) in text.enumerated() {
      byWord[Int(place[Int(word)])] = Int32(position)
      place[Int(word)] += 1
    }
    self.byWord = byWord
  }

  /// The n-grams that are a word longer than those of `level`, which is told its children and its
  /// continuation counts; `progress` is told how many words of twice the text it has gone over.
  mutating func lengthen(
    _ level: inout NGramTable.Level, progress: (Int) -> Void
  ) -> NGramTable.Level {
    let positions = sortedPositions(level, progress: progress)
    var words = [Int32](repeating: 0, count: positions.count)
    var counts = words
    var longer = [Int32](repeating: -1, count: text.count)
    var first = [Int32](repeating: 0, count: level.count + 1)
    var continuations = [Int32](repeating: 0, count: level.count)
    var (last, parent, word) = (-1, Int32(-1), Int32(-1))
    for (number, position) in positions.enumerated() {
      if number & 0xF_FFFF == 0 { progress(text.count + number) }
      let (i, nextWord) = (Int(position), text[Int(position) + length])
      if node[i] != parent || nextWord != word {
        last += 1
        if node[i] != parent {
          for between in Int(parent + 1)...Int(node[i]) { first[between] = Int32(last) }
        }
        (parent, word) = (node[i], nextWord)
        words[last] = nextWord
        continuations[Int(node[i + 1])] += 1
      }
      counts[last] += 1
      longer[i] = Int32(last)
    }
    for between in Int(parent + 1)...level.count { first[between] = Int32(last + 1) }
    for n in begins { continuations[n] = length == 1 ? 0 : level.counts[n] }
    level.firstChild = first
    level.continuations = continuations
    begins = Int(first[begins.lowerBound])..<Int(first[begins.upperBound])
    node = longer
    length += 1
    return .init(words: Array(words[..<(last + 1)]), counts: Array(counts[..<(last + 1)]))
  }

  /// Where the longer n-grams begin in the text, sorted by their words.
  private func sortedPositions(
    _ level: NGramTable.Level, progress: (Int) -> Void
  ) -> [Int32] {
    // Each n-gram goes on but at the end of a sentence.
    var going = level.counts
    for n in going.indices where level.words[n] == Vocabulary.end { going[n] = 0 }
    var place = starts(going)
    var positions = [Int32](repeating: 0, count: going.reduce(0) { $0 + Int($1) })
    for (number, end) in byWord.enumerated() {
      if number & 0xF_FFFF == 0 { progress(number) }
      let start = Int(end) - length
      guard start >= 0, node[start] >= 0, text[Int(end) - 1] != Vocabulary.end else { continue }
      let n = Int(node[start])
      positions[Int(place[n])] = Int32(start)
      place[n] += 1
    }
    return positions
  }
}

/// The sum of all counts before each.
private func starts(_ counts: [Int32]) -> [Int32] {
  var sum: Int32 = 0
  return counts.map { count in
    defer { sum += count }
    return sum
  }
}
