import Charts
import Margin

/// An array of numbers with axes, as the console shows it.
protocol ShownArray {
  /// A matrix as colours; nil of anything else.
  var map: Chart? { get }
  /// Beside its picture, or instead of one.
  var summary: String { get }
  /// Among others.
  var short: String { get }
}

extension Tensor: ShownArray {
  var map: Chart? {
    guard rank == 2, shape[0] > 1, shape[1] > 1 else { return nil }
    return .heatMap(matrix(shape[0], shape[1], scalars.map { Double($0) }))
  }

  var summary: String {
    switch rank {
    case 0: return ValueDisplay.number(Double(scalar))
    case 1: return "\(shape) \(numbers(ValueDisplay.elementLimit))"
    default:
      let values = scalars.lazy.map { Double($0) }.filter { $0.isFinite }
      guard let least = values.min(), let greatest = values.max() else { return "\(shape)" }
      let mean = values.reduce(0, +) / Double(values.count)
      let figures = [least, greatest, mean].map(ValueDisplay.number)
      let rest = count - values.count
      return "\(shape) from \(figures[0]) to \(figures[1]), mean \(figures[2])"
        + (rest > 0 ? ", \(rest) not finite" : "")
    }
  }

  var short: String {
    switch rank {
    case 0: ValueDisplay.number(Double(scalar))
    case 1 where count <= ValueDisplay.elementLimit: numbers(ValueDisplay.elementLimit)
    default: "Tensor \(shape)"
    }
  }

  private func numbers(_ limit: Int) -> String {
    let shown = scalars.prefix(limit).map { ValueDisplay.number(Double($0)) }
    return "[" + shown.joined(separator: ", ") + (count > limit ? ", … \(count - limit) more" : "")
      + "]"
  }

  /// The matrix as colours; of one with more rows or columns than any screen has the means of blocks.
  private func matrix(_ rows: Int, _ columns: Int, _ values: [Double]) -> HeatMap {
    let limit = ValueDisplay.mapLimit
    let (down, across) = (Swift.min(rows, limit), Swift.min(columns, limit))
    let hasBothSigns = values.contains { $0 < 0 } && values.contains { $0 > 0 }
    let map: ColorMap = hasBothSigns ? .diverging : .sequential
    if down == rows, across == columns { return HeatMap(values, columns: columns, map: map) }
    var means: [Double] = []
    means.reserveCapacity(down * across)
    for row in 0..<down {
      let lines = row * rows / down..<(row + 1) * rows / down
      for column in 0..<across {
        let places = column * columns / across..<(column + 1) * columns / across
        var sum = 0.0
        for line in lines { for place in places { sum += values[line * columns + place] } }
        means.append(sum / Double(lines.count * places.count))
      }
    }
    return HeatMap(means, columns: across, map: map)
  }
}
