extension BlockParser {
  /// Takes a pipe table: a header, a line such as `|:--|--:|`, and the rows.
  func table(from rest: inout ArraySlice<SourceLine>) -> Block? {
    guard let alignments = tableColumns(at: rest), let header = rest.first else { return nil }
    let rows = rest.dropFirst(2).prefix { !$0.text.isBlank && $0.text.contains("|") }
    rest = rest[rows.endIndex...]
    return .table(
      header: row(header.text, columns: alignments.count),
      rows: rows.map { row($0.text, columns: alignments.count) }, alignments: alignments)
  }

  /// The columns of the table that begins here, if one does.
  func tableColumns(at rest: ArraySlice<SourceLine>) -> [Block.Alignment]? {
    guard let header = rest.first, header.text.contains("|"),
      let ruler = rest.dropFirst().first, ruler.text.contains("|")
    else { return nil }
    let alignments = cells(of: ruler.text).map(alignment)
    let known = alignments.compactMap { $0 }
    guard known.count == alignments.count, known.count == cells(of: header.text).count else {
      return nil
    }
    return known
  }

  private func alignment(_ cell: Scalars) -> Block.Alignment? {
    let dashes = cell.filter { $0 == "-" }.count
    let left = cell.first == ":"
    let right = cell.count > 1 && cell.last == ":"
    guard dashes > 0, dashes + (left ? 1 : 0) + (right ? 1 : 0) == cell.count else { return nil }
    return left && right ? .center : right ? .right : .left
  }

  /// Exactly `columns` cells: missing ones are empty, those too many go into the last.
  private func row(_ text: Scalars, columns: Int) -> [[Inline]] {
    var cells = cells(of: text)
    if cells.count > columns {
      let extra = cells[(columns - 1)...].joined(separator: " | ".unicodeScalars)
      cells = cells.prefix(columns - 1) + [Scalars(extra)]
    }
    cells += Array(repeating: [], count: columns - cells.count)
    return cells.map { inlines(of: $0) }
  }

  /// The texts between pipes; `\|` is a pipe inside a text, code and formulas included.
  private func cells(of line: Scalars) -> [Scalars] {
    var cells: [Scalars] = [[]]
    var isEscaped = false
    for scalar in line.trimmed {
      switch scalar {
      case "|" where isEscaped: cells[cells.count - 1][cells[cells.count - 1].endIndex - 1] = "|"
      case "|": cells.append([])
      default: cells[cells.count - 1].append(scalar)
      }
      isEscaped = scalar == "\\" && !isEscaped
    }
    cells = cells.map(\.trimmed)
    if cells.first?.isEmpty ?? false { cells.removeFirst() }
    if cells.last?.isEmpty ?? false { cells.removeLast() }
    return cells
  }
}
