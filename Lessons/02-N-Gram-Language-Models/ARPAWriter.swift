import LessonKit
import Margin

/// Writes a model in the format of Doug Paul's ARPA files, which KenLM and SRILM read.
///
/// An n-gram that occurs has its p(w | h), interpolated or not; one that does not, p(w | h′) times the weight
/// of h. Both are logarithms to the base 10.
struct ARPAWriter {
  private let model: NGramModel
  private let vocabulary: Vocabulary

  init(_ model: NGramModel, _ vocabulary: Vocabulary) throws(ARPAError) {
    if !model.hasARPA { throw .addK }
    self.model = model
    self.vocabulary = vocabulary
  }

  func write(to file: SavedText) {
    file.write("\\data\\\n")
    for (n, level) in model.levels.indices.map({ ($0, model.table.levels[$0]) }) {
      file.write("ngram \(n + 1)=\(level.count)\n")
    }
    var shorter: [Double] = []
    for n in model.levels.indices { shorter = write(n, shorter: shorter, to: file) }
    file.write("\n\\end\\\n")
  }

  /// Writes the n-grams with contexts of n words.
  ///
  /// - Returns: p(w | h) by place.
  private func write(_ n: Int, shorter: [Double], to file: SavedText) -> [Double] {
    file.write("\n\\\(n + 1)-grams:\n")
    let table = model.table
    var probabilities = [Double](repeating: 0, count: table.levels[n].count)
    // Where the words behind the first one are, the first of them, the first two, …
    var suffixes = [Int32](repeating: 0, count: n + 1)
    var context: Int32 = 0
    var line: [UInt8] = []
    table.forEachNGram(of: n + 1) { place, words, common in
      for k in max(1, common)..<n + 1 where n > 0 {
        suffixes[k] = table.child(of: suffixes[k - 1], words[k], at: k - 1) ?? 0
      }
      if n > 0 { while table.children(of: context, at: n).upperBound <= place { context += 1 } }
      let p = model.probability(
        at: place, in: context, n, shorter: n == 0 ? model.uniform : shorter[Int(suffixes[n])])
      probabilities[Int(place)] = p
      line.removeAll(keepingCapacity: true)
      append(n == 0 && words[0] == Vocabulary.begin ? 0 : p, to: &line)
      for (i, word) in words.enumerated() {
        line.append(UInt8(ascii: i == 0 ? "\t" : " "))
        line += vocabulary.bytes(of: word)
      }
      if let weight = weight(of: place, n + 1) {
        line.append(UInt8(ascii: "\t"))
        append(weight, to: &line)
      }
      line.append(UInt8(ascii: "\n"))
      file.write(bytes: line)
    }
    return probabilities
  }

  /// The factor of p(w | h′) where hw does not occur; nil if h is no context.
  private func weight(of place: Int32, _ n: Int) -> Double? {
    guard n < model.order, model.levels[n].totals[Int(place)] > 0 else { return nil }
    if model.table.children(of: place, at: n).isEmpty { return nil }
    return model.probability(at: -1, in: place, n, shorter: 1)
  }

  /// log₁₀ `p` with seven places, −99 of nothing.
  private func append(_ p: Double, to line: inout [UInt8]) {
    let digits = Int((abs(p > 0 ? max(-99, log(p) / log(10)) : -99) * 1e7).rounded())
    if digits > 0, p < 1 { line.append(UInt8(ascii: "-")) }
    line += "\(digits / 10_000_000).".utf8
    var (unit, rest) = (1_000_000, digits % 10_000_000)
    while unit > 0 {
      line.append(UInt8(ascii: "0") + UInt8(rest / unit))
      rest %= unit
      unit /= 10
    }
  }
}
