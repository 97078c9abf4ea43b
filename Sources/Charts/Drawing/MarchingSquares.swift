/// A function of two variables on a grid, for finding where it has a given height.
struct HeightGrid {
  let columns: Int
  let rows: Int
  let z: [Double]

  /// The grid of `z`, row by row, `columns` each.
  init(columns: Int, z: [Double]) {
    self.columns = columns
    rows = columns > 0 ? z.count / columns : 0
    self.z = z
  }

  /// Calls `body` with the ends of every piece of the line of height `level`, in units of the grid.
  ///
  /// Marching squares: a square with two opposite corners above is cut by the mean of its corners.
  func forEachSegment(
    at level: Double, _ body: (_ start: DotPoint, _ end: DotPoint) -> Void
  ) {
    for row in 0..<max(0, rows - 1) {
      for column in 0..<max(0, columns - 1) {
        let first = row * columns + column
        let corners = (z[first], z[first + 1], z[first + columns + 1], z[first + columns])
        let above = (
          corners.0 >= level, corners.1 >= level, corners.2 >= level, corners.3 >= level
        )
        let isCut = above.0 != above.1 || above.1 != above.2 || above.2 != above.3
        guard isCut, (corners.0 + corners.1 + corners.2 + corners.3).isFinite else { continue }
        let x = Double(column)
        let y = Double(row)
        func share(_ from: Double, _ to: Double) -> Double { (level - from) / (to - from) }
        var crossings: [DotPoint] = []
        if above.0 != above.1 {
          crossings.append(DotPoint(x: x + share(corners.0, corners.1), y: y))
        }
        if above.1 != above.2 {
          crossings.append(DotPoint(x: x + 1, y: y + share(corners.1, corners.2)))
        }
        if above.2 != above.3 {
          crossings.append(DotPoint(x: x + share(corners.3, corners.2), y: y + 1))
        }
        if above.3 != above.0 {
          crossings.append(DotPoint(x: x, y: y + share(corners.0, corners.3)))
        }
        if crossings.count == 2 { body(crossings[0], crossings[1]) }
        guard crossings.count == 4 else { continue }
        let mean = (corners.0 + corners.1 + corners.2 + corners.3) / 4
        let shift = (mean >= level) == above.0 ? 0 : 1
        body(crossings[shift], crossings[shift + 1])
        body(crossings[shift + 2], crossings[(shift + 3) % 4])
      }
    }
  }
}
