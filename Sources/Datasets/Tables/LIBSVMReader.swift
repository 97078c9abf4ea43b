import Tensors

/// Rows of pairs INDEX:VALUE behind a label, in the format of LIBSVM (Chang & Lin 2011).
///
/// What is not named is 0. Indices count from 1, or from 0 where one is 0. `qid:` pairs of SVMlight
/// and what follows a `#` are passed over.
struct LIBSVMReader {
  private struct Entry {
    var row: Int
    var index: Int
    var value: Double
  }

  private var tokens: TokenReader
  private var entries: [Entry] = []
  private var targets: [Double] = []
  private var lastIndex = 0
  private var hasIndexZero = false

  /// Whether the first line that says more than a label is LABEL INDEX:VALUE ….
  static func isLIBSVM(_ bytes: [UInt8]) -> Bool {
    var tokens = TokenReader(Array(bytes.prefix(1 << 16)))
    for _ in 0..<100 where tokens.nextLine() {
      guard let label = tokens.next() else { continue }
      if tokens.number(label) == nil { return false }
      guard let pair = tokens.next() else { continue }
      let colon = bytes[pair].firstIndex(of: UInt8(ascii: ":"))
      let index = colon.map { pair.lowerBound..<$0 }
      return index.map { tokens.integer($0) != nil || tokens.text($0) == "qid" } ?? false
    }
    return false
  }

  init(_ bytes: [UInt8]) { tokens = TokenReader(bytes) }

  /// Reads it all.
  consuming func read(_ source: DataSource) throws(DataDefect) -> Dataset {
    while tokens.nextLine() { try readLine() }
    if targets.isEmpty { throw .emptyText }
    let first = hasIndexZero ? 0 : 1
    let columns = max(1, lastIndex - first + 1)
    guard columns <= numberLimit / targets.count else {
      throw .tooManyNumbers(rows: targets.count, columns: columns)
    }
    var numbers = [Double](repeating: 0, count: targets.count * columns)
    for entry in entries { numbers[entry.row * columns + entry.index - first] = entry.value }
    return Dataset(
      source, features: Tensor(numbers, shape: [targets.count, columns]),
      featureNames: (first..<(first + columns)).map { "\($0)" }, targets: targets)
  }

  private mutating func readLine() throws(DataDefect) {
    guard let label = tokens.next() else { return }
    guard let target = tokens.number(label), target.magnitude <= largestNumber else {
      throw .libsvm(line: tokens.line, text: tokens.text(label), .label)
    }
    var previous = -1
    while let pair = tokens.next() {
      guard let (index, value) = try number(of: pair) else { continue }
      guard index > previous else {
        throw .libsvm(line: tokens.line, text: tokens.text(pair), .order)
      }
      previous = index
      hasIndexZero = hasIndexZero || index == 0
      lastIndex = max(lastIndex, index)
      entries.append(Entry(row: targets.count, index: index, value: value))
    }
    targets.append(target)
  }

  /// The index and the value of a pair; nil of a `qid`.
  private func number(of pair: Range<Int>) throws(DataDefect) -> (index: Int, value: Double)? {
    if let colon = tokens.bytes[pair].firstIndex(of: UInt8(ascii: ":")) {
      let index = pair.lowerBound..<colon
      if tokens.text(index) == "qid" { return nil }
      if let index = tokens.integer(index),
        let value = tokens.number((colon + 1)..<pair.upperBound), value.magnitude <= largestNumber
      {
        return (index, value)
      }
    }
    throw .libsvm(line: tokens.line, text: tokens.text(pair), .pair)
  }
}
