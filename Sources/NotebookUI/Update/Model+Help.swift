import Notebook
import Terminal

extension Model {
  /// What the help lists: the keys of this place first, those that `filter` is in.
  func helpRows(filter: String) -> [Binding] {
    var beneath = self
    beneath.overlay = nil
    let places = beneath.contexts
    let rows = places.flatMap { place in KeyTable.bindings.filter { $0.context == place } }
    let shown = rows.filter {
      beneath.canPerform($0.action) && !KeyTable.isHidden($0, in: places)
    }
    guard !filter.isEmpty else { return shown }
    return shown.filter { row in
      row.label(language).contains(query: filter)
        || row.keys.contains { $0.name(surface.glyphs).lowercased() == filter.lowercased() }
    }
  }

  /// Closes the help and does what its row at `cursor` says.
  mutating func runHelpRow(filter: String, cursor: Int) -> [Effect] {
    let rows = helpRows(filter: filter)
    overlay = nil
    return rows.indices.contains(cursor) ? perform(rows[cursor].action) : []
  }

  /// Whether `action` would do anything here and now.
  func canPerform(_ action: Action) -> Bool {
    let needsText = [Action.unsaved(.elsewhere), .unsaved(.copy)]
    if needsText.contains(action) { return !unsavedSources.isEmpty }
    switch overlay {
    case .runs(let cursor, let firstResult):
      return canPerformInRuns(action, cursor: cursor, firstResult: firstResult)
    case .help(let filter, _) where action == .choose:
      return !helpRows(filter: filter.text).isEmpty
    case .help, .contents, .files, .changes, .unsaved, .saveAs, nil: break
    }
    guard let lesson else { return true }
    let pane = lesson.pane
    switch action {
    case .run, .runNewSeed, .singleStep, .nextRegion, .previousRegion: return pane != nil
    case .pauseOrResume: return pane?.run?.phase == .running || pane?.run?.phase == .paused
    case .interrupt:
      return pane?.isOn == true || pane?.successor != nil || lesson.console.evaluated != nil
    case .openConsole: return pane != nil
    case .lessonsText, .openChanges: return lesson.source?.isEdited == true
    case .beginEdit, .editOutside: return lesson.source != nil
    case .beginData: return pane?.dataNames.isEmpty == false
    case .chooseData:
      guard case .data(let field) = lesson.mode else { return false }
      return field.names.count > 1
    case .openFiles: return lesson.source != nil && lesson.sources.count > 1
    case .nextError: return lesson.source?.editor.notes.isEmpty == false
    case .copyCommand, .openRuns: return pane?.run != nil
    case .scrub(-1), .beginStep: return pane?.run?.hasSeveralSteps == true
    case .scrub, .live: return pane?.scrubbing != nil
    case .previousStep: return lesson.step > 0
    case .nextStep: return lesson.step + 1 < lesson.lesson.steps.count || hasNextLesson
    case .inspectChart: return pane?.slots.isEmpty == false || pane?.inspection != nil
    case .chart(let movement): return canInspect(movement)
    case .chooseChart: return (pane?.slots.count ?? 0) > 1
    case .nextCanvas: return surface.glyphs == .unicode
    case .choose where overlay == nil && lesson.mode == .read && lesson.focus == .charts:
      return pane?.run?.failingLine != nil
    case .choose where overlay == nil && lesson.mode == .read && lesson.focus == .lesson:
      return !lesson.links.isEmpty
    case .up where overlay == nil && lesson.mode == .read && lesson.focus == .charts:
      return (pane?.chartOffset ?? 0) > 0
    case .down where overlay == nil && lesson.mode == .read && lesson.focus == .charts:
      let tiles = chartTiles
      return tiles.offset + tiles.visible.count < tiles.count
    default: return true
    }
  }

  private var hasNextLesson: Bool {
    guard let slug = lesson?.lesson.slug else { return false }
    return list.rows.last.map { $0.summary.slug != slug } ?? false
  }
}
