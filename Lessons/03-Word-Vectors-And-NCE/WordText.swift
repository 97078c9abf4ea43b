import LessonKit
import Margin

/// A text as the numbers of its words, the most frequent one first; rare words are left out of it.
struct WordText {
  /// The words by falling count.
  let words: [String]
  /// How often each occurs.
  let counts: [Int]
  /// The text.
  let tokens: [Int32]
  /// Some sentences, for a step.
  let chunks: [Chunk]
  /// Whether it is the generated world, about which there are questions.
  let isWorld: Bool
  /// Where each sentence ends; none is longer than 1000 words.
  private let ends: [Int]

  /// Neighbouring sentences.
  struct Chunk {
    /// Which ones.
    fileprivate(set) var sentences: Range<Int>
    /// How many words they have.
    fileprivate(set) var tokenCount = 0
    /// The same with those that are left out.
    fileprivate(set) var rawCount = 0
  }

  /// The user's own `corpus` if it is given, else `choice`.
  init(_ choice: TextChoice, minimumCount: Int, in pane: Pane) throws {
    let isOwn = pane.isGiven("corpus")
    let corpus = try isOwn ? pane.text("corpus") : choice.corpus(in: pane)
    try self.init(corpus, minimumCount: minimumCount, isWorld: !isOwn && choice == .world) {
      pane.checkpoint($0, of: $1)
    }
  }

  /// The words of `corpus` that occur at least `minimumCount` times; `progress` is told how much is read.
  init(
    _ corpus: Corpus, minimumCount: Int, isWorld: Bool = false,
    progress: (Int, Int) -> Bool = { _, _ in true }
  ) throws {
    let (sentences, vocabulary) = LessonKit.Sentences.reading(
      corpus, unit: .word, cutoff: minimumCount, progress: progress)
    var counts = [Int](repeating: 0, count: vocabulary.count)
    for token in sentences.tokens { counts[Int(token)] += 1 }
    let known = (Int(Vocabulary.end) + 1..<vocabulary.count).sorted {
      (counts[$0], $1) > (counts[$1], $0)
    }
    if known.count < 2 { throw TextError.fewWords(known.count, minimumCount: minimumCount) }
    words = known.map { vocabulary[Int32($0)] }
    self.counts = known.map { counts[$0] }
    self.isWorld = isWorld
    var numbers = [Int32](repeating: -1, count: vocabulary.count)
    for (number, word) in known.enumerated() { numbers[word] = Int32(number) }
    var (tokens, ends, chunks): ([Int32], [Int], [Chunk]) = ([], [], [])
    let size = max(400, min(10_000, sentences.wordCount / 100))
    var chunk = Chunk(sentences: 0..<0)
    var start = 0
    for token in sentences.tokens where token != Vocabulary.begin {
      if token != Vocabulary.end {
        chunk.rawCount += 1
        if numbers[Int(token)] >= 0 { tokens.append(numbers[Int(token)]) }
      }
      guard token == Vocabulary.end || tokens.count - start == 1000 else { continue }
      if tokens.count > start { ends.append(tokens.count) }
      chunk.tokenCount += tokens.count - start
      start = tokens.count
      chunk.sentences = chunk.sentences.lowerBound..<ends.count
      if chunk.rawCount >= size, chunk.tokenCount > 0 {
        chunks.append(chunk)
        chunk = Chunk(sentences: ends.count..<ends.count)
      }
    }
    if chunk.tokenCount > 0 { chunks.append(chunk) }
    (self.tokens, self.ends, self.chunks) = (tokens, ends, chunks)
  }

  /// The sentences of a chunk.
  func sentences(_ chunk: Chunk) -> Sentences {
    Sentences(tokens: tokens, ends: ends, range: chunk.sentences)
  }

  /// Sentences, each a slice of the text.
  struct Sentences: Sequence, IteratorProtocol {
    fileprivate let tokens: [Int32]
    fileprivate let ends: [Int]
    fileprivate var range: Range<Int>

    var isEmpty: Bool { range.isEmpty }

    mutating func next() -> ArraySlice<Int32>? {
      guard let sentence = range.popFirst() else { return nil }
      return tokens[(sentence > 0 ? ends[sentence - 1] : 0)..<ends[sentence]]
    }
  }
}
