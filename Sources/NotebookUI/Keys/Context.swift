/// Where a key means something.
enum Context: Hashable, Sendable {
  /// The lesson list.
  case list
  /// The lesson view, whichever region has the focus.
  case reading
  /// Wherever charts are seen.
  case running
  /// A chart that has the whole screen.
  case inspecting
  case lesson, charts, parameters, source
  /// The source, being edited.
  case editing
  case value
  case find
  case help
  case contents
  case files
  /// The runs of this step.
  case runs
  case unsaved
  /// A path is typed.
  case saveAs

  /// Whether characters are typed here.
  var isText: Bool {
    switch self {
    case .editing, .value, .find, .help, .saveAs: true
    case .list, .reading, .running, .inspecting, .lesson, .charts, .parameters, .source, .contents,
      .files, .runs, .unsaved:
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
    case .unsaved: return [.unsaved]
    case .saveAs: return [.saveAs]
    case nil: break
    }
    guard let lesson else { return [.list] }
    switch lesson.mode {
    case .edit: return [.editing]
    case .value: return [.value]
    case .find: return [.find]
    case .read: break
    }
    if lesson.pane?.inspection != nil { return [.inspecting, .running] }
    switch lesson.focus {
    case .lesson: return [.lesson, .reading, .running]
    case .charts: return [.charts, .reading, .running]
    case .parameters: return [.parameters, .reading, .running]
    case .source: return [.source, .reading, .running]
    }
  }
}
