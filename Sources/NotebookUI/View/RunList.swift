import Cells
import Notebook

/// The runs of a step, and the results of the present one beside those of another.
struct RunList {
  /// A line of the table: the present run's value, the other's and how they differ.
  struct Result: Equatable {
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
  let rect: Rect

  /// The lines of the frame that are left for results, below their columns' names.
  var resultRows: Int { max(0, rect.height - 2 - names.count - 2) }
}

extension Model {
  /// The runs of `pane`, with the results of the one at `cursor` beside those of the present one.
  func runList(_ pane: PaneModel, cursor: Int) -> RunList {
    let records = pane.runs.map(\.record)
    guard let now = records.first else {
      return RunList(
        names: [], states: [], columns: [], results: [], rect: Rect(x: 0, y: 0, width: 0, height: 0)
      )
    }
    let names = [words.now] + differences(of: Array(records.dropFirst()), from: now, in: pane)
    let states = pane.runs.map { run in
      let time = clockTime(run.record.began, timeZoneOffset: surface.timeZoneOffset)
      return [time, run.state(words).word, words.atStep(run.step)].joined(separator: "  ")
    }
    let other = cursor > 0 && records.indices.contains(cursor) ? records[cursor] : nil
    let results = results(of: now, beside: other)
    let widest =
      zip(names, states).map { displayWidth(of: $0) + displayWidth(of: $1) + 12 }.max() ?? 0
    let table =
      results.map { result in
        result.values.reduce(displayWidth(of: result.name) + 6) {
          $0 + max(14, displayWidth(of: $1) + 2)
        }
      }.max() ?? 0
    return RunList(
      names: names, states: states,
      columns: other == nil ? [words.now] : [words.now, words.earlier, words.difference],
      results: results,
      rect: overlayRect(
        surface.size, width: max(widest, table, 48), rows: names.count + 2 + results.count))
  }

  private func results(of now: RunRecord, beside other: RunRecord?) -> [RunList.Result] {
    let former = other?.results ?? []
    let gone = former.filter { result in !now.results.contains { $0.name == result.name } }
    return (now.results + gone).map { result in
      let new = now.results.first { $0.name == result.name }?.value
      guard other != nil else {
        return RunList.Result(name: names(result.name), values: [new.map(significant) ?? ""])
      }
      let old = former.first { $0.name == result.name }?.value
      let difference = new.flatMap { new in old.map { signed(new - $0) } }
      return RunList.Result(
        name: names(result.name),
        values: [new.map(significant) ?? "", old.map(significant) ?? "", difference ?? ""])
    }
  }
}

/// The runs of this step, which of them are drawn, and the results.
func drawRuns(_ model: Model, cursor: Int, firstResult: Int, into frame: inout Frame) {
  guard let pane = model.lesson?.pane else { return }
  let list = model.runList(pane, cursor: cursor)
  let inner = drawFrame(list.rect, title: model.words.runs, model, into: &frame)
  let palette = model.surface.palette
  for (index, (name, state)) in zip(list.names, list.states).enumerated() {
    let y = inner.y + index
    guard y < inner.maxY else { return }
    let isSelected = index == cursor
    if isSelected {
      drawMark(model, x: inner.x, y: y, into: &frame)
      frame.cursor = Point(x: inner.x, y: y)
    }
    let isDrawn = !pane.undrawnRuns.contains(pane.runs[index].number)
    let tick = model.surface.glyphs == .unicode ? (isDrawn ? "●" : "○") : (isDrawn ? "*" : "-")
    frame.write(tick, x: inner.x + 2, y: y, style: isDrawn ? palette.accent : palette.secondary)
    let start = max(inner.x + 8, inner.maxX - displayWidth(of: state))
    let left = Rect(x: inner.x, y: y, width: start - 2 - inner.x, height: 1)
    frame.write(name, x: inner.x + 4, y: y, style: isSelected ? .bold : .standard, clip: left)
    frame.write(state, x: start, y: y, style: palette.secondary, clip: inner)
  }
  drawResults(list, from: firstResult, model, in: inner, into: &frame)
}

private func drawResults(
  _ list: RunList, from first: Int, _ model: Model, in inner: Rect, into frame: inout Frame
) {
  guard list.resultRows > 0, !list.results.isEmpty else { return }
  let palette = model.surface.palette
  let top = inner.y + list.names.count + 1
  let shown = list.results.dropFirst(first).prefix(list.resultRows)
  let widths = list.columns.indices.map { column in
    max(
      12, list.results.map { displayWidth(of: $0.values[column]) }.max() ?? 0,
      displayWidth(of: list.columns[column])) + 2
  }
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
  draw(title, list.columns, y: top, (palette.secondary, palette.secondary))
  for (row, result) in shown.enumerated() {
    draw(result.name, result.values, y: top + 1 + row, (.standard, .bold))
  }
}
