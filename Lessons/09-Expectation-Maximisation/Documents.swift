import Margin

/// Documents as bags of words.
struct Documents {
  /// How often document d has word w: [M, V].
  var C: Tensor<Double>
  /// The vocabulary: V.
  var words: [String]

  /// How many words there are in all documents.
  var wordCount: Double { C.sum().scalar }

  /// The documents of the data `name`: a table of counts with a column for each word, or a text with a
  /// document on each line.
  ///
  /// - Throws: What is wrong with the file.
  static func read(_ name: String, in pane: Pane) throws -> Documents {
    let documents: Documents
    do {
      documents = try Documents(counts: try pane.dataset(name))
    } catch let error as DatasetError where error.mayBeText {
      documents = Documents(lines: try pane.text(name))
    }
    guard documents.wordCount > 0 else { throw NoWords() }
    return documents
  }

  /// The table's columns of numbers as counts.
  init(counts data: Dataset) throws {
    for w in data.featureNames.indices {
      let column = data.features.column(w).scalars
      if let d = column.firstIndex(where: { $0 < 0 }) {
        throw NegativeCount(row: d + 1, column: w + 1, count: column[d])
      }
    }
    (C, words) = (data.features, data.featureNames)
  }

  /// The words of each line, without their case and of two letters at least.
  ///
  /// Words that only one document has say nothing of what goes together, and those of more than half of
  /// them, such as “the”, little; of few documents all are kept. The 5000 most frequent words that are
  /// left make the vocabulary.
  init(lines text: Corpus) {
    let documents = text.lines.map { Self.words(of: String(decoding: $0, as: UTF8.self)) }
      .filter { !$0.isEmpty }
    var shares: [String: Int] = [:]
    for word in documents.flatMap({ Set($0) }) { shares[word, default: 0] += 1 }
    let isSmall = documents.count < 20
    let kept = shares.filter { isSmall || $0.value > 1 && 2 * $0.value <= documents.count }
    let vocabulary = kept.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(5000).map(\.key)
    let places = Dictionary(
      zip(vocabulary, vocabulary.indices), uniquingKeysWith: { first, _ in first })
    var counts = Array(repeating: 0.0, count: documents.count * vocabulary.count)
    for (d, document) in documents.enumerated() {
      for word in document {
        if let w = places[word] { counts[d * vocabulary.count + w] += 1 }
      }
    }
    C = Tensor(counts, shape: [documents.count, vocabulary.count])
    words = vocabulary
  }

  private static func words(of line: String) -> [String] {
    line.lowercased().split { !$0.isLetter }.filter { $0.count > 1 }.map { String($0) }
  }

  /// Those to learn from, and every sixth to try it on; nil where there are fewer than six.
  func parts() -> (learnt: Documents, heldOut: Documents?) {
    let places = Array(0..<C.shape[0])
    var (learnt, heldOut) = (self, self)
    learnt.C = C.rows(at: places.filter { $0 % 6 != 5 })
    heldOut.C = C.rows(at: places.filter { $0 % 6 == 5 })
    return heldOut.C.count > 0 && heldOut.wordCount > 0 && learnt.wordCount > 0
      ? (learnt, heldOut) : (self, nil)
  }

  /// What one topic for all documents comes to on others: exp of the mean −log share of their words.
  ///
  /// A word that these documents do not have counts as half an occurrence here.
  func unigramPerplexity(_ others: Documents) -> Double {
    let counts = maximum(C.sum(axis: 0), 0.5)
    let logShares = log(counts / counts.sum())
    return exp(-(others.C * logShares).sum().scalar / others.wordCount)
  }
}

extension DatasetError {
  /// Whether the file is no table, but may be a text.
  fileprivate var mayBeText: Bool {
    switch self {
    case .noHeader, .noRows, .noNumbers, .repeatedColumn, .unnamedColumn, .openQuote,
      .textAfterQuote, .ragged, .severalTextColumns:
      true
    default: false
    }
  }
}

/// A count below 0.
struct NegativeCount: Error, CustomStringConvertible {
  var row: Int
  var column: Int
  var count: Double

  var description: String {
    "row \(row), column \(column): \(count) is no count; counts of at least 0 are needed"
  }
}

/// Documents without a word.
struct NoWords: Error, CustomStringConvertible {
  var description: String { "the documents have no words: give a document on each line" }
}
