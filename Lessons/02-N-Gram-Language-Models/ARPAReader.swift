import LessonKit
import Margin

/// Reads a model from an ARPA file.
struct ARPAReader {
  private(set) var vocabulary = Vocabulary()
  private var levels: [NGramTable.Level] = []
  private var probabilities: [[Double]] = []
  private var weights: [[Double]] = [[1]]
  private var counts: [Int] = []

  /// One n-gram of the file, to be sorted by where it belongs.
  private struct Entry {
    /// The place of the words before the last one, and the last word.
    var parent: Int32
    var word: Int32
    var probability: Double
    var weight: Double
  }

  /// The model in the file.
  var model: NGramModel {
    let table = NGramTable(sorted: levels)
    let levels = table.levels.indices.map { n in
      NGramModel.Level(
        estimate: .tabulated(probabilities[n]), counts: table.levels[n].counts,
        totals: [Int32](repeating: 1, count: weights[n].count), weights: weights[n])
    }
    return NGramModel(table, levels)
  }

  /// Reads `text`; `progress` is told after each megabyte how many bytes are read, and of how many.
  init(_ text: Corpus, progress: (_ done: Int, _ total: Int) -> Void = { _, _ in })
    throws(ARPAError)
  {
    var lines = NumberedLines(text)
    var told = 0
    guard lines.skip(to: "\\data\\") else { throw .noData }
    var entries: [Entry] = []
    var n = 0
    var hasEnd = false
    while let line = lines.next() {
      if line.startIndex - told >= 1 << 20 {
        told = line.startIndex
        progress(told, text.count)
      }
      guard line.first == UInt8(ascii: "\\") else {
        if n == 0 {
          counts.append(try Self.count(line, lines.number, n: counts.count + 1))
        } else {
          entries.append(try entry(line, lines.number, n: n))
        }
        continue
      }
      if n > 0 { try finish(&entries, n: n) }
      if line.elementsEqual("\\end\\".utf8) {
        hasEnd = true
        break
      }
      n += 1
      guard n <= counts.count, line.elementsEqual("\\\(n)-grams:".utf8) else {
        throw .wrongLength(line: lines.number, n: n)
      }
      // What a file claims to have may not fit into any memory; a line has four bytes at least.
      entries.reserveCapacity(min(counts[n - 1], text.count / 4))
    }
    guard hasEnd else { throw .noEnd }
    guard n == counts.count, n > 0 else {
      throw .wrongCount(n: n + 1, declared: counts.last ?? 0, found: 0)
    }
  }

  /// "ngram 2=1416542".
  private static func count(_ line: ArraySlice<UInt8>, _ number: Int, n: Int) throws(ARPAError)
    -> Int
  {
    let text = String(decoding: line, as: UTF8.self).filter { !" \t".contains($0) }
    guard text.hasPrefix("ngram\(n)="), let count = Int(text.dropFirst("ngram\(n)=".count)),
      count >= 0
    else { throw .noCount(line: number) }
    return count
  }

  /// A logarithm, n words, and perhaps the logarithm of a weight.
  private mutating func entry(
    _ line: ArraySlice<UInt8>, _ number: Int, n: Int
  ) throws(ARPAError) -> Entry {
    var fields = Corpus.Words(line)
    guard let first = fields.next(), let logP = decimalNumber(first), !logP.isNaN else {
      throw .noNumber(line: number)
    }
    if logP > 1e-6 { throw .positive(line: number) }
    var (parent, word): (Int32, Int32) = (0, 0)
    for k in 0..<n {
      guard let field = fields.next() else { throw .wrongLength(line: number, n: n) }
      if k > 0 {
        guard let place = NGramTable.place(of: word, behind: parent, at: k - 1, in: levels) else {
          throw .noContext(line: number)
        }
        parent = place
      }
      if n == 1 {
        word = vocabulary.number(adding: field)
      } else {
        guard let known = vocabulary.number(of: field) else { throw .noContext(line: number) }
        word = known
      }
    }
    var weight = 1.0
    if let last = fields.next() {
      guard let logWeight = decimalNumber(last), !logWeight.isNaN, fields.next() == nil else {
        throw .wrongLength(line: number, n: n)
      }
      weight = exp(logWeight * log(10))
    }
    return Entry(
      parent: parent, word: word, probability: exp(min(0, logP) * log(10)), weight: weight)
  }

  /// Sorts the n-grams of one length in.
  private mutating func finish(_ entries: inout [Entry], n: Int) throws(ARPAError) {
    guard entries.count == counts[n - 1] else {
      throw .wrongCount(n: n, declared: counts[n - 1], found: entries.count)
    }
    if n == 1 { addMissing(&entries) }
    entries.sort { ($0.parent, $0.word) < ($1.parent, $1.word) }
    for (a, b) in zip(entries, entries.dropFirst()) where (a.parent, a.word) == (b.parent, b.word) {
      throw .twice(n: n)
    }
    if n > 1 {
      var first = [Int32](repeating: 0, count: levels[n - 2].count + 1)
      for entry in entries { first[Int(entry.parent) + 1] += 1 }
      for i in first.indices.dropFirst() { first[i] += first[i - 1] }
      levels[n - 2].firstChild = first
    }
    levels.append(NGramTable.Level(words: entries.map(\.word)))
    probabilities.append(entries.map(\.probability))
    weights.append(entries.map(\.weight))
    entries.removeAll(keepingCapacity: true)
  }

  /// Some files lack `<unk>`, which has then no probability.
  private func addMissing(_ entries: inout [Entry]) {
    for word in [Vocabulary.unknown, Vocabulary.begin, Vocabulary.end]
    where !entries.contains(where: { $0.word == word }) {
      entries.append(Entry(parent: 0, word: word, probability: 0, weight: 1))
    }
  }
}
