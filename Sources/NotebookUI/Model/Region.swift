/// The parts of the lesson view that can have the focus, in the order of Tab.
enum Region: Int, CaseIterable, Hashable, Sendable {
  case lesson, charts, parameters, source, console

  /// The regions that there are, the console only where it is open.
  static func all(hasConsole: Bool) -> [Region] {
    allCases.filter { $0 != .console || hasConsole }
  }

  /// The region after this one, the first after the last.
  var next: Region { Region(rawValue: (rawValue + 1) % Region.allCases.count) ?? .lesson }

  /// The region before this one, the last before the first.
  var previous: Region {
    let count = Region.allCases.count
    return Region(rawValue: (rawValue + count - 1) % count) ?? .lesson
  }
}

/// What keys do in the lesson view: the header's mode word.
enum Mode: Hashable, Sendable {
  /// Keys are commands.
  case read
  /// Keys type in the source.
  case edit
  /// Keys type a cell of the console.
  case console
  /// Keys type a parameter's value.
  case value(TextField)
  /// Keys type the step to go back to.
  case step(TextField)
  /// Keys type what is looked for; `returnsToEdit` where the search began in the editor.
  case find(TextField, returnsToEdit: Bool)
  /// Keys type the path of a file of one's own.
  case data(DataField)
}
