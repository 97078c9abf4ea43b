internal import Cells

/// Where the parts of a heat map stand, and how much of it is told.
struct HeatLayout {
  /// How a value becomes cells.
  enum Form: Hashable {
    /// Its number on its colour.
    case numbers
    /// So many cells wide and half as many high.
    case squares(Int)
    /// A column wide and half a row high; the mean of so many values in a row and in a column.
    case pixels(mean: Int)
  }

  let form: Form
  /// The corner of the matrix.
  let origin: Point
  /// The columns and rows of cells that one value takes; half a row counts as one.
  let cell: Size
  let hasTitle: Bool
  let gutter: Int
  /// The lines that the labels of the columns take.
  let labelLines: Int
  let hasBar: Bool
  /// The rows of the matrix that are shown.
  let rows: Int
  let hasMargins: Bool
  let texts: HeatTexts
  private let top: Int

  /// Rows of cells from the matrix's corner to its end.
  var matrixRows: Int {
    switch form {
    case .pixels(let mean): ((rows + mean - 1) / mean + 1) / 2
    default: rows * cell.height + (hasMargins ? 2 : 0)
    }
  }

  /// The rows that the whole takes.
  var height: Int { origin.y - top + matrixRows + (hasBar ? 1 : 0) }

  /// The form of `map` that tells most of it in `rect`.
  init(_ map: HeatMap, in rect: Rect, _ style: ChartStyle) {
    top = rect.y
    hasTitle = rect.height >= 6 && (map.xLabel != "" || map.yLabel != "")
    hasBar = rect.height >= 4
    // Numbers that have no room need not be written.
    let mayBeTold = 2 * map.columns <= rect.width && map.rows <= rect.height
    texts = HeatTexts(map, isWritten: mayBeTold)
    let widestLabel = map.rowLabels.prefix(map.rows).map { displayWidth(of: $0) }.max() ?? 0
    let sign = map.hasMargins ? displayWidth(of: style.words.signs.sum) : 0
    let wanted = max(widestLabel, sign)
    let gutter = wanted == 0 || rect.width < 8 ? 0 : min(wanted, rect.width / 3) + 1
    let columns = max(1, map.columns)
    let lines = rect.height - (hasTitle ? 1 : 0) - (hasBar ? 1 : 0)
    let labels = map.columnLabels.prefix(columns).map { displayWidth(of: $0) }.max() ?? 0

    /// The lines of labels for columns of `width`, of the `free` ones; none where all would be cut
    /// beyond recognition.
    func labelLines(_ width: Int, free: Int) -> Int {
      guard labels > 0, free > 0 else { return 0 }
      let count = (1...3).first { labels < $0 * width || $0 == free } ?? 3
      return count * width > min(4, labels) ? count : 0
    }

    let margin = map.hasMargins ? texts.sumWidth + 2 : 0
    let room = rect.width - gutter
    let numberWidth = min((room - margin) / columns, max(texts.width + 2, min(labels + 1, 12)))
    let below = map.hasMargins ? 2 : 0
    if numberWidth > texts.width, map.rows + below <= lines {
      form = .numbers
      cell = Size(width: numberWidth, height: 1)
      self.labelLines = labelLines(numberWidth, free: lines - map.rows - below)
      rows = map.rows
      hasMargins = map.hasMargins
      self.gutter = gutter
    } else {
      hasMargins = false
      let fits = (1...8).last { size in
        let free = lines - map.rows * size
        return 2 * size * columns <= room && free >= (size == 1 ? 0 : labels > 0 ? 2 : 0)
      }
      if let size = fits {
        form = .squares(2 * size)
        cell = Size(width: 2 * size, height: size)
        self.labelLines = labelLines(2 * size, free: lines - map.rows * size)
        self.gutter = gutter
      } else {
        let across = (columns + max(1, rect.width) - 1) / max(1, rect.width)
        let down = (map.rows + max(1, 2 * lines) - 1) / max(1, 2 * lines)
        form = .pixels(mean: max(1, across, down))
        cell = Size(width: 1, height: 1)
        self.labelLines = 0
        self.gutter = 0
      }
      rows = map.rows
    }
    origin = Point(
      x: rect.x + self.gutter, y: rect.y + (hasTitle ? 1 : 0) + self.labelLines)
  }
}

/// The values of a heat map as short texts of one form.
struct HeatTexts {
  private let decimals: Int?
  private let column: NumberColumn
  /// The columns of the widest value.
  let width: Int
  /// The columns of the widest sum of a row or a column.
  let sumWidth: Int

  init(_ map: HeatMap, isWritten: Bool) {
    let finite = map.values.filter(\.isFinite)
    let largest = finite.map(abs).max() ?? 0
    let isWhole = finite.allSatisfy { $0 == $0.rounded() }
    decimals =
      largest >= 100_000 || (largest < 0.01 && largest > 0)
      ? nil : isWhole || largest >= 100 ? 0 : largest >= 10 ? 1 : 2
    column = NumberColumn(isWritten ? finite : [finite.min() ?? 0, finite.max() ?? 0])
    width = isWritten ? Self.width(finite, decimals, column) : .max / 4
    sumWidth =
      map.hasMargins && isWritten ? Self.width(map.rowSums + map.columnSums, decimals, column) : 0
  }

  func text(_ value: Double) -> String { Self.text(value, decimals, column) }

  private static func text(_ value: Double, _ decimals: Int?, _ column: NumberColumn) -> String {
    decimals.map { fixed(value, decimals: $0) } ?? column.text(value)
  }

  private static func width(_ values: [Double], _ decimals: Int?, _ column: NumberColumn) -> Int {
    values.map { text($0, decimals, column).utf8.count }.max() ?? 1
  }
}

extension HeatMap {
  /// The sum of each row, of its finite values.
  var rowSums: [Double] {
    (0..<rows).map { row in
      (0..<columns).map { self[row, $0] }.filter(\.isFinite).reduce(0, +)
    }
  }

  /// The sum of each column, of its finite values.
  var columnSums: [Double] {
    (0..<columns).map { column in
      (0..<rows).map { self[$0, column] }.filter(\.isFinite).reduce(0, +)
    }
  }
}
