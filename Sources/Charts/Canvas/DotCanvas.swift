/// A grid of dots, two columns by four rows in a cell, each cell owned by the pen that drew last.
struct DotCanvas {
  /// Columns of cells.
  let columns: Int
  /// Rows of cells.
  let rows: Int
  /// The cells, row by row.
  private var cells: [DotCell]
  private var layer: UInt8 = 0

  /// A canvas without dots.
  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    cells = Array(repeating: DotCell(), count: columns * rows)
  }

  /// The dots of the cell number `cell`, row by row, as the bits of a braille pattern.
  func mask(_ cell: Int) -> UInt8 { cells[cell].mask }

  /// The index of the pen that owns the cell number `cell`.
  func owner(_ cell: Int) -> UInt8 { cells[cell].owner }

  /// Columns of dots.
  var width: Int { 2 * columns }
  /// Rows of dots.
  var height: Int { 4 * rows }

  /// From now on a cell that is drawn in loses what was in it: the new layer hides the old one.
  mutating func beginLayer() { layer &+= 1 }

  /// Sets the dot in column `x` of row `y`, from the top left; outside nothing happens.
  mutating func setDot(x: Int, y: Int, owner: UInt8) {
    guard x >= 0, x < width, y >= 0, y < height else { return }
    add(brailleDot(x & 1, y & 3), cell: (y >> 2) * columns + x >> 1, owner: owner)
  }

  /// Adds the dots `mask` to a cell.
  private mutating func add(_ mask: UInt8, cell: Int, owner: UInt8) {
    let former = cells[cell].layer == layer ? cells[cell].mask : 0
    cells[cell] = DotCell(mask: former | mask, owner: owner, layer: layer)
  }

  /// Draws the straight line between two places in units of dots, as far as it is on the canvas.
  mutating func line(from start: DotPoint, to end: DotPoint, pen: inout Pen) {
    let corner = DotPoint(x: Double(width) - 1, y: Double(height) - 1)
    guard !cells.isEmpty, let (start, end) = clip(from: start, to: end, corner: corner) else {
      return
    }
    let x = dot(start.x, below: width)
    let y = dot(start.y, below: height)
    let dx = dot(end.x, below: width) - x
    let dy = dot(end.y, below: height) - y
    if pen.lastX != x || pen.lastY != y { run(x: x, from: y, count: 1, step: 1, &pen) }
    if abs(dy) >= abs(dx) {
      drawSteep(x, y, dx, dy, &pen)
    } else {
      drawFlat(x, y, dx, dy, &pen)
    }
    pen.lastX = x + dx
    pen.lastY = y + dy
  }

  /// A line that is at least as high as wide, without its first dot: one run in each column.
  private mutating func drawSteep(_ x: Int, _ y: Int, _ dx: Int, _ dy: Int, _ pen: inout Pen) {
    let count = abs(dy)
    let step = dy.signum()
    var done = 0
    for column in 0...abs(dx) {
      // The last dot whose place rounds to this column, halves upwards.
      var last = count
      if column < abs(dx) {
        let crossing = count * (2 * column + 1)
        last = dx > 0 ? (crossing - 1) / (2 * dx) : crossing / (-2 * dx)
      }
      run(
        x: x + dx.signum() * column, from: y + step * (done + 1), count: last - done, step: step,
        &pen)
      done = last
    }
  }

  /// A line that is wider than high, without its first dot.
  private mutating func drawFlat(_ x: Int, _ y: Int, _ dx: Int, _ dy: Int, _ pen: inout Pen) {
    let count = abs(dx)
    var row = y
    // Twice the distance from the middle of the row, from −count up to count, in parts of a dot.
    var rest = 0
    for column in 1...count {
      rest += 2 * dy
      if rest >= count {
        rest -= 2 * count
        row += 1
      } else if rest < -count {
        rest += 2 * count
        row -= 1
      }
      if pen.advance() { setDot(x: x + dx.signum() * column, y: row, owner: pen.owner) }
    }
  }

  /// Moves the pen over `count` dots of one column, from row `y` up (`step` −1) or down, cell by cell.
  private mutating func run(x: Int, from y: Int, count: Int, step: Int, _ pen: inout Pen) {
    guard count > 0 else { return }
    var row = y
    var left = count
    var cell = (y >> 2) * columns + x >> 1
    let nextCell = step * columns
    while left > 0 {
      let inCell = min(left, step < 0 ? (row & 3) + 1 : 4 - row & 3)
      let dots = pen.advance(by: inCell)
      if dots != 0 {
        let rows = step < 0 ? mirrored(dots) >> (3 - row & 3) : dots << (row & 3)
        add(brailleColumn(x & 1, rows), cell: cell, owner: pen.owner)
      }
      cell += nextCell
      row += step * inCell
      left -= inCell
    }
  }
}

/// The bits of a braille pattern for `dots` in column `x` (0, 1) of a cell, the top dot the lowest.
private func brailleColumn(_ x: Int, _ dots: Int) -> UInt8 {
  UInt8(truncatingIfNeeded: (dots & 7) << (3 * x) | (dots & 8) << (3 + x))
}

/// The dot nearest to `place`; half a dot beyond an edge is on it.
private func dot(_ place: Double, below end: Int) -> Int {
  max(0, min(end - 1, Int(place.rounded())))
}

/// Four dots from the other end.
private func mirrored(_ dots: Int) -> Int {
  dots >> 3 & 1 | dots >> 1 & 2 | dots << 1 & 4 | dots << 3 & 8
}

/// The dots of one cell, whose they are, and the layer that they were drawn in.
private struct DotCell {
  var mask: UInt8 = 0
  var owner: UInt8 = 0
  var layer: UInt8 = 0
}

/// A place on a canvas in units of dots, from the centre of the top left dot.
struct DotPoint: Hashable {
  var x: Double
  var y: Double
}

/// What draws a line: whose it is and where its dash stands.
struct Pen {
  let owner: UInt8
  let dash: Dash
  private var travelled = 0
  fileprivate var lastX = -1
  fileprivate var lastY = -1

  /// A pen at the beginning of its dash.
  init(owner: UInt8, dash: Dash) {
    self.owner = owner
    self.dash = dash
  }

  /// Whether the dash is on at this dot; the next one follows.
  mutating func advance() -> Bool { advance(by: 1) != 0 }

  /// Which of the next `count` dots, at most four, are on, the first as the lowest bit.
  mutating func advance(by count: Int) -> Int {
    let dots = dash.dots(at: travelled) & (1 << count - 1)
    travelled += count
    if travelled >= dash.period { travelled -= dash.period }
    return dots
  }
}

/// The part of a line inside (0, 0)…`corner` (Liang & Barsky 1984); nil if there is none.
private func clip(
  from start: DotPoint, to end: DotPoint, corner: DotPoint
) -> (DotPoint, DotPoint)? {
  let dx = end.x - start.x
  let dy = end.y - start.y
  guard dx.isFinite, dy.isFinite else { return nil }
  if isInside(start, corner), isInside(end, corner) { return (start, end) }
  var first = 0.0
  var last = 1.0
  func cut(_ direction: Double, _ distance: Double) -> Bool {
    // Half a dot beyond the edge still rounds onto it.
    if direction == 0 { return distance >= -0.5 }
    if direction < 0 {
      first = max(first, distance / direction)
    } else {
      last = min(last, distance / direction)
    }
    return true
  }
  guard cut(-dx, start.x), cut(dx, corner.x - start.x), cut(-dy, start.y),
    cut(dy, corner.y - start.y)
  else { return nil }
  guard first <= last else { return nil }
  return (
    DotPoint(x: start.x + first * dx, y: start.y + first * dy),
    DotPoint(x: start.x + last * dx, y: start.y + last * dy)
  )
}

private func isInside(_ point: DotPoint, _ corner: DotPoint) -> Bool {
  point.x >= 0 && point.x <= corner.x && point.y >= 0 && point.y <= corner.y
}
