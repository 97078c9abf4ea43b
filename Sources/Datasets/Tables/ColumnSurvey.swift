/// What the columns of a table are, told by all of their rows.
struct ColumnSurvey {
  /// The fields of a column, counted.
  fileprivate struct Column {
    var numbers = 0
    var commaNumbers = 0
    /// Those whose comma can only part a fraction.
    var plainCommas = 0
    var texts = 0
    /// Texts of digits and signs alone, such as 1 234 or 12/7.
    var numberLikeTexts = 0
    var missing = 0
    var areWhole = true
    /// What to say if the column is to be numeric, but is not.
    var firstText: DatasetError?
    var firstComma: DatasetError?
    var firstMissing: DatasetError?

    /// Whether most of what it has are words.
    var isText: Bool { texts > numberLikeTexts && texts > numbers + commaNumbers }
  }

  private let table: CSVTable
  private var columns: [Column]

  init(_ reader: CSVReader, path: String) throws(DatasetError) {
    var table = CSVTable(reader, path: path)
    try table.readHeader()
    columns = Array(repeating: Column(), count: table.header.count)
    while try table.next() {
      for (index, field) in table.fields.enumerated() {
        columns[index].take(field, index, of: table)
      }
    }
    self.table = table
  }

  /// Numbers with a comma before their fractions.
  var commaColumns: Set<Int> { Set(columns.indices.filter { columns[$0].commaNumbers > 0 }) }

  /// The column of text, or else the last one that is named as a label and whole.
  ///
  /// - Throws: What keeps another column from being numeric.
  func labelColumn() throws(DatasetError) -> Int? {
    let text = columns.indices.filter { columns[$0].isText }
    if text.count > 1 {
      throw .severalTextColumns(path: table.path, names: text.map { table.header[$0] })
    }
    let label =
      text.first
      ?? columns.indices.last { table.isNamedLabel($0) && columns[$0].canBeLabel }
    for index in columns.indices where index != label {
      if let problem = columns[index].problem { throw problem }
    }
    return label
  }
}

extension ColumnSurvey.Column {
  fileprivate mutating func take(_ field: CSVReader.Field, _ index: Int, of table: CSVTable) {
    if let number = table.number(field), !number.isNaN {
      numbers += 1
      if number != number.rounded() { areWhole = false }
    } else if table.hasComma(field) {
      commaNumbers += 1
      let text = (try? table.text(field)) ?? ""
      let parts = text.drop { "+-".contains($0) }.split(separator: ",")
      // 1,234 may be a thousand and 0,234 cannot.
      let isDoubtful =
        parts.count == 2 && parts[1].count == 3 && 1...3 ~= parts[0].count && parts[0].first != "0"
      if !isDoubtful { plainCommas += 1 }
      firstComma =
        firstComma
        ?? .ambiguousComma(
          path: table.path, place: table.place, column: table.header[index], text: text)
    } else if table.isMissing(field) {
      missing += 1
      firstMissing = firstMissing ?? table.problem(field, index)
    } else {
      texts += 1
      if isNumberLike((try? table.text(field)) ?? "") { numberLikeTexts += 1 }
      firstText = firstText ?? table.problem(field, index)
    }
  }

  /// Whether a column of a label's name is one, though it is not text.
  fileprivate var canBeLabel: Bool { areWhole && commaNumbers == 0 }

  /// What keeps it from being numeric.
  fileprivate var problem: DatasetError? {
    if let firstText { return firstText }
    if let firstMissing { return firstMissing }
    let hasPoints = numbers > 0 && !areWhole
    return commaNumbers > 0 && (plainCommas == 0 || hasPoints) ? firstComma : nil
  }
}
