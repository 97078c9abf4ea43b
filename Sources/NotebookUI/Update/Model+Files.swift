extension Model {
  /// Lists the lesson's files; asked for again in the list, goes to the kernel's own.
  mutating func openFiles() {
    guard let lesson, let kernel = lesson.kernel, lesson.sources.count > 1 else { return }
    if case .files = overlay {
      overlay = nil
      open(kernel.fileName)
      return
    }
    overlay = .files(cursor: lesson.fileNames.firstIndex(of: kernel.openFile) ?? 0)
  }

  /// Shows the file `name` in the source region, which gets the focus.
  mutating func open(_ name: String) {
    guard lesson?.sources[name] != nil, lesson?.kernel != nil else { return }
    if lesson?.kernel?.openFile != name { lesson?.isSelecting = false }
    lesson?.kernel?.openFile = name
    lesson?.focus = .source
  }

  /// Shows the line `line`, from 1, of the file `name`; of the kernel's own where it is nil.
  mutating func open(_ name: String?, line: Int) {
    guard let kernel = lesson?.kernel else { return }
    open(name.flatMap { lesson?.sources[$0]?.fileName } ?? kernel.fileName)
    lesson?.source?.editor.perform(.place(line: line - 1, column: 0, selecting: false))
  }
}
