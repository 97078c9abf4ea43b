import Margin

/// A binary code in which frequent words are short: the paths of a tree with the words as its leaves.
///
/// Huffman (1952), made by word2vec.c's two pointers: one goes up the words by their counts, the other
/// over the nodes, which come about in the order of theirs.
struct HuffmanCode {
  /// The inner nodes on the paths, root first, numbered in the order in which they came about.
  private(set) var nodes: [Int32] = []
  /// At each of them which way the path goes: 0 to the lighter child.
  private(set) var bits: [UInt8] = []
  /// Where the path of each word begins, and at last their end.
  private var starts: [Int] = [0]
  /// The counts of the words, then those of the inner nodes.
  let counts: [Int]
  /// The two children of each inner node: words, or inner nodes behind them.
  private(set) var children: [(Int, Int)] = []

  /// How many words there are.
  let size: Int

  /// The code of words with these counts, which fall.
  init(_ counts: [Int]) {
    size = counts.count
    var all = counts
    var parents = [Int](repeating: -1, count: max(1, 2 * size - 1))
    var way = [UInt8](repeating: 0, count: parents.count)
    var (leaf, inner) = (size - 1, size)
    func lightest() -> Int {
      let takesLeaf = leaf >= 0 && (inner >= all.count || all[leaf] < all[inner])
      defer { if takesLeaf { leaf -= 1 } else { inner += 1 } }
      return takesLeaf ? leaf : inner
    }
    for _ in 0..<max(0, size - 1) {
      let (first, second) = (lightest(), lightest())
      (parents[first], parents[second], way[second]) = (all.count, all.count, 1)
      children.append((first, second))
      all.append(all[first] + all[second])
    }
    self.counts = all
    for word in 0..<size {
      var (path, code): ([Int32], [UInt8]) = ([], [])
      var node = word
      while parents[node] >= 0 {
        code.append(way[node])
        node = parents[node]
        path.append(Int32(node - size))
      }
      nodes += path.reversed()
      bits += code.reversed()
      starts.append(nodes.count)
    }
  }

  /// Where the path of `word` is in `nodes` and `bits`.
  func path(of word: Int32) -> Range<Int> { starts[Int(word)]..<starts[Int(word) + 1] }

  /// The code of `word`, such as "110".
  func code(of word: Int) -> String {
    bits[path(of: Int32(word))].map { "\($0)" }.joined()
  }

  /// The mean length of the codes in bits.
  var meanLength: Double {
    let total = Double(counts[..<size].reduce(0, +))
    return (0..<size).reduce(0) {
      $0 + Double(counts[$1]) / total * Double(path(of: Int32($1)).count)
    }
  }

  /// The entropy of the words in bits, which no code is shorter than.
  var entropy: Double {
    let total = Double(counts[..<size].reduce(0, +))
    return counts[..<size].reduce(0) { sum, count in
      let p = Double(count) / total
      return sum - p * log(p) / log(2)
    }
  }
}
