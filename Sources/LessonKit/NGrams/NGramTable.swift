/// How often each n-gram of a text occurs, for all n up to an order, as a tree of sorted arrays.
///
/// The n-grams that begin with the same n − 1 words are neighbours, sorted by their last word; for
/// each n-gram `firstChild` says where those begin that go on from it. That is sixteen bytes an
/// n-gram, eight at the highest order.
public struct NGramTable: Sendable {
  /// The n-grams of one length.
  public struct Level: Sendable {
    /// The last word of each; of single words their own numbers.
    public internal(set) var words: [Int32]
    /// How often each occurs; of `<s>` alone how many sentences there are.
    public internal(set) var counts: [Int32]
    /// Behind how many different words each occurs, N₁₊(• w₁ … w_n).
    ///
    /// Of one that begins with `<s>`, behind which nothing can stand, how often it occurs. Empty at the
    /// highest order.
    public internal(set) var continuations: [Int32] = []
    /// Where those begin that are one word longer, and at last their number.
    ///
    /// Empty at the highest order.
    public var firstChild: [Int32] = []

    init(words: [Int32], counts: [Int32]) { (self.words, self.counts) = (words, counts) }

    /// How many there are.
    public var count: Int { words.count }
  }

  /// The n-grams by their length: those of one word first.
  public internal(set) var levels: [Level]
  /// How many tokens are predicted: all but `<s>`.
  public let total: Int

  /// The length of the longest n-grams.
  public var order: Int { levels.count }

  /// How many n-grams there are that occur, of all lengths; `<s>` alone is none.
  public var count: Int {
    guard let words = levels.first else { return 0 }
    let isEmpty = words.counts[Int(Vocabulary.begin)] == 0
    return levels.reduce(isEmpty ? 0 : -1) { $0 + $1.count } - words.counts.count { $0 == 0 }
  }

  /// The bytes that they take.
  public var byteCount: Int {
    4
      * levels.reduce(0) {
        $0 + $1.words.count + $1.counts.count + $1.continuations.count + $1.firstChild.count
      }
  }

  /// The n-grams that go on from an n-gram with one more word.
  ///
  /// - Parameters:
  ///   - node: The place of the n-gram among those of its length.
  ///   - level: The length of the followers, less one; at 0 the followers are all words.
  /// - Returns: Their places.
  public func children(of node: Int32, at level: Int) -> Range<Int> {
    if level == 0 { return 0..<levels[0].count }
    let first = levels[level - 1].firstChild
    return Int(first[Int(node)])..<Int(first[Int(node) + 1])
  }

  /// The place of the n-gram that goes on from `node` with `word`; nil if it never occurs.
  public func child(of node: Int32, _ word: Int32, at level: Int) -> Int32? {
    Self.place(of: word, behind: node, at: level, in: levels)
  }

  /// The place of the n-gram that goes on from `node` with `word` at `level` (from 0) of `levels`.
  public static func place(
    of word: Int32, behind node: Int32, at level: Int, in levels: [Level]
  ) -> Int32? {
    if level == 0 { return word }
    var low = Int(levels[level - 1].firstChild[Int(node)])
    let end = Int(levels[level - 1].firstChild[Int(node) + 1])
    var high = end
    while low < high {
      let middle = (low + high) / 2
      if levels[level].words[middle] < word { low = middle + 1 } else { high = middle }
    }
    return low < end && levels[level].words[low] == word ? Int32(low) : nil
  }

  /// The place of an n-gram among those of its length; nil if it never occurs.
  public func place(of words: some Collection<Int32>) -> Int32? {
    var node: Int32? = 0
    for (level, word) in words.enumerated() {
      guard let parent = node, level < order else { return nil }
      node = child(of: parent, word, at: level)
    }
    return node
  }

  /// How many n-grams of `counts` occur once, twice, …, `limit` times: element r − 1 is n_r.
  public static func countsOfCounts(_ counts: [Int32], upTo limit: Int) -> [Int] {
    var n = [Int](repeating: 0, count: limit)
    for count in counts where count > 0 && count <= limit { n[Int(count) - 1] += 1 }
    return n
  }
}

extension NGramTable {
  /// Calls `body` with each n-gram of `length` words in their order: its place, its words, and how many of
  /// these it has in common with the one before.
  public func forEachNGram(of length: Int, _ body: (Int32, [Int32], _ common: Int) throws -> Void)
    rethrows
  {
    var path = [Int](repeating: -1, count: length)
    var words = [Int32](repeating: 0, count: length)
    for place in 0..<levels[length - 1].count {
      path[length - 1] = place
      words[length - 1] = levels[length - 1].words[place]
      var common = length - 1
      for level in (0..<length - 1).reversed() {
        let former = path[level]
        path[level] = max(0, former)
        while Int(levels[level].firstChild[path[level] + 1]) <= path[level + 1] { path[level] += 1 }
        if path[level] == former { break }
        words[level] = levels[level].words[path[level]]
        common = level
      }
      try body(Int32(place), words, common)
    }
  }

  /// A table of n-grams that are known, not counted: each level sorted, with its children.
  public init(sorted levels: [Level]) { self.init(levels: levels, total: 0) }
}

extension NGramTable.Level {
  /// N-grams of which only the last words are known.
  public init(words: [Int32]) {
    self.init(words: words, counts: [Int32](repeating: 1, count: words.count))
  }
}
