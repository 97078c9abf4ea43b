import Cells
import Charts
import Notebook

/// The pane's charts, and below them what went wrong and what was printed.
func drawCharts(_ model: Model, _ lesson: LessonModel, in rect: Rect, into frame: inout Frame) {
  guard let pane = lesson.pane else { return }
  let report = model.reportLines(pane, width: rect.width, height: rect.height)
  let area = model.chartArea(pane, in: rect)
  let tiles = model.chartTiles
  if tiles.visible.isEmpty { drawEmpty(model, pane, in: area, into: &frame) }
  let chosen = pane.chosenSlot(in: tiles)
  let isFocused = lesson.focus == .charts && lesson.mode == .read && model.overlay == nil
  for tile in tiles.visible {
    draw(tile, model, pane, into: &frame)
    guard isFocused, tile.slot == chosen, tiles.visible.count > 1 else { continue }
    drawMark(model, x: tile.rect.x, y: tile.rect.y, into: &frame)
  }
  for (row, line) in report.enumerated() {
    frame.write(line, x: rect.x + 1, y: area.maxY + row, clip: rect)
  }
  if isFocused {
    let place = tiles.visible.first { $0.slot == chosen }?.rect ?? rect
    frame.cursor = Point(x: place.x, y: place.y)
  }
}

func drawEmpty(_ model: Model, _ pane: PaneModel, in rect: Rect, into frame: inout Frame) {
  let words = model.words
  let text =
    switch pane.run {
    case let run? where pane.scrubbing != nil:
      run.isRestored ? words.notKeptThere : words.nothingRecordedThere
    case let run? where pane.isOn: run.step > 0 ? words.notYetDrawn : words.waitingForPoints
    case nil where pane.isOn: words.waitingForPoints
    case nil: words.noRunYet
    default: words.nothingDrawn
    }
  frame.write(
    text, x: rect.x + max(1, (rect.width - displayWidth(of: text)) / 2),
    y: rect.y + rect.height / 2, style: model.surface.palette.secondary, clip: rect)
}

/// A chart under its title.
private func draw(
  _ tile: ChartTiles.Tile, _ model: Model, _ pane: PaneModel, into frame: inout Frame
) {
  let rect = tile.rect
  let palette = model.surface.palette
  let clip = Rect(x: rect.x, y: rect.y, width: rect.width, height: 1)
  let title = model.names(tile.slot.title).truncated(
    to: rect.width - 2, glyphs: model.surface.glyphs)
  var end = frame.write(title, x: rect.x + 1, y: rect.y, style: .bold, clip: clip)
  let body = Rect(x: rect.x, y: rect.y + 1, width: rect.width, height: rect.height - 1)
  guard let shown = model.shown(tile.slot, of: pane, width: rect.width) else {
    return drawEmpty(model, pane, in: body, into: &frame)
  }
  for note in shown.notes {
    end = frame.write("  " + note, x: end, y: rect.y, style: palette.secondary, clip: clip)
  }
  shown.chart.draw(into: &frame, in: body, style: model.chartStyle)
}

/// A chart with what its title says besides its name.
struct ShownChart: Equatable {
  var chart: Chart
  var notes: [String] = []
}

extension Model {
  /// The chart of `slot` in the reader's language and look, for a place that is so wide; nil where it has
  /// not come.
  func shown(_ slot: Slot, of pane: PaneModel, width: Int) -> ShownChart? {
    let look = pane.look(of: slot)
    switch slot {
    case .awaited: return nil
    case .display(let name):
      guard let shown = pane.display(name) else { return nil }
      let notes = [
        shown.isEarlier ? words.earlierRun : nil, shown.step.map { words.atStep($0) },
      ]
      return ShownChart(
        chart: look.applied(to: shown.chart.named(by: names)), notes: notes.compactMap { $0 })
    case .series(_, let names):
      if pane.isBeforeFirstPoint(of: names) { return nil }
      var notes: [String] = []
      let step = pane.scrubbing?.step ?? .max
      if names.count == 1, let value = pane.run?.record.value(of: names[0], at: step) {
        notes.append(significant(value))
      }
      if names.count > mostCurves { notes.append(words.curves(mostCurves, of: names.count)) }
      let ghosts =
        names.count > mostCurvesWithGhosts
        ? 0 : width < widthForManyGhosts ? 1 : PaneModel.runLimit
      let chart = lineChart(
        of: Array(names.prefix(mostCurves)), ghosts: ghosts, as: look, self, pane)
      return ShownChart(chart: look.applied(to: .line(chart)), notes: notes)
    }
  }
}

extension PaneModel {
  /// The chart under `name` of the present run, else of the one before it; where an earlier step is
  /// looked back at, the chart of that step, or of the one before it that is known.
  func display(_ name: String) -> (chart: Chart, isEarlier: Bool, step: Int?)? {
    if let scrubbing {
      return run?.history.moment(of: name, at: scrubbing.step).map {
        ($0.chart, false, $0.step < scrubbing.step ? $0.step : nil)
      }
    }
    for (index, run) in runs.prefix(2).enumerated() {
      if let place = run.record.displayNames.firstIndex(of: name) {
        return (run.record.displayCharts[place], index > 0, nil)
      }
    }
    return nil
  }
}

extension PaneModel {
  /// Whether the step that is looked back at is before the first point of these series.
  fileprivate func isBeforeFirstPoint(of names: [String]) -> Bool {
    guard let scrubbing, let record = run?.record else { return false }
    return names.allSatisfy { (record.series[$0]?.first?.step ?? .max) > scrubbing.step }
  }
}

/// More curves in one chart are a block of ink that takes longer than a frame.
private let mostCurves = 64

/// With more curves than that earlier runs are not drawn behind them.
private let mostCurvesWithGhosts = 16

/// Below it the legend has room for one earlier run.
private let widthForManyGhosts = 56

/// The series of the present run over those of the latest earlier ones, as ghosts named by their
/// difference.
func lineChart(
  of names: [String], ghosts: Int, as look: ChartLook = ChartLook(), _ model: Model,
  _ pane: PaneModel
) -> LineChart {
  let (axis, weight) = (look.axis, look.smoothing)
  guard let run = pane.run else { return LineChart([]) }
  let record = pane.scrubbing.map { run.record.shown(at: $0.step, of: names, axis) } ?? run.record
  let words = model.seriesWords
  var series: [LineChart.Series] = []
  let earlierRuns = pane.drawnEarlierRuns.prefix(ghosts).map(\.record)
  let differences = model.differences(of: earlierRuns, from: record, in: pane)
  for (earlier, difference) in zip(earlierRuns, differences).reversed() {
    for name in names {
      // Of its starts only the latest one, for what is dim beside it are the present run's.
      guard var line = earlier.lines(of: [name], over: axis, smoothedBy: weight, words).last else {
        continue
      }
      let result = gain(of: name, from: earlier, to: record)
      let curve = names.count > 1 ? words.name(earlier.curveName(of: name)) + " " : ""
      line.name = curve + difference + result
      line.isGhost = true
      series.append(line)
    }
  }
  let marks = record.changes.compactMap { change -> LineChart.Mark? in
    guard let x = record.place(ofStep: change.step, on: names, over: axis) else { return nil }
    let parameter = pane.parameters.first { $0.name == change.name }
    let label = parameter.map { model.shortName(of: $0) } ?? change.name
    let value = model.shown(recorded: change.value, of: parameter)
    return LineChart.Mark(x: x, text: "\(label) \(value)")
  }
  return LineChart(
    series + record.lines(of: names, over: axis, smoothedBy: weight, words), marks: marks,
    xLabel: record.xLabel(of: names, over: axis, words),
    references: pane.scrubbing.flatMap { model.mark(at: $0.step, of: names, axis, record) }
      .map { [$0] } ?? [])
}

extension RunRecord {
  /// What curves show where the charts show `step`: of a run with several starts its past, else all of
  /// it, since axes that stand still are easier to read.
  fileprivate func shown(at step: Int, of names: [String], _ axis: SeriesAxis) -> RunRecord {
    let isOneStart = names.allSatisfy { series[$0]?.first?.start == series[$0]?.last?.start }
    if isOneStart { return self }
    var others: [String] = []
    if case .series(let name) = axis { others = [name] }
    return past(upTo: step, of: names + others)
  }
}

extension Model {
  /// The upright line at the step that the charts show, in a chart of the series `names`.
  fileprivate func mark(
    at step: Int, of names: [String], _ axis: SeriesAxis, _ record: RunRecord
  ) -> LineChart.Reference? {
    let last = names.compactMap { record.series[$0]?.last?.step }.max() ?? step
    return record.place(ofStep: min(step, last), on: names, over: axis, isEnd: true).map {
      LineChart.Reference(x: $0, name: words.atStep(step))
    }
  }
}

extension Model {
  /// What a chart of series says in the reader's language.
  var seriesWords: SeriesWords {
    let words = words
    let names = names
    return SeriesWords(
      now: words.now, step: words.step, iteration: words.iteration, seconds: words.secondsAxis,
      start: words.start,
      formerStarts: words.formerStarts, name: { names($0) })
  }
}

/// How much the final result of this name has grown, once both runs have one.
private func gain(of name: String, from earlier: RunRecord, to later: RunRecord) -> String {
  guard let old = earlier.results.first(where: { $0.name == name }),
    let new = later.results.first(where: { $0.name == name })
  else { return "" }
  return " (\(signed(new.value - old.value)))"
}

/// What the title of the charts says: which of them are shown, and what they were drawn from.
func chartsNote(_ model: Model, _ lesson: LessonModel) -> StyledText {
  guard let pane = lesson.pane, let run = pane.run, let kernel = lesson.kernel else {
    return StyledText()
  }
  let palette = model.surface.palette
  var parts: [StyledText.Run] = []
  if let past = model.lookingBack { parts.append(.init(past, palette.warning)) }
  let outdated = model.outdated(run, pane, kernel)
  if !outdated.isEmpty {
    parts.append(.init(outdated.joined(separator: model.words.separator), palette.warning))
  }
  if run.isRestored {
    let day = dateText(run.record.began, timeZoneOffset: model.surface.timeZoneOffset)
    parts.append(.init(model.words.ofDay(day), palette.secondary))
  }
  let tiles = model.chartTiles
  if tiles.visible.count < tiles.count {
    let text = model.words.tiles(
      tiles.offset + 1, tiles.offset + tiles.visible.count, of: tiles.count)
    parts.append(.init(text, palette.secondary))
  }
  let separator = StyledText.Run(model.surface.glyphs == .unicode ? " · " : ", ", palette.secondary)
  return StyledText(Array(parts.map { [$0] }.joined(separator: [separator])))
}
