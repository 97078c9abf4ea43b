internal import Cells

/// What an axis has to show.
struct AxisRequest {
  var range: FiniteRange
  var scale: AxisScale = .linear
  var ends: Axis.Ends
  var integers = false
  var label: String
}

/// A canvas with axes around it, as large as a rectangle allows.
struct Plot {
  /// The cells of the canvas.
  let area: Rect
  /// The lines above the canvas; nil where they are not wanted or there is no room.
  private let header: Rect?
  let x: Axis
  let y: Axis
  var canvas: DotCanvas
  private let rect: Rect
  private let gutter: Int
  private let axisRows: Int
  private let xLabel: String
  private let yLabel: String

  /// A plot in `rect`; small ones do without labels, then without axes.
  ///
  /// `headerLines` are wanted above it; 0: only what the y axis needs.
  init(in rect: Rect, x xRequest: AxisRequest, y yRequest: AxisRequest, headerLines: Int) {
    let hasHeaderRoom = rect.height >= 5
    y = Axis(
      yRequest.range, scale: yRequest.scale, ends: yRequest.ends, maximum: (rect.height - 2) / 3,
      integers: yRequest.integers, allowsOffset: hasHeaderRoom)
    let hasTitle = y.offset != nil || (yRequest.label != "" && rect.height >= 8)
    let headerRows = hasHeaderRoom ? max(headerLines, hasTitle ? 1 : 0) : 0
    let bodyRows = rect.height - headerRows
    axisRows = rect.width < 8 ? 0 : bodyRows >= 4 ? 2 : bodyRows == 3 ? 1 : 0

    // Steps of two columns, so that a growing label seldom moves the curve.
    let wanted = (y.labelWidth + 3) / 2 * 2
    gutter = wanted + 10 <= rect.width && axisRows > 0 ? wanted : 0
    area = Rect(
      x: rect.x + gutter, y: rect.y + headerRows, width: rect.width - gutter,
      height: bodyRows - axisRows)
    x = Self.xAxis(xRequest, columns: area.width)
    canvas = DotCanvas(columns: area.width, rows: area.height)
    header =
      headerRows > 0
      ? Rect(x: rect.x, y: rect.y, width: rect.width, height: headerRows) : nil
    self.rect = rect
    xLabel = xRequest.label
    yLabel = yRequest.label
  }

  /// The x axis with as many ticks as have room for their labels.
  private static func xAxis(_ request: AxisRequest, columns: Int) -> Axis {
    var maximum = max(3, min(12, columns / 7))
    while true {
      let axis = Axis(
        request.range, scale: request.scale, ends: request.ends, maximum: maximum,
        integers: request.integers, allowsOffset: true)
      if maximum == 3 || axis.ticks.count * (axis.labelWidth + 3) <= columns { return axis }
      maximum -= 1
    }
  }

  /// From an x to a column of dots.
  var xMap: AxisMap { x.map(from: 0, to: Double(max(0, canvas.width - 1))) }
  /// From a y to a row of dots, counted from the top.
  var yMap: AxisMap { y.map(from: Double(max(0, canvas.height - 1)), to: 0) }

  /// The cell of the canvas that the place of dots (`x`, `y`) is in; nil outside.
  func cell(x: Double, y: Double) -> Point? {
    let column = (x + 0.5).rounded(.down)
    let row = (y + 0.5).rounded(.down)
    guard column >= 0, row >= 0, column < Double(canvas.width), row < Double(canvas.height)
    else { return nil }
    return Point(x: area.x + Int(column) / 2, y: area.y + Int(row) / 4)
  }

  /// The column in which the place `place`, 0…1, of the x axis lies.
  func column(atPlace place: Double) -> Int {
    let dot = (place * Double(max(0, canvas.width - 1))).rounded()
    return area.x + Int(max(0, min(Double(canvas.width - 1), dot))) / 2
  }

  /// What the y axis measures, and what is to be added to its labels.
  private var title: String {
    [yLabel, y.offset ?? ""].filter { $0 != "" }.joined(separator: "  ")
  }

  /// The parts of the header's lines that are free for a legend.
  var legendLines: [Rect] {
    header.map { Legend.lines(of: $0, besides: title) } ?? []
  }

  /// Draws the axes with their ticks, labels and offsets.
  func drawAxes(into frame: inout Frame, signs: Signs) {
    if let header { frame.write(title, x: header.x, y: header.y, clip: header) }
    if gutter > 0 { drawYAxis(into: &frame, signs: signs) }
    if axisRows > 0 { drawXAxis(into: &frame, signs: signs) }
  }

  private func drawYAxis(into frame: inout Frame, signs: Signs) {
    let line = area.x - 1
    for row in area.y..<area.maxY { frame.write(signs.vertical, x: line, y: row) }
    var free = area.maxY
    for tick in y.ticks {
      let dot = ((1 - tick.place) * Double(canvas.height - 1)).rounded()
      let row = area.y + Int(dot) / 4
      guard row < free, row >= area.y else { continue }
      free = row
      frame.write(signs.yTick, x: line, y: row)
      frame.write(tick.label, x: line - 1 - tick.label.utf8.count, y: row)
    }
  }

  private func drawXAxis(into frame: inout Frame, signs: Signs) {
    let row = area.maxY
    for column in area.x..<area.maxX { frame.write(signs.horizontal, x: column, y: row) }
    if gutter > 0 { frame.write(signs.corner, x: area.x - 1, y: row) }
    let caption = [xLabel, x.offset ?? ""].filter { $0 != "" }.joined(separator: " ")
    let captionStart = area.maxX - displayWidth(of: caption)
    let hasCaption = axisRows == 2 && captionStart >= area.x && caption != ""
    if hasCaption { frame.write(caption, x: captionStart, y: row + 1, clip: rect) }

    var free = rect.x
    let end = hasCaption ? captionStart - 2 : rect.maxX
    for tick in x.ticks {
      let column = column(atPlace: tick.place)
      frame.write(signs.xTick, x: column, y: row)
      let width = tick.label.utf8.count
      let start = max(rect.x, min(column - (width - 1) / 2, rect.maxX - width))
      guard axisRows == 2, start >= free, start + width <= end else { continue }
      frame.write(tick.label, x: start, y: row + 1)
      free = start + width + 1
    }
  }

  /// Draws `marks` on the line of the x axis, with their texts where there is room.
  func drawMarks(
    _ marks: [LineChart.Mark], into frame: inout Frame, signs: Signs, style: Style
  ) {
    guard axisRows > 0 else { return }
    let map = xMap
    let row = area.maxY
    let placed = marks.compactMap { mark -> (column: Int, text: String)? in
      let place = map(mark.x)
      guard place.isFinite, place >= -0.5, place <= Double(canvas.width) - 0.5 else { return nil }
      return (area.x + Int(place.rounded()) / 2, mark.text)
    }.sorted { $0.column < $1.column }
    var free = area.x
    for (index, mark) in placed.enumerated() {
      frame.write(signs.change, x: mark.column, y: row, style: style)
      let next = index + 1 < placed.count ? placed[index + 1].column : area.maxX + 1
      let width = displayWidth(of: mark.text)
      defer { free = max(free, mark.column + 1) }
      guard width > 0 else { continue }
      if mark.column + 2 + width < next {
        free = frame.write(" \(mark.text) ", x: mark.column + 1, y: row, clip: area.belowOne)
      } else if mark.column - 2 - width >= free {
        frame.write(" \(mark.text) ", x: mark.column - 2 - width, y: row, clip: area.belowOne)
      }
    }
  }
}

extension Plot {
  /// Draws `references` with their names, upright or level; what is there stays, unless `isOver`.
  func drawReferences(
    _ references: [LineChart.Reference], into frame: inout Frame, style: ChartStyle,
    isOver: Bool = false
  ) {
    let signs = Signs.of(style.glyphs)
    let ink = style.palette.secondary
    var names: [Rect] = []
    for reference in references where reference.value.isFinite {
      let place = reference.isVertical ? xMap(reference.value) : yMap(reference.value)
      guard place.isFinite else { continue }
      let center =
        reference.isVertical
        ? cell(x: place, y: 0) : cell(x: 0, y: place)
      guard let start = center else { continue }
      let cells =
        reference.isVertical
        ? (area.y..<area.maxY).map { Point(x: start.x, y: $0) }
        : (area.x..<area.maxX).map { Point(x: $0, y: start.y) }
      for cell in cells where isOver || frame[cell.x, cell.y].glyph == " " {
        frame[cell.x, cell.y] = Cell(reference.isVertical ? signs.upright : signs.level, ink)
      }
      guard let name = nameplate(reference, at: start, besides: names, frame, signs) else {
        continue
      }
      names.append(name.place)
      frame.write(
        name.text, x: name.place.x, y: name.place.y, style: style.palette.accent, clip: area)
    }
  }

  /// Where the name of a reference stands that hides no curve and no other name; at worst on a curve.
  private func nameplate(
    _ reference: LineChart.Reference, at start: Point, besides others: [Rect], _ frame: Frame,
    _ signs: Signs
  ) -> (text: String, place: Rect)? {
    let text = reference.name.cut(to: max(1, area.width / 2), signs: signs)
    let width = displayWidth(of: text)
    guard width > 0 else { return nil }
    let places =
      reference.isVertical
      ? (area.y..<min(area.maxY, area.y + 4)).flatMap { y in
        [start.x + 1, start.x - width].map { Rect(x: $0, y: y, width: width, height: 1) }
      }
      : [area.maxX - width, area.x, area.x + (area.width - width) / 2].flatMap { x in
        [0, -1, 1].map { Rect(x: x, y: start.y + $0, width: width, height: 1) }
      }
    let inside = places.filter { place in
      area.intersection(place) == place
        && others.allSatisfy { place.intersection($0).isEmpty }
    }
    let blanks = [" ", signs.upright, signs.level]
    let free = inside.first { place in
      (place.x..<place.maxX).allSatisfy { blanks.contains(frame[$0, place.y].glyph) }
    }
    return (free ?? inside.first).map { (text, $0) }
  }
}

extension Rect {
  /// The line right below.
  fileprivate var belowOne: Rect { Rect(x: x, y: maxY, width: width, height: 1) }
}
