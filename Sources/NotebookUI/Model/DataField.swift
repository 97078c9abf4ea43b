/// The field in which the path of a file of one's own is typed, and the data that it is to stand for.
struct DataField: Hashable, Sendable {
  /// The names that there are to choose from; at least one.
  let names: [String]
  private(set) var index: Int
  var path: TextField

  /// A field for the name at `index`, whose file is `path` now.
  init(names: [String], index: Int, path: String?) {
    self.names = names
    self.index = index
    self.path = TextField(path ?? "", isSelected: true)
  }

  /// The chosen name.
  var name: String { names[index] }

  /// What was typed, without blanks and quotes around it: a path that is dropped on a terminal has them.
  var text: String {
    var text = path.text[...]
    while text.first?.isWhitespace == true { text = text.dropFirst() }
    while text.last?.isWhitespace == true { text = text.dropLast() }
    if text.count > 1, let quote = text.first, "'\"".contains(quote), text.last == quote {
      text = text.dropFirst().dropLast()
    }
    return String(text)
  }
}

extension PaneModel {
  /// The names of the data that a file of one's own can stand for: those that the kernel says it reads,
  /// else those that it has read.
  var dataNames: [String] {
    let known = reads.isEmpty ? (run?.record.origin.hashes ?? [:]).keys.sorted() : reads
    return known + ownData.keys.sorted().filter { !known.contains($0) }
  }
}
