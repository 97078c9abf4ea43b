internal import Cells

/// The names of what is drawn, each with a sample, and what has to be said about it.
struct Legend {
  /// One name.
  struct Entry {
    /// What it looks like in the chart.
    var sample: [Cell]
    var name: String
    var nameStyle: Style = .standard
    /// What the learner has to know, such as "NaN from step 214".
    var notes: [String] = []
  }

  let entries: [Entry]

  /// Whether there is more to tell than what is drawn alone.
  var isNeeded: Bool { entries.count > 1 || entries.contains { !$0.notes.isEmpty } }

  let signs: Signs
  let noteStyle: Style

  /// Finds the corner of `plot` in which the lines of the legend hide least, and nothing of
  /// `newest`; nil if they hide much everywhere.
  func place(in plot: Plot, newest: [Rect]) -> Rect? {
    let height = entries.count
    let columns = plot.canvas.columns
    let rows = plot.canvas.rows
    guard height <= rows / 2, rows >= 6, columns >= 30 else { return nil }
    let width = (entries.map { text(of: $0).width }.max() ?? 0) + 2
    guard width <= columns * 3 / 5 else { return nil }
    let right = columns - width
    let bottom = rows - height
    let corners = [(right, 0), (right, bottom), (0, 0), (0, bottom)].map {
      Rect(x: $0.0, y: $0.1, width: width, height: height)
    }
    let free = corners.filter { corner in
      newest.allSatisfy { plot.canvas.occupiedCells(in: $0.intersection(corner)) == 0 }
    }
    let costs = free.map { plot.canvas.occupiedCells(in: $0) }
    guard let least = costs.min(), least * 12 <= width * height,
      let index = costs.firstIndex(of: least)
    else { return nil }
    return free[index]
  }

  /// Draws the entries one below the other into `area` of the frame.
  func draw(into frame: inout Frame, in area: Rect) {
    frame.fill(area)
    for (row, entry) in entries.enumerated() {
      draw(text(of: entry), into: &frame, x: area.x + 1, y: area.y + row, clip: area)
    }
  }

  /// The lines above a plot in `rect`, the first beside `title`, that the names need to stand whole; no
  /// more than a tall plot can spare.
  func headerLines(in rect: Rect, besides title: String) -> Int {
    headerLines(upTo: Self.mostLines(inHeight: rect.height), width: rect.width, besides: title)
  }

  /// As many lines as the names of a plot `height` rows high may take.
  static func mostLines(inHeight height: Int) -> Int { height >= 16 ? 3 : height >= 12 ? 2 : 1 }

  /// The lines of `width` columns, the first beside `title`, that the names need to stand whole, but no
  /// more than `most`.
  func headerLines(upTo most: Int, width: Int, besides title: String) -> Int {
    guard entries.count <= 20 else { return 1 }
    let header = Rect(x: 0, y: 0, width: width, height: most)
    let widths = Self.lines(of: header, besides: title).map(\.width)
    return (1..<most).first { count in
      let widths = Array(widths.prefix(count))
      return zip(split(widths), widths).allSatisfy { $0.count == 1 || self.width(of: $0) <= $1 }
    } ?? most
  }

  /// The lines of `header`, without what `title` takes of the first.
  static func lines(of header: Rect, besides title: String) -> [Rect] {
    (0..<header.height).map { row in
      let taken = row > 0 || title == "" ? 0 : displayWidth(of: title) + 2
      return Rect(
        x: header.x + taken, y: header.y + row, width: header.width - taken, height: 1)
    }
  }

  /// Draws the entries into `lines`, to their right ends; what the last one has no room for is cut.
  func draw(into frame: inout Frame, inLines lines: [Rect]) {
    for (entries, line) in zip(split(lines.map(\.width)), lines) where !entries.isEmpty {
      Legend(entries: Array(entries), signs: signs, noteStyle: noteStyle)
        .draw(into: &frame, inLine: line)
    }
  }

  /// The entries of each line: as many as fit whole, and in the last one all others.
  private func split(_ widths: [Int]) -> [ArraySlice<Entry>] {
    var left = entries[...]
    return widths.indices.map { line in
      var count = left.count
      if line < widths.count - 1 {
        while count > 0, width(of: left.prefix(count)) > widths[line] { count -= 1 }
        // One that fits into no line stands alone and is cut, so that it hides no other.
        if count == 0, let first = left.first, width(of: [first]) > (widths.max() ?? 0) {
          count = 1
        }
      }
      defer { left = left.dropFirst(count) }
      return left.prefix(count)
    }
  }

  /// The columns of whole names with short samples beside one another.
  private func width(of entries: some Sequence<Entry>) -> Int {
    entries.reduce(-2) { $0 + text(of: $1, sample: 2).width + 2 }
  }

  /// Draws the entries into one line, to its right end: samples, gaps and names are cut, then entries
  /// counted.
  func draw(into frame: inout Frame, inLine line: Rect) {
    // Of a thousand names few have room, and only those are looked at.
    var count = min(entries.count, max(1, line.width / 4))
    var longest = entries.prefix(count).map(\.name.count).max() ?? 0
    var (sample, gap) = (Int.max, 2)
    func texts() -> [[Cell]] {
      var texts = entries.prefix(count).map { text(of: $0, longest: longest, sample: sample) }
      if count < entries.count {
        texts.append("+\(entries.count - count)".map { Cell(String($0)) })
      }
      return texts
    }
    func width() -> Int { texts().reduce(-gap) { $0 + $1.width + gap } }
    if width() > line.width { sample = 2 }
    if width() > line.width { gap = 1 }
    let shortest = 3 + signs.ellipsis.count
    while longest > shortest, width() > line.width { longest -= 1 }
    while count > 1, width() > line.width { count -= 1 }
    // What fewer names leave is theirs.
    let whole = entries.prefix(count).map(\.name.count).max() ?? 0
    while longest < whole {
      longest += 1
      if width() > line.width {
        longest -= 1
        break
      }
    }
    var x = max(line.x, line.maxX - width())
    for text in texts() { x = draw(text, into: &frame, x: x, y: line.y, clip: line) + gap }
  }

  private func text(of entry: Entry, longest: Int = .max, sample: Int = .max) -> [Cell] {
    var cells = Array(entry.sample.prefix(sample))
    // A class that is drawn as its own name needs no second one.
    let isItsName = cells.count == 1 && cells[0].glyph == entry.name
    if isItsName { cells = [] }
    if !cells.isEmpty { cells.append(.blank) }
    let name =
      entry.name.count <= longest
      ? entry.name : entry.name.prefix(max(1, longest - signs.ellipsis.count)) + signs.ellipsis
    let style = isItsName ? entry.sample[0].style : entry.nameStyle
    cells += name.map { Cell(String($0), style) }
    for (index, note) in entry.notes.enumerated() {
      if index > 0 || name != "" { cells += signs.separator.map { Cell(String($0)) } }
      cells += note.map { Cell(String($0), noteStyle) }
    }
    return cells
  }

  @discardableResult
  private func draw(_ text: [Cell], into frame: inout Frame, x: Int, y: Int, clip: Rect) -> Int {
    text.reduce(x) { frame.write($1.glyph, x: $0, y: y, style: $1.style, clip: clip) }
  }
}

extension [Cell] {
  /// The columns that the cells' glyphs take.
  fileprivate var width: Int { reduce(0) { $0 + displayWidth(of: $1.glyph) } }
}

extension Ink {
  /// A short stretch of a line in this ink.
  func sample(columns: Int) -> [Cell] {
    var canvas = DotCanvas(columns: columns, rows: 1)
    var pen = Pen(owner: 0, dash: dash)
    canvas.line(
      from: DotPoint(x: 0, y: 1), to: DotPoint(x: Double(canvas.width - 1), y: 1), pen: &pen)
    return (0..<columns).map { cell in
      let mask = canvas.mask(cell)
      return Cell(mask == 0 ? " " : glyph(for: mask), style)
    }
  }
}
