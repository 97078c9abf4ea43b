import Margin

extension ScatterChart {
  /// The people of the generated world, each man with an arrow to the woman of his role; of other texts the
  /// most frequent words.
  init(mapOf table: WordTable<Float>, isWorld: Bool) {
    let people = isWorld ? GeneratedWorld.people.compactMap(table.number(of:)) : []
    let shown = people.count == 12 ? people : Array(table.words.indices.prefix(60))
    self.init(
      mapOf: table.V.rows(at: shown).as(Double.self), shown.map { table.words[$0] },
      arrows: people.count == 12 ? (0..<6).map { ($0, $0 + 6) } : [])
  }
}

extension TableChart {
  /// The ten nearest words to `word`, with their counts.
  init(neighboursIn table: WordTable<Float>, of word: String) {
    let word = word.split(separator: " ").first.map(String.init) ?? ""
    guard let number = table.number(of: word) else {
      self.init(
        columns: ["not in the vocabulary"], rows: word.isEmpty ? [] : [[.text(word.quoted)]])
      return
    }
    let nearest = table.nearest(to: table.V.row(number), 10, excluding: [number])
    self.init(
      columns: ["neighbour", "cosine"] + (table.counts.isEmpty ? [] : ["count"]),
      rows: nearest.map { neighbour in
        [.text(table.words[neighbour.word].quoted), .number(neighbour.cosine)]
          + (table.counts.isEmpty ? [] : [.number(Double(table.counts[neighbour.word]))])
      })
  }

  /// The words nearest to b − a + c.
  ///
  /// Mikolov et al. (2013b), section 4.
  init(analogyIn table: WordTable<Float>, _ queries: WordQueries) {
    let words = queries.analogy.split(separator: " ").map(String.init)
    let numbers = words.compactMap(table.number(of:))
    guard words.count == 3, numbers.count == 3 else {
      let unknown = words.filter { table.number(of: $0) == nil }
      self.init(
        columns: [unknown.isEmpty ? "three words are needed" : "not in the vocabulary"],
        rows: unknown.map { [.text($0.quoted)] })
      return
    }
    let nearest = table.nearest(
      to: table.offset(numbers[0], numbers[1], numbers[2]), 5,
      excluding: queries.excludes ? numbers : [])
    self.init(
      columns: ["answer", "cosine"],
      rows: nearest.map { [.text(table.words[$0.word].quoted), .number($0.cosine)] })
  }

  /// The codes of the thirty most frequent words.
  init(codesOf tree: HuffmanCode, _ text: WordText) {
    self.init(
      columns: ["word", "count", "code", "bits"],
      rows: text.words.indices.prefix(30).map { word in
        let code = tree.code(of: word)
        return [
          .text(text.words[word].quoted), .number(Double(text.counts[word])), .text(code),
          .number(Double(code.count)),
        ]
      })
  }
}

extension TreeChart {
  /// A Huffman tree; of a large one the part with the most frequent words.
  init(_ tree: HuffmanCode, _ words: [String]) {
    let limit = 120
    var nodes: [Node] = []
    // The heaviest nodes are opened first.
    var shown = Set([2 * tree.size - 2])
    var open = shown
    while shown.count < limit, let heaviest = open.max(by: { tree.counts[$0] < tree.counts[$1] }) {
      open.remove(heaviest)
      guard heaviest >= tree.size else { continue }
      let children = tree.children[heaviest - tree.size]
      for child in [children.0, children.1] {
        shown.insert(child)
        open.insert(child)
      }
    }
    func add(_ node: Int, branch: String) -> Int {
      let place = nodes.count
      let count = "\(tree.counts[node])"
      if node < tree.size {
        nodes.append(.init(words[node].quoted, branch: branch, note: count))
      } else {
        nodes.append(.init(count, branch: branch))
        let children = tree.children[node - tree.size]
        if shown.contains(children.0) {
          nodes[place].children = [add(children.0, branch: "0"), add(children.1, branch: "1")]
        } else {
          nodes[place].note = "…"
        }
      }
      return place
    }
    if tree.size > 1 { _ = add(2 * tree.size - 2, branch: "") }
    self.init(nodes)
  }
}

extension String {
  /// As words of the user's text are shown.
  fileprivate var quoted: String { "“\(self)”" }
}
