import KernelRuntime
import Margin

extension Model {
  /// Changes what is typed.
  mutating func changeInput(_ change: (inout ConsoleInput) -> Void) {
    guard var console = lesson?.console else { return }
    if console.search != nil {
      // What is found is taken, and then edited.
      console.search = nil
      lesson?.console = console
    }
    change(&console.input)
    console.history.forgetPlace()
    console.offers = []
    console.scroll = 0
    lesson?.console = console
  }

  /// ↑ and ↓: a line of what is typed, else an earlier cell that begins like it; PgUp and PgDn scroll.
  mutating func moveInConsole(_ action: Action) {
    guard var console = lesson?.console else { return }
    let page = max(1, (layout.console?.height ?? 4) - 3)
    let isTyping = lesson?.mode == .console
    switch action {
    case .up where isTyping:
      if console.input.isOnFirstLine {
        if let older = console.history.older(than: console.input.text) {
          console.input = ConsoleInput(older)
        }
      } else {
        console.input.moveLine(by: -1)
      }
    case .down where isTyping:
      if console.input.isOnLastLine {
        if let newer = console.history.newer(than: console.input.text) {
          console.input = ConsoleInput(newer)
        }
      } else {
        console.input.moveLine(by: 1)
      }
    case .up: console.scroll += 1
    case .down: console.scroll -= 1
    case .pageUp: console.scroll += page
    case .pageDown: console.scroll -= page
    case .top: console.scroll = .max / 2
    case .bottom: console.scroll = 0
    default: return
    }
    console.offers = []
    console.scroll = max(0, console.scroll)
    lesson?.console = console
  }

  /// Ctrl-R: looks for an earlier cell; pressed again, for one before it.
  mutating func searchHistory() {
    guard var console = lesson?.console else { return }
    if var search = console.search {
      let match = console.history.match(search.field.text, before: search.match)
      if match == nil { notice = Notice(text: words.notFound(search.field.text)) }
      search.match = match ?? search.match
      console.search = search
    } else {
      console.search = .init()
    }
    show(console)
  }

  /// Changes what Ctrl-R looks for.
  mutating func changeSearch(_ change: (inout TextField) -> Void) {
    guard var console = lesson?.console, var search = console.search else { return }
    change(&search.field)
    search.match = console.history.match(search.field.text)
    if search.match == nil, !search.field.text.isEmpty {
      notice = Notice(text: words.notFound(search.field.text))
    }
    console.search = search
    show(console)
  }

  /// Ends the search; what was found stays to be edited.
  mutating func endSearch() { lesson?.console.search = nil }

  private mutating func show(_ console: ConsoleModel) {
    lesson?.console = console
    guard let match = console.search?.match else { return }
    lesson?.console.input = ConsoleInput(console.history.cells[match])
  }

  /// Tab: completes the name before the cursor, or offers what it could be.
  mutating func completeInput() {
    guard let console = lesson?.console, let lesson, let pane = lesson.pane else { return }
    let known = KnownNames(
      kernel: pane.kernel, files: lesson.sources.values.map(\.editor.text),
      cells: pane.client.flatMap { console.modules[$0.id] } ?? [], types: console.types)
    let completion = Completion(of: console.input.beforeCursor, knowing: known)
    if completion.names.isEmpty {
      notice = Notice(text: words.nothingToComplete)
      return
    }
    self.lesson?.console.input.replaceLast(
      completion.typed.count, with: completion.commonPrefix)
    self.lesson?.console.offers = completion.names.count > 1 ? completion.names : []
  }
}
