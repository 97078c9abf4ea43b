import LessonKit
import Margin

/// The words before the next one, as the places of the last 0, 1, …, n − 1 of them in a table.
struct Context {
  /// The place of the last k words, −1 where they never occur together.
  private(set) var places: [Int32]
  /// The place of the last k words and the next one, −1 where they never occur together.
  private(set) var longer: [Int32]

  /// How many words there are before the next one, up to n − 1: fewer at the beginning of a sentence.
  private(set) var length: Int

  /// The beginning of a sentence: `<s>` alone.
  init(order: Int) {
    places = [0] + [Int32](repeating: -1, count: order - 1)
    longer = [Int32](repeating: -1, count: order)
    length = min(1, order - 1)
    if order > 1 { places[1] = Vocabulary.begin }
  }

  /// Looks where `word` stands behind the last k words, for each k.
  mutating func find(_ word: Int32, in table: NGramTable) {
    for k in places.indices {
      longer[k] = places[k] < 0 ? -1 : table.child(of: places[k], word, at: k) ?? -1
    }
  }

  /// Moves on over the word that was found last.
  mutating func advance() {
    for k in places.indices.dropFirst() { places[k] = longer[k - 1] }
    length = min(length + 1, places.count - 1)
  }

  /// Moves on over `word`.
  mutating func advance(over word: Int32, in table: NGramTable) {
    find(word, in: table)
    advance()
  }
}

// Probabilities in a context.
extension NGramModel {
  /// Whether the context of k words was ever followed by a word.
  func isSeen(_ context: Context, _ k: Int) -> Bool {
    let place = context.places[k]
    return place >= 0 && levels[k].totals[Int(place)] > 0
  }

  /// p(w | h), and moves the context on over w.
  func probability(of word: Int32, after context: inout Context) -> Double {
    context.find(word, in: table)
    defer { context.advance() }
    return (0...context.length).reduce(uniform) { shorter, k in
      guard isSeen(context, k) else { return unseen(at: k, shorter) }
      return probability(
        at: context.longer[k], in: context.places[k], k, shorter: shorter)
    }
  }

  /// p(w | h) of all words; of `<s>`, which is never predicted, 0.
  func distribution(after context: Context) -> [Double] {
    var p = [Double](repeating: uniform, count: table.levels[0].count)
    for k in 0...context.length {
      let shorter = p
      guard isSeen(context, k) else {
        p = shorter.map { unseen(at: k, $0) }
        continue
      }
      let h = context.places[k]
      for w in p.indices { p[w] = probability(at: -1, in: h, k, shorter: shorter[w]) }
      for place in table.children(of: h, at: k) {
        let w = Int(table.levels[k].words[place])
        p[w] = probability(at: Int32(place), in: h, k, shorter: shorter[w])
      }
    }
    p[Int(Vocabulary.begin)] = 0
    return p
  }

  /// 1 / |V|, where every recursion ends; stupid back-off ends in nothing.
  var uniform: Double { levels[0].estimate.isStupid ? 0 : 1 / Double(vocabularySize) }

  /// p(w | h) of a context that was never seen: that of the shorter one.
  private func unseen(at k: Int, _ shorter: Double) -> Double {
    levels[k].estimate.unseen(shorter)
  }
}
