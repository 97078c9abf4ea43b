import Cells
import Charts
import KernelRuntime

/// The rows of the console: what was evaluated, and below it what is typed.
struct ConsoleRows {
  /// A row of text, or one of a chart.
  enum Row {
    case text(StyledText)
    case chart(Chart, row: Int, height: Int)
  }

  var rows: [Row] = []
  /// How far it can be scrolled back.
  var last = 0
  /// Where the cursor stands, from the first row.
  var cursor: Point?
}

extension Model {
  /// What the console shows in `rect`.
  func consoleRows(in rect: Rect) -> ConsoleRows {
    guard let console = lesson?.console, rect.height > 0 else { return ConsoleRows() }
    var input = inputRows(console, width: rect.width)
    if !console.offers.isEmpty {
      let offers = StyledText(console.offers.joined(separator: "  "), surface.palette.secondary)
      input.rows += offers.wrapped(to: rect.width).prefix(3).map { .text($0) }
    }
    // A long cell leaves some room for what came before.
    let most = max(1, rect.height * 2 / 3)
    let first = max(0, min((input.cursor?.y ?? 0) - most + 1, input.rows.count - most))
    let typed = input.rows.dropFirst(first).prefix(most)
    let height = rect.height - typed.count
    var above: [ConsoleRows.Row] = []
    // From the newest back; as many as can be seen.
    for entry in console.entries.reversed() where above.count < console.scroll + height {
      above = rows(of: entry, width: rect.width, height: rect.height) + above
    }
    if console.hasLostCells {
      above += StyledText(words.cellsAreLost, surface.palette.warning)
        .wrapped(to: rect.width, hangingIndent: 2).map { .text($0) }
    }
    let last = max(0, above.count - height)
    let end = above.count - min(console.scroll, last)
    var shown = ConsoleRows(last: last)
    shown.rows = Array(above[max(0, end - height)..<end]) + typed
    shown.cursor = input.cursor.map { cursor in
      Point(x: cursor.x, y: cursor.y - first + shown.rows.count - typed.count)
    }
    return shown
  }

  private var prompts: (first: String, next: String) {
    surface.glyphs == .unicode ? ("› ", "· ") : ("> ", ". ")
  }

  /// What is typed, with the cursor in it.
  private func inputRows(_ console: ConsoleModel, width: Int) -> ConsoleRows {
    var rows = ConsoleRows()
    let room = max(1, width - 3)
    var line = ""
    var used = 0
    var isFirst = true
    func end(_ rows: inout ConsoleRows) {
      var text = StyledText(isFirst ? prompts.first : prompts.next, surface.palette.accent)
      text.append(line)
      rows.rows.append(.text(text))
      (line, used, isFirst) = ("", 0, false)
    }
    for (index, character) in (console.input.characters + ["\n"]).enumerated() {
      let columns = character == "\n" ? 0 : displayWidth(of: character)
      if used + columns > room { end(&rows) }
      if index == console.input.cursor { rows.cursor = Point(x: 2 + used, y: rows.rows.count) }
      if character == "\n" {
        end(&rows)
      } else {
        line.append(character)
        used += columns
      }
    }
    return rows
  }

  /// A cell, what it printed and what it came to.
  private func rows(of entry: ConsoleModel.Entry, width: Int, height: Int) -> [ConsoleRows.Row] {
    let palette = surface.palette
    var rows: [ConsoleRows.Row] = []
    func add(_ text: String, _ style: Style, indent: String = "  ") {
      let lines = StyledText(indent + text, style).wrapped(to: width, hangingIndent: 4)
      rows += lines.map { .text($0) }
    }
    for (index, line) in entry.text.split(separator: "\n", omittingEmptySubsequences: false)
      .enumerated()
    {
      add(String(line), .bold, indent: index == 0 ? prompts.first : prompts.next)
    }
    if entry.printed.omitted > 0 {
      add(words.printedBefore(entry.printed.omitted), palette.secondary)
    }
    for line in entry.printed.lines { add(text(of: line), .standard) }
    switch entry.state {
    case .waiting(let wait): add(words.waiting(for: wait), palette.secondary)
    case .over(let result):
      if let failure = result.failure { add(text(of: failure), palette.error) }
      if let value = result.value { rows += self.rows(of: value, width: width, height: height) }
    case .rejected(let diagnostics):
      for remark in diagnostics where remark.severity == .error {
        let place = entry.text.contains("\n") ? words.cellLine(remark.line) : ""
        add(place + words.text(of: remark), palette.error)
      }
    case .unavailable(let failure): add(words.text(of: failure), palette.error)
    case .cancelled: add(words.cellCancelled, palette.secondary)
    case .noProcess: add(words.noProcessForCell, palette.error)
    case .replaced: add(words.processReplaced, palette.warning)
    case .lost(let exit): add(words.text(of: exit), palette.error)
    }
    return rows
  }

  private func rows(of value: ShownValue, width: Int, height: Int) -> [ConsoleRows.Row] {
    let palette = surface.palette
    var rows: [ConsoleRows.Row] = []
    func add(_ text: StyledText) {
      rows += text.wrapped(to: width, hangingIndent: 4).map { .text($0) }
    }
    if value.name != nil || value.chart != nil, value.lines.count != 1 || value.chart != nil {
      var heading = StyledText("  ")
      if let name = value.name { heading.append(name + ": ", palette.secondary) }
      heading.append(value.type, palette.secondary)
      if value.chart != nil, let line = value.lines.first { heading.append(" " + line) }
      add(heading)
    }
    if let chart = value.chart {
      let named = chart.named(by: names)
      let most = max(4, height - 4)
      let own = min(named.height(width: max(1, width - 2), style: chartStyle), most)
      rows += (0..<own).map { .chart(named, row: $0, height: own) }
    } else {
      for line in value.lines {
        var text = StyledText("  ")
        if let name = value.name, value.lines.count == 1 {
          text.append("\(name): \(value.type) = ", palette.secondary)
        }
        text.append(line)
        add(text)
      }
    }
    if value.omitted > 0 {
      add(StyledText("  " + words.moreOfValue(value.omitted), palette.secondary))
    }
    return rows
  }
}

/// The console: output above, what is typed below.
func drawConsole(_ model: Model, _ lesson: LessonModel, in rect: Rect, into frame: inout Frame) {
  let shown = model.consoleRows(in: rect)
  /// The chart that is drawn at present, whole and out of sight.
  var picture: (height: Int, chart: Chart, frame: Frame)?
  for (index, row) in shown.rows.enumerated() {
    let y = rect.y + index
    switch row {
    case .text(let text): frame.write(text, x: rect.x, y: y, clip: rect)
    case .chart(let chart, let row, let height):
      let width = max(1, rect.width - 2)
      if picture?.chart != chart || picture?.height != height {
        var drawn = Frame(Size(width: width, height: height))
        chart.draw(into: &drawn, in: drawn.bounds, style: model.chartStyle)
        picture = (height, chart, drawn)
      }
      for x in 0..<width where rect.x + 2 + x < rect.maxX {
        if let cell = picture?.frame[x, row], !cell.isContinuation {
          frame[rect.x + 2 + x, y] = cell
        }
      }
    }
  }
  guard lesson.focus == .console, model.overlay == nil else { return }
  if lesson.mode == .console, lesson.console.search == nil, let cursor = shown.cursor {
    frame.cursor = Point(x: min(rect.x + cursor.x, rect.maxX - 1), y: rect.y + cursor.y)
  } else if lesson.mode == .read {
    frame.cursor = Point(x: rect.x, y: rect.y)
  }
}
