/// The rows of a CSV text under its header, one at a time.
struct CSVTable {
  typealias Field = CSVReader.Field

  let path: String
  private var reader: CSVReader
  /// The columns' names.
  private(set) var header: [String] = []
  /// The present row's fields, one for each column.
  private(set) var fields: [Field] = []
  /// The number of the present row, from 1.
  private(set) var row = 0

  init(_ reader: CSVReader, path: String) {
    self.reader = reader
    self.path = path
  }

  mutating func readHeader() throws(DatasetError) {
    guard try nextRecord() else { throw .empty(path: path) }
    header = []
    for field in fields { header.append(try text(field)) }
    // A separator at the end of each line makes no column.
    if header.count > 1, header.last == "" { header.removeLast() }
    if let empty = header.firstIndex(of: "") { throw .unnamedColumn(path: path, number: empty + 1) }
    try checkNumbersInHeader()
    var seen: Set<String> = []
    for name in header where !seen.insert(name).inserted {
      throw .repeatedColumn(path: path, name: name)
    }
  }

  /// Numbers are names only where they count the columns beside a name that is none, as some programs
  /// write them.
  private func checkNumbersInHeader() throws(DatasetError) {
    let numbers = header.indices.filter { number(fields[$0]) != nil }
    guard let first = numbers.first else { return }
    let values = numbers.map { Int(header[$0]) }
    let counts = [0, 1].contains { start in values == (0..<values.count).map { $0 + start } }
    if !counts || numbers.count < 3 || numbers.count == header.count {
      throw .noHeader(path: path, number: header[first])
    }
  }

  /// Goes on to the next row; false behind the last one.
  mutating func next() throws(DatasetError) -> Bool {
    guard try nextRecord() else { return false }
    row += 1
    if fields.count == header.count + 1, fields.last?.range.isEmpty == true { fields.removeLast() }
    guard fields.count == header.count else {
      throw .ragged(path: path, place: place, expected: header.count, found: fields.count)
    }
    return true
  }

  private mutating func nextRecord() throws(DatasetError) -> Bool {
    do { return try reader.next(into: &fields) } catch {
      throw error.isOpen
        ? .openQuote(path: path, line: error.line) : .textAfterQuote(path: path, line: error.line)
    }
  }
}

// Fields.
extension CSVTable {
  func number(_ field: Field) -> Double? { decimalNumber(reader.bytes[field.range]) }

  func commaNumber(_ field: Field) -> Double? {
    Datasets.commaNumber(reader.bytes[field.range]) ?? number(field)
  }

  /// Whether the field is a number with a comma before its fraction.
  func hasComma(_ field: Field) -> Bool { Datasets.commaNumber(reader.bytes[field.range]) != nil }

  func text(_ field: Field) throws(DatasetError) -> String {
    guard let text = reader.text(field) else { throw .notUTF8(path: path, line: reader.recordLine) }
    return text
  }

  /// Whether the field says that its value is not known.
  func isMissing(_ field: Field) -> Bool {
    let text = reader.text(field) ?? ""
    return ["", "?", "-", "na", "n/a", "nan", "null", "none"].contains(text.lowercased())
  }

  func isNamedLabel(_ column: Int) -> Bool { labelNames.contains(header[column].lowercased()) }

  var place: DatasetError.RowPlace { .init(row: row, line: reader.recordLine) }

  /// Why the field is no number to compute with.
  func problem(_ field: Field, _ column: Int) -> DatasetError {
    let (text, column) = (reader.text(field) ?? "", header[column])
    guard let value = number(field) else {
      return isMissing(field)
        ? .missing(path: path, place: place, column: column)
        : .notANumber(path: path, place: place, column: column, text: text)
    }
    return value.isFinite
      ? .tooLarge(path: path, place: place, column: column, text: text)
      : .notFinite(path: path, place: place, column: column, text: text)
  }
}

private let labelNames: Set<String> = [
  "label", "labels", "class", "species", "diagnosis", "digit", "target", "category",
]

/// Whether `text` may be a number in a form that is not understood: digits, and signs between them.
func isNumberLike(_ text: String) -> Bool {
  text.contains { $0.isASCII && $0.isNumber } && !text.contains { $0.isLetter }
}
