import Cells
import Notebook

/// The runs of a step, and the results of the present one beside those of another.
struct RunList {
  /// A line of the table: the present run's value, the other's and how they differ.
  struct Result {
    var name: String
    var values: [String]
  }

  /// How the earlier runs differ from the present one, which stands first.
  let names: [String]
  /// When they began, and how far they are.
  let states: [String]
  /// What the columns of the results are.
  let columns: [String]
  let results: [Result]

  /// The width of each column, with the room before it.
  var columnWidths: [Int] {
    columns.indices.map { column in
      results.reduce(max(12, displayWidth(of: columns[column]))) {
        max($0, displayWidth(of: $1.values[column]))
      } + 2
    }
  }

  /// Where the overlay stands on a screen of this size.
  func rect(on size: Size) -> Rect {
    let runs = zip(names, states).map { displayWidth(of: $0) + displayWidth(of: $1) + 12 }
    let table = results.map { displayWidth(of: $0.name) + columnWidths.reduce(6, +) }
    return overlayRect(
      size, width: (runs + table).reduce(48, max), rows: names.count + 2 + results.count)
  }

  /// The lines that are left for results, below their columns' names.
  func resultRows(on size: Size) -> Int { max(0, rect(on: size).height - 4 - names.count) }

  /// The first result of the last page; where there is no room for any, there is no page to turn.
  func lastPage(on size: Size) -> Int {
    let rows = resultRows(on: size)
    return rows == 0 ? 0 : max(0, results.count - rows)
  }
}

extension Model {
  /// The runs of `pane`, with the results of the one at `cursor` beside those of the present one; nil
  /// where nothing has run.
  func runList(_ pane: PaneModel, cursor: Int) -> RunList? {
    let records = pane.runs.map(\.record)
    guard let now = records.first else { return nil }
    let states = pane.runs.map { run in
      let time = clockTime(run.record.began, timeZoneOffset: surface.timeZoneOffset)
      let touched = run.isTouched ? words.touched : nil
      return [time, touched, run.state(words).word, words.atStep(run.step)].compactMap { $0 }
        .joined(separator: "  ")
    }
    let other = cursor > 0 && records.indices.contains(cursor) ? records[cursor] : nil
    return RunList(
      names: [words.now] + differences(of: Array(records.dropFirst()), from: now, in: pane),
      states: states,
      columns: other == nil ? [words.now] : [words.now, words.earlier, words.difference],
      results: results(of: now, beside: other))
  }

  private func results(of now: RunRecord, beside other: RunRecord?) -> [RunList.Result] {
    let former = other?.results ?? []
    let gone = former.filter { result in !now.results.contains { $0.name == result.name } }
    return (now.results + gone).map { result in
      let new = now.results.first { $0.name == result.name }?.value
      let old = former.first { $0.name == result.name }?.value
      let difference = new.flatMap { new in old.map { signed(new - $0) } }
      let values = [new.map(significant), old.map(significant), difference].map { $0 ?? "" }
      return RunList.Result(
        name: names(result.name), values: Array(values.prefix(other == nil ? 1 : 3)))
    }
  }
}

/// The runs of this step, which of them are drawn, and the results.
func drawRuns(_ model: Model, cursor: Int, firstResult: Int, into frame: inout Frame) {
  guard let pane = model.lesson?.pane, let list = model.runList(pane, cursor: cursor) else {
    return
  }
  let inner = drawFrame(list.rect(on: frame.size), title: model.words.runs, model, into: &frame)
  let palette = model.surface.palette
  let ticks = model.surface.glyphs == .unicode ? ("●", "○") : ("*", "-")
  for (index, (name, state)) in zip(list.names, list.states).enumerated() {
    let y = inner.y + index
    guard y < inner.maxY else { return }
    let isSelected = index == cursor
    if isSelected {
      drawMark(model, x: inner.x, y: y, into: &frame)
      frame.cursor = Point(x: inner.x, y: y)
    }
    let isDrawn = !pane.undrawnRuns.contains(pane.runs[index].number)
    frame.write(
      isDrawn ? ticks.0 : ticks.1, x: inner.x + 2, y: y,
      style: isDrawn ? palette.accent : palette.secondary)
    let start = max(inner.x + 8, inner.maxX - displayWidth(of: state))
    frame.write(
      name.truncated(to: start - 6 - inner.x, glyphs: model.surface.glyphs), x: inner.x + 4, y: y,
      style: isSelected ? .bold : .standard, clip: inner)
    frame.write(state, x: start, y: y, style: palette.secondary, clip: inner)
  }
  drawResults(list, from: firstResult, model, in: inner, into: &frame)
}

private func drawResults(
  _ list: RunList, from first: Int, _ model: Model, in inner: Rect, into frame: inout Frame
) {
  let rows = list.resultRows(on: frame.size)
  guard rows > 0, !list.results.isEmpty else { return }
  let secondary = model.surface.palette.secondary
  let top = inner.y + list.names.count + 1
  let shown = list.results.dropFirst(first).prefix(rows)
  let widths = list.columnWidths
  let nameWidth = inner.width - widths.reduce(0, +)
  var title = model.words.results
  if shown.count < list.results.count {
    title += "  " + model.words.tiles(first + 1, first + shown.count, of: list.results.count)
  }
  func draw(_ name: String, _ values: [String], y: Int, _ styles: (name: Style, value: Style)) {
    frame.write(
      name.truncated(to: nameWidth, glyphs: model.surface.glyphs), x: inner.x, y: y,
      style: styles.name, clip: inner)
    var end = inner.x + nameWidth
    for (value, width) in zip(values, widths) {
      end += width
      frame.write(value, x: end - displayWidth(of: value), y: y, style: styles.value, clip: inner)
    }
  }
  draw(title, list.columns, y: top, (secondary, secondary))
  for (row, result) in shown.enumerated() {
    draw(result.name, result.values, y: top + 1 + row, (.standard, .bold))
  }
}
