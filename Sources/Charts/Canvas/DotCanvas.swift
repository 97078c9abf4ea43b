/// A grid of dots, two columns by four rows in a cell, each cell owned by the pen that drew last.
struct DotCanvas {
  /// Columns of cells.
  let columns: Int
  /// Rows of cells.
  let rows: Int
  /// The dots of each cell, row by row, as the bits of a braille pattern.
  private(set) var masks: [UInt8]
  /// The index of the pen that owns each cell.
  private(set) var owners: [UInt8]
  /// The layer that each cell was drawn in.
  private var layers: [UInt8]
  private var layer: UInt8 = 0

  /// A canvas without dots.
  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    masks = Array(repeating: 0, count: columns * rows)
    owners = masks
    layers = masks
  }

  /// Columns of dots.
  var width: Int { 2 * columns }
  /// Rows of dots.
  var height: Int { 4 * rows }

  /// From now on a cell that is drawn in loses what was in it: the new layer hides the old one.
  mutating func beginLayer() { layer &+= 1 }

  /// Sets the dot in column `x` of row `y`, from the top left; outside nothing happens.
  mutating func setDot(x: Int, y: Int, owner: UInt8) {
    guard x >= 0, x < width, y >= 0, y < height else { return }
    let cell = (y >> 2) * columns + x >> 1
    if layers[cell] != layer {
      layers[cell] = layer
      masks[cell] = 0
    }
    masks[cell] |= brailleDot(x & 1, y & 3)
    owners[cell] = owner
  }

  /// Draws the straight line between two places in units of dots, as far as it is on the canvas.
  mutating func line(from start: DotPoint, to end: DotPoint, pen: inout Pen) {
    let corner = DotPoint(x: Double(width) - 1, y: Double(height) - 1)
    guard let (start, end) = clip(from: start, to: end, corner: corner) else { return }
    let x = Int(start.x.rounded())
    let y = Int(start.y.rounded())
    let dx = Int(end.x.rounded()) - x
    let dy = Int(end.y.rounded()) - y
    let count = max(abs(dx), abs(dy))
    if pen.lastX != x || pen.lastY != y { mark(x, y, &pen) }
    guard count > 0 else { return }
    for step in 1...count {
      mark(x + rounded(dx * step, over: count), y + rounded(dy * step, over: count), &pen)
    }
  }

  /// Sets a dot if the pen's dash is on there, and moves the pen.
  private mutating func mark(_ x: Int, _ y: Int, _ pen: inout Pen) {
    if pen.advance() { setDot(x: x, y: y, owner: pen.owner) }
    pen.lastX = x
    pen.lastY = y
  }
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
  mutating func advance() -> Bool {
    let isOn = dash.isOn(at: travelled)
    travelled += 1
    if travelled == dash.period { travelled = 0 }
    return isOn
  }
}

/// `numerator` / `denominator` to the nearest integer, halves upwards.
private func rounded(_ numerator: Int, over denominator: Int) -> Int {
  let doubled = 2 * numerator + denominator
  let quotient = doubled / (2 * denominator)
  return doubled % (2 * denominator) < 0 ? quotient - 1 : quotient
}

/// The part of a line inside (0, 0)…`corner` (Liang & Barsky 1984); nil if there is none.
private func clip(
  from start: DotPoint, to end: DotPoint, corner: DotPoint
) -> (DotPoint, DotPoint)? {
  let dx = end.x - start.x
  let dy = end.y - start.y
  guard dx.isFinite, dy.isFinite else { return nil }
  var first = 0.0
  var last = 1.0
  for (direction, distance) in [
    (-dx, start.x), (dx, corner.x - start.x), (-dy, start.y), (dy, corner.y - start.y),
  ] {
    if direction == 0 {
      // Half a dot beyond the edge still rounds onto it.
      if distance < -0.5 { return nil }
    } else if direction < 0 {
      first = max(first, distance / direction)
    } else {
      last = min(last, distance / direction)
    }
  }
  guard first <= last else { return nil }
  return (
    DotPoint(x: start.x + first * dx, y: start.y + first * dy),
    DotPoint(x: start.x + last * dx, y: start.y + last * dy)
  )
}
