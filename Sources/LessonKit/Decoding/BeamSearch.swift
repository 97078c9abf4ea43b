import Margin

/// A text that beam search has found, and how likely it is.
public struct Hypothesis: Hashable, Sendable {
  /// Its words, without the start and the end.
  public var words: [Int]
  /// The sum of the logarithms of its words' probabilities, that of its end included.
  public var logProbability: Double
  /// Whether it has ended, and was not cut off.
  public var hasEnded: Bool
}

/// The likeliest texts that can be found while only a few beginnings are kept.
///
/// At each step every beginning is continued by every word. Of the 2 b likeliest continuations those
/// that end are finished, and the b likeliest others live on, until none of them can become better than
/// the best that is finished. Sutskever, Vinyals & Le (2014), section 3.2.
///
/// - Parameters:
///   - model: What writes; it has read nothing yet.
///   - count: N: how many texts it writes at once.
///   - beams: b: how many beginnings of each are kept; with 1 the search is greedy.
///   - bounds: How texts begin and end.
///   - lengthPower: p: what is compared is the log-probability divided by the number of words, the end
///     included, to this power. With 0 short texts win, for every word costs (Wu et al. 2016).
/// - Returns: For each of the N the texts found, the best first.
public func beamSearch<Model: NextWordModel>(
  _ model: Model, count: Int, beams: Int, _ bounds: TextBounds, lengthPower: Double = 0
) -> [[Hypothesis]] {
  var model = model
  var beams = (0..<count).map { _ in
    Beam(width: max(1, beams), longest: bounds.longest, lengthPower: lengthPower)
  }
  var words = [Int](repeating: bounds.start, count: count)
  for _ in 0..<bounds.longest where !words.isEmpty {
    let logProbabilities = model.logits(after: words).logSoftmax(axis: 1)
    let size = logProbabilities.shape[1]
    let scores = logProbabilities.scalars.map { Double($0) }
    var row = 0
    var places: [Int] = []
    words = []
    for index in beams.indices {
      let rows = row..<row + beams[index].live.count
      row = rows.upperBound
      let origins = beams[index].advance(
        scores[(rows.lowerBound * size)..<(rows.upperBound * size)], size: size, end: bounds.end)
      places += origins.map { rows.lowerBound + $0 }
      words += beams[index].live.compactMap(\.words.last)
    }
    model.keep(places)
  }
  return beams.map(\.ranked)
}

/// The search for one text.
private struct Beam {
  let width: Int
  let longest: Int
  let lengthPower: Double
  var live = [Hypothesis(words: [], logProbability: 0, hasEnded: false)]
  var finished: [Hypothesis] = []

  init(width: Int, longest: Int, lengthPower: Double) {
    (self.width, self.longest, self.lengthPower) = (width, longest, lengthPower)
  }

  /// What texts are compared by.
  private func score(_ text: Hypothesis) -> Double {
    let length = max(1, text.words.count + (text.hasEnded ? 1 : 0))
    return text.logProbability / pow(Double(length), lengthPower)
  }

  var ranked: [Hypothesis] { (finished + live).sorted { score($0) > score($1) } }

  /// Continues what lives by one word, whose log-probabilities are `scores`, a row of `size` for each.
  ///
  /// - Returns: For each that lives now, which of the former ones it continues.
  mutating func advance(_ scores: ArraySlice<Double>, size: Int, end: Int) -> [Int] {
    let totals = scores.enumerated().map { live[$0.offset / size].logProbability + $0.element }
    let best = totals.indices.sorted { totals[$0] > totals[$1] }.prefix(2 * width)
    var next: [(origin: Int, text: Hypothesis)] = []
    for index in best where totals[index] > -.infinity {
      let (origin, word) = index.quotientAndRemainder(dividingBy: size)
      var text = live[origin]
      text.logProbability = totals[index]
      if word == end {
        text.hasEnded = true
        finished.append(text)
      } else if next.count < width {
        text.words.append(word)
        next.append((origin, text))
      }
    }
    if isDecided(next.map(\.text)) { next = [] }
    live = next.map(\.text)
    return next.map(\.origin)
  }

  /// Whether none of these can become better than the best finished one: words only cost.
  private func isDecided(_ texts: [Hypothesis]) -> Bool {
    guard let best = finished.map(score).max(),
      let likeliest = texts.map(\.logProbability).max()
    else { return false }
    return likeliest / pow(Double(longest), lengthPower) <= best
  }
}
