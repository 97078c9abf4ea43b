import Margin

// The text format of word2vec: a line “|V| D”, then a word and its D numbers a line, separated by blanks.
extension WordTable<Float> {
  /// Keeps the input vectors as `vectors.txt`; large ones only where the user wants them in a file.
  func save(in pane: Pane) throws {
    guard try pane.isWanted("vectors.txt") || V.count < 1_000_000 else { return }
    if let word = words.first(where: { $0.contains(" ") }) { throw VectorFileError.blank(word) }
    try pane.save(as: "vectors.txt") { file in
      file.write("\(words.count) \(V.shape[1])\n")
      for (i, word) in words.enumerated() {
        file.write(word)
        for d in 0..<V.shape[1] { file.write(" \(V[i, d])") }
        file.write("\n")
      }
    }
  }

  /// The vectors of a file, which without its first line is one of GloVe's.
  init(vectorFile file: Corpus, in pane: Pane) throws {
    var (words, numbers, size): ([String], [Float], Int?) = ([], [], nil)
    var declared: (words: Int, size: Int)?
    for (index, line) in file.lines.enumerated() {
      let fields = line.split(whereSeparator: { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }).map {
        String(decoding: $0, as: UTF8.self)
      }
      if fields.isEmpty { continue }
      if index == 0, fields.count == 2, let count = Int(fields[0]), let D = Int(fields[1]) {
        (declared, size) = ((count, D), D)
        continue
      }
      let vector = fields.dropFirst().compactMap { Float($0) }
      let D = size ?? vector.count
      guard vector.count == fields.count - 1, vector.count == D, D > 0,
        vector.allSatisfy(\.isFinite)
      else { throw VectorFileError.line(index + 1, found: vector.count, size: D) }
      size = D
      words.append(fields[0])
      numbers += vector
    }
    if let declared, declared.words != words.count {
      throw VectorFileError.count(declared: declared.words, found: words.count)
    }
    guard let size, words.count > 1 else { throw VectorFileError.noVectors }
    if declared == nil {
      pane.log("vectors: the first line is none of “words numbers”: read as GloVe's")
    }
    self.init(
      words, V: Tensor(numbers, shape: [words.count, size]), U: .zeros(words.count, size))
  }
}

/// Why a file of vectors cannot be read or written.
enum VectorFileError: Error, Hashable {
  case blank(String)
  case line(Int, found: Int, size: Int)
  case count(declared: Int, found: Int)
  case noVectors
}

extension VectorFileError: CustomStringConvertible {
  var description: String {
    switch self {
    case .blank(let word):
      "vectors.txt: the word “\(word)” has a blank in it, which the format cannot hold"
    case .line(let line, let found, let size):
      "vectors: line \(line) has \(found) numbers behind its word where \(size) are needed: one word and its numbers a line, separated by blanks"
    case .count(let declared, let found):
      "vectors: \(declared) words are declared, and there are \(found): was the file cut off?"
    case .noVectors: "vectors: there are no two words with vectors: is it a file of word vectors?"
    }
  }
}
