/// Rows and columns of text and numbers.
public struct TableChart: Hashable, Codable, Sendable {
  /// What stands in one place of a table.
  public enum Entry: Hashable, Sendable {
    case text(String)
    /// A number, shown with the digits that its column needs.
    case number(Double)
    /// A share from 0 to 1, shown as a bar and a number.
    case share(Double)
    /// A short course of numbers, shown as heights.
    case course([Double])
  }

  /// The headings.
  public var columns: [String]
  /// The entries, row by row; a short row ends in blanks.
  public var rows: [[Entry]]

  /// A table with a heading for each column.
  public init(columns: [String], rows: [[Entry]]) {
    self.columns = columns
    self.rows = rows
  }
}

extension TableChart.Entry {
  /// Whether both show the same; a NaN equals itself.
  public static func == (left: Self, right: Self) -> Bool {
    switch (left, right) {
    case (.text(let left), .text(let right)): left == right
    case (.number(let left), .number(let right)), (.share(let left), .share(let right)):
      left.bitPattern == right.bitPattern
    case (.course(let left), .course(let right)):
      PackedNumbers(wrappedValue: left) == PackedNumbers(wrappedValue: right)
    default: false
    }
  }

  /// Feeds what is shown to `hasher`.
  public func hash(into hasher: inout Hasher) {
    switch self {
    case .text(let text): hasher.combine(text)
    case .number(let number), .share(let number): hasher.combine(number.bitPattern)
    case .course(let numbers): hasher.combine(PackedNumbers(wrappedValue: numbers))
    }
  }
}

extension TableChart.Entry: Codable {
  private enum CodingKeys: String, CodingKey {
    case text
    case number
    case share
    case course
  }

  /// Reads a text, a number, a share or a course, whichever is there.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    if let text = try container.decodeIfPresent(String.self, forKey: .text) {
      self = .text(text)
    } else if let share = try container.decodeIfPresent(PackedNumber.self, forKey: .share) {
      self = .share(share.wrappedValue)
    } else if let course = try container.decodeIfPresent(PackedNumbers.self, forKey: .course) {
      self = .course(course.wrappedValue)
    } else {
      self = .number(try container.decode(PackedNumber.self, forKey: .number).wrappedValue)
    }
  }

  /// Writes the entry under the name of its kind.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .text(let text): try container.encode(text, forKey: .text)
    case .number(let number):
      try container.encode(PackedNumber(wrappedValue: number), forKey: .number)
    case .share(let share):
      try container.encode(PackedNumber(wrappedValue: share), forKey: .share)
    case .course(let numbers):
      try container.encode(PackedNumbers(wrappedValue: numbers), forKey: .course)
    }
  }
}

extension TableChart: ChartKind {
  static var kindName: String { "table" }

  func height(width: Int, _ style: ChartStyle) -> Int { rows.count + 2 }

  func renamed(_ name: (String) -> String) -> Chart {
    var chart = self
    chart.columns = columns.map(name)
    chart.rows = rows.map { row in
      row.map { if case .text(let text) = $0 { .text(name(text)) } else { $0 } }
    }
    return .table(chart)
  }
}
