/// Rows and columns of text and numbers.
public struct TableChart: Hashable, Codable, Sendable {
  /// What stands in one place of a table.
  public enum Entry: Hashable, Codable, Sendable {
    case text(String)
    /// A number, shown with the digits that its column needs.
    case number(Double)
    /// A share from 0 to 1, shown as a bar and a number.
    case share(Double)
  }

  public var columns: [String]
  public var rows: [[Entry]]

  /// A table with a heading for each column.
  public init(columns: [String], rows: [[Entry]]) {
    self.columns = columns
    self.rows = rows
  }
}
