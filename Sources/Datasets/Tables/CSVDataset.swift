import Tensors

extension Dataset {
  /// Reads a CSV file with a header line, or a file of another kind that `DataSource` knows.
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
    self = try DataSource(path, name: name).dataset()
  }

  /// Reads the CSV file `bytes` of `source`.
  init(table bytes: [UInt8], of source: DataSource) throws(DatasetError) {
    let (name, path) = (source.name, source.path)
    if bytes.isEmpty { throw .empty(path: path) }
    if bytes.prefix(1 << 16).contains(0) { throw .notText(path: path) }
    self = try bytes.withUnsafeBufferPointer { bytes throws(DatasetError) in
      let table = CSVDataset(CSVReader(bytes), path: path)
      // Nearly always the first row tells what the columns are; doubt asks all of them.
      if let data = try? table.read(name, columns: nil), !data.hasDoubtfulLabels { return data }
      return try table.read(name, columns: try ColumnSurvey(CSVReader(bytes), path: path))
    }
    self.path = path
  }

  /// Whether the labels may be numbers that were not understood.
  private var hasDoubtfulLabels: Bool {
    let numbers = classNames.count { name in
      Array(name.utf8).withUnsafeBufferPointer { decimalNumber($0[...]) != nil }
    }
    return classNames.count(where: isNumberLike) > numbers
      || numbers > 0 && numbers < classNames.count
  }
}

/// A data set on its way from the text into numbers.
private struct CSVDataset {
  typealias Field = CSVReader.Field

  var table: CSVTable
  var labelColumn: Int?
  var commaColumns: Set<Int> = []
  var numbers: [Double] = []
  var labels: [Int] = []
  var classes: [String: Int] = [:]
  var classNames: [String] = []

  init(_ reader: CSVReader, path: String) { table = CSVTable(reader, path: path) }

  /// Reads it all; without a survey the first row tells what the columns are.
  consuming func read(_ name: String, columns: ColumnSurvey?) throws(DatasetError) -> Dataset {
    try table.readHeader()
    if let columns {
      labelColumn = try columns.labelColumn()
      commaColumns = columns.commaColumns
    }
    while try table.next() {
      if table.row == 1, columns == nil { labelColumn = firstRowLabel }
      if table.row == 1, table.header.count == (labelColumn == nil ? 0 : 1) {
        throw .noNumbers(path: table.path)
      }
      try readRow()
    }
    if table.row == 0 { throw .noRows(path: table.path) }
    let featureNames = table.header.indices.filter { $0 != labelColumn }.map { table.header[$0] }
    return Dataset(
      name: name, features: Tensor(numbers, shape: [table.row, featureNames.count]),
      featureNames: featureNames, labels: labelColumn == nil ? nil : labels,
      classNames: classNames, targets: targets)
  }

  /// The labels as numbers, where all classes are called by one.
  private var targets: Tensor<Double>? {
    let numbers = classNames.compactMap { name in
      Array(name.utf8).withUnsafeBufferPointer { decimalNumber($0) }
    }
    guard !labels.isEmpty, numbers.count == classNames.count else { return nil }
    return Tensor(labels.map { numbers[$0] })
  }

  private mutating func readRow() throws(DatasetError) {
    for (column, field) in table.fields.enumerated() {
      if column == labelColumn {
        try readLabel(field)
      } else if let value = commaColumns.contains(column)
        ? table.commaNumber(field) : table.number(field), value.magnitude <= largestNumber
      {
        numbers.append(value)
      } else {
        throw table.problem(field, column)
      }
    }
  }

  private mutating func readLabel(_ field: Field) throws(DatasetError) {
    let text = try table.text(field)
    if text == "" { throw table.problem(field, labelColumn ?? 0) }
    if let known = classes[text] {
      labels.append(known)
    } else {
      labels.append(classNames.count)
      classes[text] = classNames.count
      classNames.append(text)
    }
  }

  /// The label as the first row tells it: the one column of text, or a whole number under a label's
  /// name.
  private var firstRowLabel: Int? {
    let text = table.fields.indices.filter {
      table.number(table.fields[$0]) == nil && !table.isMissing(table.fields[$0])
    }
    return text.count == 1
      ? text[0]
      : table.header.indices.last { column in
        table.isNamedLabel(column)
          && table.number(table.fields[column]).map { $0 == $0.rounded() } == true
      }
  }
}

/// Squares of numbers up to here, and sums of many of them, are finite.
let largestNumber = 1e150
