internal import Cells

extension HeatMap {
  /// Draws labels, the matrix and what its colours mean.
  func draw(into frame: inout Frame, in rect: Rect, style: ChartStyle, view: ChartView) {
    guard rows > 0 else {
      return writeCentred([style.words.noValues], into: &frame, in: rect)
    }
    let seen = part(view)
    let part = sliced(rows: seen.rows, columns: seen.columns)
    let drawing = HeatDrawing(
      map: part, layout: HeatLayout(part, in: rect, style), limits: part.limits, rect: rect,
      style: style)
    drawing.drawTitle(into: &frame)
    if case .pixels(let mean) = drawing.layout.form {
      drawing.drawPixels(mean: mean, into: &frame)
    } else {
      drawing.drawLabels(into: &frame)
      drawing.drawCells(into: &frame)
      if drawing.layout.hasMargins { drawing.drawMargins(into: &frame) }
    }
    if view.hasCrosshair {
      let (row, column) = cell(of: view)
      drawing.drawCrosshair(
        row: row - seen.rows.lowerBound, column: column - seen.columns.lowerBound, into: &frame)
    }
    drawing.drawBar(into: &frame)
  }
}

/// A heat map on its way to the screen.
private struct HeatDrawing {
  let map: HeatMap
  let layout: HeatLayout
  let limits: FiniteRange
  let rect: Rect
  let style: ChartStyle

  private var signs: Signs { style.words.signs }

  private func pixel(_ value: Double) -> PixelGrid.Pixel {
    let share = limits.share(of: value)
    guard !share.isNaN else { return .init(color: .standard, ink: 0) }
    return .init(color: map.map.color(share), ink: UInt8(max(0, min(1, share)) * 255))
  }

  func drawTitle(into frame: inout Frame) {
    guard layout.hasTitle else { return }
    let parts = [(map.yLabel, signs.down), (map.xLabel, signs.right)]
    let title = parts.filter { $0.0 != "" }.map { "\($0.0) \($0.1)" }.joined(separator: "  ")
    frame.write(title, x: rect.x, y: rect.y, clip: rect)
  }

  // MARK: Labels

  func drawLabels(into frame: inout Frame) {
    if layout.gutter > 1 {
      for (row, label) in map.rowLabels.prefix(layout.rows).enumerated() {
        let text = label.cut(to: layout.gutter - 1, signs: signs)
        let y = layout.origin.y + row * layout.cell.height + (layout.cell.height - 1) / 2
        frame.write(
          text, x: layout.origin.x - 1 - displayWidth(of: text), y: y, clip: rect)
      }
    }
    guard layout.labelLines > 0 else { return }
    for (column, label) in map.columnLabels.prefix(map.columns).enumerated() {
      // Each on the next line, so that all have room for more than their column.
      let line = column % layout.labelLines
      let x = layout.origin.x + column * layout.cell.width
      let room = min(layout.labelLines * layout.cell.width - 1, rect.maxX - x)
      let text = label.cut(to: max(1, room), signs: signs)
      let isNumber = layout.form == .numbers && layout.labelLines == 1
      let indent = isNumber ? max(0, layout.cell.width - 1 - displayWidth(of: text)) : 0
      frame.write(
        text, x: x + indent, y: layout.origin.y - layout.labelLines + line, clip: rect)
    }
  }

  // MARK: Values

  func drawCells(into frame: inout Frame) {
    let marked = Set(map.marked)
    for row in 0..<layout.rows {
      for column in 0..<map.columns {
        let area = Rect(
          x: layout.origin.x + column * layout.cell.width,
          y: layout.origin.y + row * layout.cell.height, width: layout.cell.width,
          height: layout.cell.height)
        let isMarked = marked.contains(.init(row: row, column: column))
        draw(map[row, column], isMarked: isMarked, in: area, into: &frame)
      }
    }
  }

  private func draw(_ value: Double, isMarked: Bool, in area: Rect, into frame: inout Frame) {
    let pixel = pixel(value)
    let isNumber = layout.form == .numbers
    var cell = PixelPainter(style).cell(pixel, pixel)
    if value.isNaN { cell = .blank }
    // Numbers on hatching would be hard to read.
    if isNumber, !style.palette.hasShades { cell = .blank }
    let inside = area.intersection(rect)
    frame.fill(inside, with: cell)
    let text = !value.isFinite ? lost(value) : isNumber ? layout.texts.text(value) : ""
    let over = Style(
      style.palette.hasShades && !value.isNaN ? pixel.color.legibleText : .standard,
      isMarked ? .bold : value.isNaN ? .dim : [], background: cell.style.background)
    let width = displayWidth(of: text)
    let end = area.maxX - (isMarked || area.width > width + 1 ? 1 : 0)
    let start = max(area.x, end - width)
    let middle = area.y + (area.height - 1) / 2
    frame.write(text, x: start, y: middle, style: over, clip: inside)
    guard isMarked else { return }
    let first = isNumber ? start - 1 : area.x
    let hasRoom = first >= area.x && (first < start || text == "")
    if hasRoom { frame.write("[", x: first, y: middle, style: over, clip: inside) }
    frame.write(
      hasRoom ? "]" : "*", x: area.maxX - 1, y: middle, style: over, clip: inside)
  }

  private func lost(_ value: Double) -> String {
    value.isNaN || layout.cell.width < 4 ? signs.lost : value < 0 ? "-inf" : "inf"
  }

  /// One value or a mean of several to each half of a cell.
  func drawPixels(mean: Int, into frame: inout Frame) {
    let grid = PixelGrid(
      width: (map.columns + mean - 1) / mean, height: (map.rows + mean - 1) / mean
    ) { x, y in
      var sum = 0.0
      var count = 0
      for row in y * mean..<min(map.rows, (y + 1) * mean) {
        for column in x * mean..<min(map.columns, (x + 1) * mean) where map[row, column].isFinite {
          // Shares add up without overflow.
          sum += limits.share(of: map[row, column])
          count += 1
        }
      }
      guard count > 0 else { return pixel(.nan) }
      let share = max(0, min(1, sum / Double(count)))
      return .init(color: map.map.color(share), ink: UInt8(share * 255))
    }
    grid.draw(into: &frame, at: layout.origin, clip: rect, style: style)
  }

  /// Turns the colours of the cell that is read around.
  func drawCrosshair(row: Int, column: Int, into frame: inout Frame) {
    var area = Rect(
      x: layout.origin.x + column * layout.cell.width,
      y: layout.origin.y + row * layout.cell.height, width: layout.cell.width,
      height: layout.cell.height)
    if case .pixels(let mean) = layout.form {
      area = Rect(
        x: layout.origin.x + column / mean, y: layout.origin.y + row / mean / 2, width: 1,
        height: 1)
    }
    area = area.intersection(rect)
    for y in area.y..<area.maxY {
      for x in area.x..<area.maxX {
        var cell = frame[x, y]
        // Half a block in reverse would only change its halves.
        if case .pixels = layout.form { cell = Cell(signs.cross, Style(.standard, .bold)) }
        cell.style.attributes.formSymmetricDifference(.reverse)
        frame[x, y] = cell
      }
    }
  }

  // MARK: Margins

  /// The sums of rows and columns.
  func drawMargins(into frame: inout Frame) {
    let x = layout.origin.x + map.columns * layout.cell.width + 1
    let width = layout.texts.sumWidth
    func write(_ text: String, endingAt end: Int, y: Int) {
      frame.write(text, x: end - displayWidth(of: text), y: y, style: .dim, clip: rect)
    }
    for (row, sum) in map.rowSums.enumerated() {
      write(layout.texts.text(sum), endingAt: x + width + 1, y: layout.origin.y + row)
    }
    let y = layout.origin.y + layout.rows + 1
    for (column, sum) in map.columnSums.enumerated() {
      let isRoomy = layout.cell.width > layout.texts.width + 1
      let end = layout.origin.x + (column + 1) * layout.cell.width - (isRoomy ? 1 : 0)
      write(layout.texts.text(sum), endingAt: end, y: y)
    }
    if layout.labelLines > 0 { write(signs.sum, endingAt: x + width + 1, y: layout.origin.y - 1) }
    if layout.gutter > 0 { write(signs.sum, endingAt: layout.origin.x - 1, y: y) }
    write(
      layout.texts.text(map.rowSums.reduce(0, +)), endingAt: x + width + 1, y: y)
  }

  // MARK: Colours

  /// What the colours mean, what could not be drawn, and what was put together.
  func drawBar(into frame: inout Frame) {
    guard layout.hasBar else { return }
    let y = min(rect.maxY - 1, layout.origin.y + layout.matrixRows)
    var x = rect.x + layout.gutter
    let notes = notes
    if !limits.isEmpty {
      let texts = [limits.lower, limits.upper].map { layout.texts.text($0) }
      let free = rect.maxX - x - texts[0].count - texts[1].count - 2
      let length = min(16, max(4, free - notes.reduce(0) { $0 + 2 + displayWidth(of: $1.text) }))
      if length <= free {
        x = frame.write(texts[0] + " ", x: x, y: y, style: .dim, clip: rect)
        for step in 0..<length {
          let share = (Double(step) + 0.5) / Double(length)
          let pixel = PixelGrid.Pixel(color: map.map.color(share), ink: UInt8(share * 255))
          frame[x, y] = PixelPainter(style).cell(pixel, pixel)
          x += 1
        }
        x = frame.write(" " + texts[1], x: x, y: y, style: .dim, clip: rect)
      }
    }
    for note in notes {
      let text = ("  " + note.text).cut(to: rect.maxX - x, signs: signs)
      x = frame.write(text, x: x, y: y, style: note.style, clip: rect)
    }
  }

  /// What is missing, and what was put together.
  private var notes: [(text: String, style: Style)] {
    let absent = map.absence == nil ? 0 : map.values.count { $0.isNaN }
    let lost = map.values.count { !$0.isFinite } - absent
    var notes: [(text: String, style: Style)] = []
    if let absence = map.absence, absent > 0 {
      notes.append((signs.lost + " " + absence, style.palette.secondary))
    }
    if lost > 0 { notes.append((style.words.notFinite(lost), style.palette.warning)) }
    if case .pixels(let mean) = layout.form, mean > 1 {
      notes.append((style.words.meanOf(mean), style.palette.secondary))
    }
    return notes
  }
}
