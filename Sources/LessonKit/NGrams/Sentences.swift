public import Margin

/// What the tokens of a text are.
public enum TextUnit: String, CaseIterable, Sendable {
  /// What stands between blanks.
  case word
  /// A character (a Unicode scalar); a blank is one too, written as ▁.
  case character
}

/// A text as numbers: each of its lines is a sentence `<s> w₁ … w_m </s>`.
///
/// An empty line is an empty sentence; blanks at the ends of a line are none of it.
public struct Sentences: Sendable {
  /// The words of the sentences, one after the other, with `<s>` before and `</s>` behind each.
  public private(set) var tokens: [Int32] = []
  /// How many sentences there are.
  public private(set) var count = 0
  /// How many words are not in the vocabulary.
  public private(set) var unknownCount = 0

  /// How many words there are, without `<s>` and `</s>`.
  public var wordCount: Int { tokens.count - 2 * count }
  /// How many tokens a model predicts: all but `<s>`.
  public var predictedCount: Int { tokens.count - count }

  /// No sentence.
  public init() {}

  /// The sentences of `text` in the words of `vocabulary`.
  public init(_ text: Corpus, unit: TextUnit, vocabulary: Vocabulary) {
    read(text, unit) { vocabulary.number(of: $0) ?? Vocabulary.unknown }
    countUnknown()
  }

  /// The sentences of `text`, and its vocabulary.
  ///
  /// - Parameters:
  ///   - text: Lines; `<s>` and `</s>` in them are passed over.
  ///   - unit: What its tokens are.
  ///   - cutoff: A word that occurs less often becomes `<unk>`.
  ///   - progress: Told after each megabyte how many bytes are read, and of how many; false ends the reading
  ///     with the lines that are read.
  /// - Returns: Both.
  public static func reading(
    _ text: Corpus, unit: TextUnit, cutoff: Int = 1,
    progress: (_ done: Int, _ total: Int) -> Bool = { _, _ in true }
  ) -> (sentences: Sentences, vocabulary: Vocabulary) {
    var vocabulary = Vocabulary()
    var sentences = Sentences()
    sentences.read(text, unit, progress) { vocabulary.number(adding: $0) }
    if cutoff > 1 {
      var counts = [Int](repeating: 0, count: vocabulary.count)
      for token in sentences.tokens { counts[Int(token)] += 1 }
      let kept = vocabulary.keeping(cutoff, counts: counts)
      vocabulary = kept.vocabulary
      for i in sentences.tokens.indices {
        sentences.tokens[i] = kept.numbers[Int(sentences.tokens[i])]
      }
    }
    sentences.countUnknown()
    return (sentences, vocabulary)
  }

  /// Adds a sentence of `words`.
  public mutating func append(_ words: some Sequence<Int32>) {
    tokens.append(Vocabulary.begin)
    for word in words {
      append(word)
      if word == Vocabulary.unknown { unknownCount += 1 }
    }
    endSentence()
  }

  /// Every tenth sentence, and the others.
  public func everyTenth() -> (others: Sentences, tenth: Sentences) {
    var (others, tenth) = (Sentences(), Sentences())
    for (number, sentence) in tokens.split(separator: Vocabulary.begin).enumerated() {
      if number % 10 == 9 {
        tenth.append(sentence.dropLast())
      } else {
        others.append(sentence.dropLast())
      }
    }
    return (others, tenth)
  }

  private mutating func append(_ word: Int32) {
    // What marks the ends of sentences cannot stand within one.
    if word != Vocabulary.begin, word != Vocabulary.end { tokens.append(word) }
  }

  private mutating func endSentence() {
    tokens.append(Vocabulary.end)
    count += 1
  }

  private mutating func countUnknown() {
    unknownCount = tokens.count { $0 == Vocabulary.unknown }
  }

  private mutating func read(
    _ text: Corpus, _ unit: TextUnit, _ progress: (Int, Int) -> Bool = { _, _ in true },
    _ number: (ArraySlice<UInt8>) -> Int32
  ) {
    var told = 0
    for line in text.lines {
      if line.startIndex - told >= 1 << 20 {
        told = line.startIndex
        if !progress(told, text.count) { return }
      }
      tokens.append(Vocabulary.begin)
      switch unit {
      case .word: for word in Corpus.Words(line) { append(number(word)) }
      case .character: for word in Characters(line) { append(number(word)) }
      }
      endSentence()
    }
  }
}

extension TextUnit {
  /// The tokens of a text that is being typed; with characters its blanks at the end count.
  public func words(of text: String) -> [ArraySlice<UInt8>] {
    let bytes = Array(text.utf8)[...]
    switch self {
    case .word: return Array(Corpus.Words(bytes))
    case .character: return Array(Characters(untrimmed: bytes))
    }
  }
}

/// The characters of a line, a blank between words as ▁.
private struct Characters: Sequence, IteratorProtocol {
  private static let blank = Array("▁".utf8)[...]
  private var rest: ArraySlice<UInt8>

  init(untrimmed line: ArraySlice<UInt8>) { rest = line }

  init(_ line: ArraySlice<UInt8>) {
    rest = line
    while let last = rest.last, Self.isBlank(last) { rest.removeLast() }
    while let first = rest.first, Self.isBlank(first) { rest.removeFirst() }
  }

  mutating func next() -> ArraySlice<UInt8>? {
    guard let first = rest.first else { return nil }
    if Self.isBlank(first) {
      rest.removeFirst()
      return Self.blank
    }
    let next = rest.dropFirst().prefix { $0 & 0xC0 == 0x80 }.endIndex
    defer { rest = rest[next...] }
    return rest[..<next]
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte >= 0x09 && byte <= 0x0D
  }
}
