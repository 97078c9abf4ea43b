/// The words of a text, each with a number; words are bytes, and no string is made of them.
public struct Vocabulary: Sendable {
  /// The number of every word that is not in the vocabulary, `<unk>`.
  public static let unknown: Int32 = 0
  /// The number of the beginning of a sentence, `<s>`.
  public static let begin: Int32 = 1
  /// The number of the end of a sentence, `</s>`.
  public static let end: Int32 = 2

  /// All words, one after the other.
  private var bytes: [UInt8] = []
  /// Where each word begins in `bytes`, and where the last one ends.
  private var starts: [Int32] = [0]
  /// The word in each slot of the hash table, −1 where it is free.
  private var slots = [Int32](repeating: -1, count: 1024)

  /// A vocabulary of `<unk>`, `<s>` and `</s>` alone.
  public init() {
    for word in ["<unk>", "<s>", "</s>"] { _ = number(adding: Array(word.utf8)[...]) }
  }

  /// How many words there are, with the three that every vocabulary has.
  public var count: Int { starts.count - 1 }

  /// The number of `word`; nil if it is not in the vocabulary.
  public func number(of word: ArraySlice<UInt8>) -> Int32? {
    let found = slots[slot(of: word)]
    return found < 0 ? nil : found
  }

  /// The number of `word`, which is added if it is new.
  public mutating func number(adding word: ArraySlice<UInt8>) -> Int32 {
    let slot = slot(of: word)
    if slots[slot] >= 0 { return slots[slot] }
    let number = Int32(count)
    slots[slot] = number
    bytes.append(contentsOf: word)
    starts.append(Int32(bytes.count))
    if 2 * count > slots.count { grow() }
    return number
  }

  /// The bytes of word `number`.
  public func bytes(of number: Int32) -> ArraySlice<UInt8> {
    bytes[Int(starts[Int(number)])..<Int(starts[Int(number) + 1])]
  }

  /// Word `number` as a string.
  public subscript(number: Int32) -> String {
    String(decoding: bytes(of: number), as: UTF8.self)
  }

  /// The words that occur at least `cutoff` times, with new numbers in the same order.
  ///
  /// - Parameters:
  ///   - cutoff: The least count.
  ///   - counts: How often each word occurs.
  /// - Returns: The smaller vocabulary, and the new number of each word.
  func keeping(_ cutoff: Int, counts: [Int]) -> (vocabulary: Vocabulary, numbers: [Int32]) {
    var kept = Vocabulary()
    let numbers = counts.indices.map { word in
      switch Int32(word) {
      case Self.unknown, Self.begin, Self.end: return Int32(word)
      case _ where counts[word] < cutoff: return Self.unknown
      default: return kept.number(adding: bytes(of: Int32(word)))
      }
    }
    return (kept, numbers)
  }

  /// The slot where `word` is, or where there is room for it.
  private func slot(of word: ArraySlice<UInt8>) -> Int {
    let word = word.span
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325  // FNV-1a
    for i in word.indices { hash = (hash ^ UInt64(word[i])) &* 0x100_0000_01b3 }
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash ^ (hash >> 29)) & mask
    while slots[slot] >= 0, !matches(slots[slot], word) { slot = (slot + 1) & mask }
    return slot
  }

  private func matches(_ number: Int32, _ word: borrowing Span<UInt8>) -> Bool {
    let start = Int(starts[Int(number)])
    guard Int(starts[Int(number) + 1]) - start == word.count else { return false }
    for i in word.indices where bytes[start + i] != word[i] { return false }
    return true
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: 4 * slots.count)
    for number in 0..<Int32(count) { slots[slot(of: bytes(of: number))] = number }
  }
}
