/// Where a key means something.
enum Context: Hashable, Sendable {
  /// The lesson list.
  case list
  /// The lesson view, whichever region has the focus.
  case reading
  /// Wherever charts are seen.
  case running
  /// Where the charts show an earlier step.
  case scrubbing
  /// A chart that has the whole screen.
  case inspecting
  case lesson, charts, parameters, source
  /// The console, read.
  case transcript
  /// A cell of the console, being typed.
  case console
  /// An earlier cell, being looked for.
  case history
  /// The source, being edited.
  case editing
  case value
  /// A step is typed.
  case step
  case find
  /// The path of a file of one's own is typed.
  case data
  case help
  case contents
  case files
  /// The runs of this step.
  case runs
  /// The learner's changes in a file.
  case changes
  /// The question whether they are to be taken back.
  case takingBack
  case unsaved
  /// A path is typed.
  case saveAs

  /// Whether characters are typed here.
  var isText: Bool {
    switch self {
    case .editing, .console, .history, .value, .step, .find, .data, .help, .saveAs: true
    case .list, .reading, .running, .scrubbing, .inspecting, .lesson, .charts, .parameters,
      .source, .transcript, .contents, .files, .runs, .changes, .takingBack, .unsaved:
      false
    }
  }
}

extension Model {
  /// The contexts whose keys work now, the nearest first.
  var contexts: [Context] {
    switch overlay {
    case .help: return [.help]
    case .contents: return [.contents]
    case .files: return [.files]
    case .runs: return [.runs]
    case .changes(_, _, let asks): return [asks == nil ? .changes : .takingBack]
    case .unsaved: return [.unsaved]
    case .saveAs: return [.saveAs]
    case nil: break
    }
    guard let lesson else { return [.list] }
    switch lesson.mode {
    case .edit: return [.editing]
    case .console: return lesson.console.search == nil ? [.console] : [.history]
    case .value: return [.value]
    case .step: return [.step]
    case .find: return [.find]
    case .data: return [.data]
    case .read: break
    }
    let scrubbing: [Context] = lesson.pane?.scrubbing == nil ? [] : [.scrubbing]
    if lesson.pane?.inspection != nil { return scrubbing + [.inspecting, .running] }
    let region: Context =
      switch lesson.focus {
      case .lesson: .lesson
      case .charts: .charts
      case .parameters: .parameters
      case .source: .source
      case .console: .transcript
      }
    return scrubbing + [region, .reading, .running]
  }
}
