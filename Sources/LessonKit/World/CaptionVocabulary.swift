import Margin

/// The words of captions, each with a number; five signs come first.
public struct CaptionVocabulary: Hashable, Sendable {
  /// Fills up texts that are shorter than others.
  public static let pad = 0
  /// The beginning of a text.
  public static let start = 1
  /// The end of a text.
  public static let end = 2
  /// Whose place stands for the whole text.
  public static let cls = 3
  /// The beginning of a text that is to be generated.
  public static let decode = 4
  private static let signs = ["<pad>", "<start>", "<end>", "<cls>", "<dec>"]

  /// All words by their numbers, the signs first.
  public let words: [String]
  private let numbers: [String: Int]

  /// The vocabulary of these words; those that come twice count once.
  public init(_ words: some Sequence<String>) {
    let signs = Self.signs
    self.words = signs + Set(words).subtracting(signs).sorted()
    numbers = Dictionary(uniqueKeysWithValues: self.words.enumerated().map { ($1, $0) })
  }

  /// The words of the captions of the generated world, and some to ask for pictures with.
  public static let world = CaptionVocabulary(worldWords)

  /// All words of `captions`, in lower case, parted by what is no letter or number.
  public init(of captions: [String]) {
    self.init(captions.flatMap(Self.words(of:)))
  }

  /// How many words there are, with the signs: V.
  public var count: Int { words.count }

  /// The words of a text, in lower case, without punctuation; each Chinese character is a word.
  public static func words(of text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.flatMap { word in
      word.utf8.allSatisfy { $0 < 0x80 } ? [String(word)] : parted(word)
    }
  }

  private static func parted(_ word: Substring) -> [String] {
    var parts: [String] = []
    var isOpen = false
    for character in word {
      if isOpen, !character.isChinese {
        parts[parts.count - 1].append(character)
      } else {
        parts.append(String(character))
      }
      isOpen = !character.isChinese
    }
    return parts
  }

  /// The words of a text as numbers, between `start` and `end`.
  ///
  /// - Parameters:
  ///   - text: Words with blanks or punctuation between them.
  ///   - length: How many numbers there may be; what is longer loses its last words, never its end.
  /// - Returns: Two numbers more than words.
  /// - Throws: `UnknownWord`.
  public func encode(_ text: String, length: Int = .max) throws(UnknownWord) -> [Int] {
    var tokens = [Self.start]
    for word in Self.words(of: text).prefix(length - 2) {
      guard let number = numbers[word] else { throw UnknownWord(word, among: words) }
      tokens.append(number)
    }
    return tokens + [Self.end]
  }

  /// The words of numbers, without signs, up to the first `end`.
  public func decode(_ tokens: [Int]) -> String {
    tokens.prefix { $0 != Self.end }.filter { $0 >= Self.signs.count }.reduce(into: "") {
      let isJoined = $0.last?.isChinese != false && words[$1].first?.isChinese == true
      $0 += ($0.isEmpty || isJoined ? "" : " ") + words[$1]
    }
  }

  /// The words of all wordings, and of “a photo of”, “a picture of”, “there is”.
  private static var worldWords: [String] {
    func wordings<Thing: Worded>(_ type: Thing.Type) -> [String] {
      type.allCases.flatMap(\.wordings)
    }
    let all =
      wordings(ObjectColor.self) + wordings(ObjectShape.self) + wordings(ObjectSize.self)
      + wordings(ObjectPlace.self) + wordings(ObjectRelation.self) + wordings(Ground.self)
    return (all + ["a an photo picture of there is"]).flatMap(words(of:))
  }
}

extension Character {
  /// Whether it is written without blanks between it and its like.
  fileprivate var isChinese: Bool {
    guard let scalar = unicodeScalars.first?.value else { return false }
    return 0x3040...0x30FF ~= scalar || 0x3400...0x9FFF ~= scalar || 0x20000...0x3FFFF ~= scalar
  }
}

/// A text has a word that no caption has.
public struct UnknownWord: Error, Hashable, CustomStringConvertible {
  /// The word.
  public let word: String
  /// The one that was probably meant.
  public let nearest: String?

  init(_ word: String, among words: [String]) {
    self.word = word
    nearest = Margin.nearest(to: word, among: words)
  }

  /// What happened and what to do.
  public var description: String {
    "no caption has the word “\(word)”; "
      + (nearest.map { "did you mean “\($0)”?" }
        ?? "use words that captions have")
  }
}

/// Texts filled up with `CaptionVocabulary.pad` to the length of the longest: N rows of L numbers.
public func padded(_ texts: [[Int]]) -> [[Int]] {
  let length = texts.map(\.count).max() ?? 0
  return texts.map {
    $0 + [Int](repeating: CaptionVocabulary.pad, count: length - $0.count)
  }
}
