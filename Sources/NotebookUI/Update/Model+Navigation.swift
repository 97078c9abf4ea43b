import Cells
import Notebook
import SourceEditor

extension Model {
  /// Goes `offset` steps on or back; after the last step, to the next lesson.
  mutating func goToStep(by offset: Int) -> [Effect] {
    guard let lesson else { return [] }
    let target = lesson.step + offset
    if lesson.lesson.steps.indices.contains(target) { return goToStep(target) }
    guard offset > 0 else { return [] }
    let index = list.rows.firstIndex { $0.summary.slug == lesson.lesson.slug }
    guard let index, index + 1 < list.rows.count else {
      notice = Notice(text: words.lastStep)
      return []
    }
    return leave(to: .lesson(index + 1))
  }

  /// Shows step `target` from its beginning, with its pane; what runs elsewhere goes on.
  mutating func goToStep(_ target: Int) -> [Effect] {
    guard var lesson, lesson.lesson.steps.indices.contains(target) else { return [] }
    let former = lesson.paneStep
    lesson.step = target
    lesson.stepsRead.insert(target)
    lesson.scroll = 0
    lesson.nextLink = 0
    lesson.paneStep = lesson.paneStep(for: target).flatMap { lesson.panes[$0] == nil ? nil : $0 }
    if lesson.mode == .console { lesson.mode = .read }
    // The next key is to read on, not to change a value.
    lesson.focus = .lesson
    if let former, former != lesson.paneStep { lesson.panes[former]?.scrubbing = nil }
    self.lesson = lesson
    layOutProse()
    noteProgress()
    // A pane that is left at rest needs no process.
    guard let former, former != lesson.paneStep, let pane = lesson.panes[former], !pane.isOn,
      let client = pane.client, !consoleHolds(client.id)
    else { return describeKernel() }
    self.lesson?.panes[former]?.client = nil
    return [.send(client: client.id, .shutdown)] + describeKernel()
  }

  /// Moves the cursor or the view of what has the keys.
  mutating func move(_ action: Action) {
    switch overlay {
    case .help(let filter, let cursor):
      let rows = helpRows(filter: filter.text).count
      overlay = .help(filter: filter, cursor: moved(cursor, action, count: rows, page: 10))
      return
    case .contents(let cursor):
      let count = lesson?.lesson.steps.count ?? 0
      overlay = .contents(cursor: moved(cursor, action, count: count, page: 10))
      return
    case .files(let cursor):
      let count = lesson?.sources.count ?? 0
      overlay = .files(cursor: moved(cursor, action, count: count, page: 10))
      return
    case .changes(let cursor, let row, _):
      moveInChanges(action, cursor: cursor, row: row)
      return
    case .runs(let cursor, let firstResult):
      moveInRuns(action, cursor: cursor, firstResult: firstResult)
      return
    case .unsaved, .saveAs: return
    case nil: break
    }
    guard let lesson else {
      list.cursor = moved(list.cursor, action, count: list.rows.count, page: 5)
      return
    }
    switch lesson.focus {
    case .lesson:
      let page = max(1, (layout.text?.height ?? 2) - 2)
      let scroll = moved(lesson.scroll, action, count: lesson.lines.count, page: page)
      self.lesson?.scroll = scroll
    case .charts:
      guard let pane = lesson.pane else { return }
      let tiles = chartTiles
      let offset = moved(
        pane.chartOffset, action, count: tiles.lastOffset + 1, page: max(1, tiles.visible.count))
      self.lesson?.pane?.chartOffset = offset
    case .parameters:
      guard let pane = lesson.pane else { return }
      let count = pane.parameters.count + 1
      let cursor = moved(pane.cursor, action, count: count, page: count)
      self.lesson?.pane?.cursor = cursor
    case .source: moveInSource(action)
    case .console: moveInConsole(action)
    }
  }

  /// `position` after a movement among `count` places.
  func moved(_ position: Int, _ action: Action, count: Int, page: Int) -> Int {
    let target =
      switch action {
      case .up: position - 1
      case .down: position + 1
      case .pageUp: position - page
      case .pageDown: position + page
      case .top: 0
      case .bottom: count - 1
      default: position
      }
    return min(max(target, 0), max(0, count - 1))
  }

  private mutating func moveInSource(_ action: Action) {
    let motions: [Action: SourceEditor.Motion] = [
      .up: .up, .down: .down, .pageUp: .pageUp, .pageDown: .pageDown, .top: .documentStart,
      .bottom: .documentEnd,
    ]
    guard let motion = motions[action] else { return }
    lesson?.source?.editor.perform(.move(motion, selecting: false))
  }

  /// Breaks the step's prose into lines of the text region's width.
  mutating func layOutProse() {
    guard let lesson, lesson.lesson.steps.indices.contains(lesson.step) else { return }
    let prose = proseLayout
    let blocks = lesson.lesson.steps[lesson.step].blocks
    self.lesson?.lines = prose.lines(of: blocks)
    self.lesson?.links = prose.links(of: blocks)
  }

  /// How the lesson's text is broken into lines here.
  var proseLayout: ProseLayout {
    ProseLayout(
      width: layout.textWidth, glyphs: surface.glyphs, palette: surface.palette)
  }

  /// Keeps scroll positions, cursors and the editor's view inside what there is.
  mutating func keepInBounds() {
    list.cursor = min(list.cursor, max(0, list.rows.count - 1))
    lesson?.pane?.arrangeCharts()
    guard let lesson else { return }
    let layout = layout
    let height = layout.text?.height ?? 1
    self.lesson?.scroll = min(lesson.scroll, max(0, lesson.lines.count - height))
    if let rect = layout.source, lesson.source?.editor.viewport != rect.size {
      self.lesson?.source?.editor.viewport = rect.size
    }
    if lesson.console.scroll != 0 {
      let last = layout.console.map { consoleRows(in: $0).last } ?? 0
      self.lesson?.console.scroll = min(max(lesson.console.scroll, 0), last)
    }
    if let pane = lesson.pane {
      let offset = min(pane.chartOffset, chartTiles.lastOffset)
      self.lesson?.pane?.chartOffset = offset
    }
  }
}

extension Rect {
  /// Its width and height.
  var size: Size { Size(width: width, height: height) }
}
