import Tensors

/// Rows of numbers between blanks, without a header.
///
/// The `.amat` files of Larochelle, Erhan, Courville, Bergstra and Bengio (2007).
/// The last column is the label where it is whole and the other columns are as many as a square image
/// has, or have fractions; where all columns together make a square image, there is no label.
struct NumbersReader {
  private var tokens: TokenReader
  private var numbers: [Double] = []
  private var columns = 0
  private var rows = 0

  /// Whether the first line that says anything has two numbers or more, with blanks between them.
  static func isNumbers(_ bytes: [UInt8]) -> Bool {
    var tokens = TokenReader(Array(bytes.prefix(1 << 16)))
    while tokens.nextLine() {
      guard let first = tokens.next() else { continue }
      guard tokens.number(first) != nil, let second = tokens.next() else { return false }
      return tokens.number(second) != nil && bytes[first.upperBound] == UInt8(ascii: " ")
    }
    return false
  }

  init(_ bytes: [UInt8]) { tokens = TokenReader(bytes) }

  /// Reads it all.
  consuming func read(_ source: DataSource) throws(DataDefect) -> Dataset {
    while tokens.nextLine() { try readLine() }
    if rows == 0 || columns == 0 { throw .emptyText }
    let all = Tensor(numbers, shape: [rows, columns])
    guard hasLabel else { return Dataset(source, features: all) }
    let features = all.slice(axis: 1, 0..<(columns - 1))
    return Dataset(source, features: features, targets: Array(all.column(columns - 1).scalars))
  }

  private mutating func readLine() throws(DataDefect) {
    var count = 0
    while let word = tokens.next() {
      count += 1
      guard let number = tokens.number(word), number.magnitude <= largestNumber else {
        throw .notANumber(line: tokens.line, number: count, text: tokens.text(word))
      }
      numbers.append(number)
    }
    if count == 0 { return }
    if rows == 0 { columns = count }
    guard count == columns else {
      throw .raggedNumbers(line: tokens.line, expected: columns, found: count)
    }
    rows += 1
  }

  private var hasLabel: Bool {
    func isWhole(_ place: Int) -> Bool { numbers[place] == numbers[place].rounded() }
    let labels = stride(from: columns - 1, to: numbers.count, by: columns)
    guard columns > 1, !isSquare(columns), labels.allSatisfy(isWhole) else { return false }
    return columns > 2 && isSquare(columns - 1) || numbers.indices.contains { !isWhole($0) }
  }
}

/// Whether an image of so many pixels can be square.
func isSquare(_ count: Int) -> Bool { squareRoot(count) != nil }

/// The side of a square of so many pixels, nil if there is none.
func squareRoot(_ count: Int) -> Int? {
  let side = Int(Double(count).squareRoot().rounded())
  return side > 0 && side * side == count ? side : nil
}
