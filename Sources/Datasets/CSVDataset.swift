import Tensors

extension Dataset {
  /// Reads a CSV file with a header line.
  ///
  /// Every column is numeric but one at most, the label: the column of text, or else the one whose
  /// name says so (`label`, `class`, `species`, `diagnosis`, `digit`, `target`) and whose values are
  /// whole. Fields may be quoted; the separator is a comma, a semicolon or a tab.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - name: What the data set is called.
  /// - Throws: What is wrong with the file, with row and column, in one line.
  public init(contentsOf path: String, name: String) throws(DatasetError) {
    let bytes = try readFile(path)
    if bytes.isEmpty { throw .empty(path: path) }
    if bytes.prefix(1 << 16).contains(0) { throw .notText(path: path) }
    self = try bytes.withUnsafeBufferPointer { bytes throws(DatasetError) in
      try CSVDataset(CSVReader(bytes), path: path).read(name)
    }
  }
}

/// A data set on its way from the text into numbers.
private struct CSVDataset {
  typealias Field = CSVReader.Field

  var reader: CSVReader
  let path: String
  var header: [String] = []
  var labelColumn: Int?
  var row = 0
  var numbers: [Double] = []
  var labels: [Int] = []
  var classes: [String: Int] = [:]
  var classNames: [String] = []

  init(_ reader: CSVReader, path: String) {
    self.reader = reader
    self.path = path
  }

  consuming func read(_ name: String) throws(DatasetError) -> Dataset {
    var fields: [Field] = []
    guard try next(&fields) else { throw .empty(path: path) }
    try readHeader(fields)
    while try next(&fields) {
      row += 1
      try readRow(fields)
    }
    if row == 0 { throw .noRows(path: path) }
    let featureNames = header.indices.filter { $0 != labelColumn }.map { header[$0] }
    return Dataset(
      name: name, features: Tensor(numbers, shape: [row, featureNames.count]),
      featureNames: featureNames, labels: labelColumn == nil ? nil : labels,
      classNames: classNames)
  }

  private mutating func next(_ fields: inout [Field]) throws(DatasetError) -> Bool {
    do { return try reader.next(into: &fields) } catch {
      throw .openQuote(path: path, line: error.line)
    }
  }

  private mutating func readHeader(_ fields: [Field]) throws(DatasetError) {
    header = fields.map(reader.text)
    if fields.allSatisfy({ number($0) != nil }) { throw .noHeader(path: path) }
    var seen: Set<String> = []
    for name in header where !seen.insert(name).inserted {
      throw .repeatedColumn(path: path, name: name)
    }
  }

  private mutating func readRow(_ fields: [Field]) throws(DatasetError) {
    guard fields.count == header.count else {
      throw .ragged(path: path, place: place, expected: header.count, found: fields.count)
    }
    if row == 1 { try chooseLabel(fields) }
    for (column, field) in fields.enumerated() {
      if column == labelColumn {
        try readLabel(field)
      } else if let value = number(field), value.isFinite {
        numbers.append(value)
      } else {
        throw problem(field, column)
      }
    }
  }

  private mutating func readLabel(_ field: Field) throws(DatasetError) {
    let text = reader.text(field)
    if isMissing(text) { throw problem(field, labelColumn ?? 0) }
    if let known = classes[text] {
      labels.append(known)
    } else {
      labels.append(classNames.count)
      classes[text] = classNames.count
      classNames.append(text)
    }
  }

  /// The first row tells which column is text.
  private mutating func chooseLabel(_ fields: [Field]) throws(DatasetError) {
    let isText = fields.map { number($0) == nil && !isMissing(reader.text($0)) }
    let text = header.indices.filter { isText[$0] }
    if text.count > 1 { throw .severalTextColumns(path: path, names: text.map { header[$0] }) }
    labelColumn =
      text.first
      ?? header.indices.last { column in
        labelNames.contains(header[column].lowercased())
          && number(fields[column]).map { $0 == $0.rounded() } == true
      }
    if header.count == (labelColumn == nil ? 0 : 1) { throw .noNumbers(path: path) }
  }

  private func number(_ field: Field) -> Double? { decimalNumber(reader.bytes[field.range]) }

  private func problem(_ field: Field, _ column: Int) -> DatasetError {
    let (text, column) = (reader.text(field), header[column])
    if isMissing(text) { return .missing(path: path, place: place, column: column) }
    return number(field) == nil
      ? .notANumber(path: path, place: place, column: column, text: text)
      : .notFinite(path: path, place: place, column: column, text: text)
  }

  private var place: DatasetError.RowPlace { .init(row: row, line: reader.recordLine) }
}

private let labelNames: Set<String> = [
  "label", "labels", "class", "species", "diagnosis", "digit", "target", "category",
]

/// Whether a field says that its value is not known.
private func isMissing(_ text: String) -> Bool {
  ["", "?", "-", "na", "n/a", "null", "none"].contains(text.lowercased())
}
