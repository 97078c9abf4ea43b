/// The area between two curves as sparse dots, column by column.
struct BandFilling {
  /// The highest and the lowest row of dots of each column; empty where the band is not.
  private var rows: [FiniteRange]

  /// The band of `series` on the canvas of `plot`.
  init(_ series: LineChart.Series, plot: Plot) {
    rows = Array(repeating: FiniteRange(), count: plot.canvas.width)
    let (xMap, yMap) = (plot.xMap, plot.yMap)
    let count = min(series.x.count, series.lower.count, series.upper.count)
    var last: (x: Double, ends: (Double, Double))?
    for index in 0..<count {
      let x = xMap(series.x[index])
      let ends = (yMap(series.upper[index]), yMap(series.lower[index]))
      guard x.isFinite, ends.0.isFinite, ends.1.isFinite else {
        last = nil
        continue
      }
      include(from: last ?? (x, ends), to: (x, ends))
      last = (x, ends)
    }
  }

  /// Adds the part between two places.
  private mutating func include(
    from start: (x: Double, ends: (Double, Double)), to end: (x: Double, ends: (Double, Double))
  ) {
    let first = max(0, min(start.x, end.x).rounded())
    let last = min(Double(rows.count - 1), max(start.x, end.x).rounded())
    guard first <= last else { return }
    for column in Int(first)...Int(last) {
      let length = end.x - start.x
      let share = length == 0 ? 1 : max(0, min(1, (Double(column) - start.x) / length))
      rows[column].include(start.ends.0 + (end.ends.0 - start.ends.0) * share)
      rows[column].include(start.ends.1 + (end.ends.1 - start.ends.1) * share)
    }
  }

  /// Every fourth dot, in a pattern that leaves curves legible.
  func fill(on canvas: inout DotCanvas, owner: UInt8) {
    for (column, range) in rows.enumerated() where !range.isEmpty {
      let top = max(0, range.lower.rounded())
      let bottom = min(Double(canvas.height - 1), range.upper.rounded())
      guard top <= bottom else { continue }
      for row in Int(top)...Int(bottom) where (column + 2 * (row & 1) + (row & 2) / 2) % 4 == 0 {
        canvas.setDot(x: column, y: row, owner: owner)
      }
    }
  }
}
