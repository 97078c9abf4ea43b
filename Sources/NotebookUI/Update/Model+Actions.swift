import Charts
import Notebook
import SourceEditor

extension Model {
  /// Does what was asked for, where it can be done.
  mutating func perform(_ action: Action) -> [Effect] {
    switch action {
    case .nextRegion: focus { $0.next }
    case .previousRegion: focus { $0.previous }
    case .nextStep: return goToStep(by: 1)
    case .previousStep: return goToStep(by: -1)
    case .openContents: overlay = lesson.map { .contents(cursor: $0.step) }
    case .openFiles: openFiles()
    case .openRuns: openRuns()
    case .openHelp: overlay = .help(filter: TextField(), cursor: 0)
    case .run: return start(StartRequest())
    case .runNewSeed: return startWithNewSeed()
    case .pauseOrResume: return pauseOrResume()
    case .singleStep: return singleStep()
    case .pace(let count): return changePace(by: count)
    case .interrupt: return interrupt()
    case .scrub(let direction): scrub(by: direction)
    case .beginStep: beginStep()
    case .live: leaveScrubbing()
    case .beginEdit: return beginEdit()
    case .editOutside: return editOutside()
    case .beginData: beginData()
    case .chooseData(let count): chooseData(by: count)
    case .completePath: return completePath()
    case .beginFind: beginFind()
    case .copyCommand: return copyCommand()
    case .nextCanvas: return nextCanvas()
    case .toggleMouse: return toggleMouse()
    case .switchLanguage: return switchLanguage()
    case .back: return back()
    case .suspend: return [.suspend]
    case .chooseChart(let count): chooseChart(by: count)
    case .inspectChart: return toggleInspection()
    case .chart(let movement): inspect(movement)
    case .up, .down, .pageUp, .pageDown, .top, .bottom: move(action)
    case .choose: return choose()
    case .leave: leave()
    case .notch(let count): return turn(by: count)
    case .beginValue: return beginValue(typed: "")
    case .defaultValue: return resetValue()
    case .allDefaults: return resetAllValues()
    case .save: return save()
    case .edit(let command): return edit(command)
    case .lessonsText: return takeBackLessonsText()
    case .openChanges: openChanges()
    case .takeBackAll: askToTakeBack(.all)
    case .openConsole: return openConsole()
    case .closeConsole: closeConsole()
    case .cancelCell: return cancelCell()
    case .completeInput: completeInput()
    case .searchHistory: searchHistory()
    case .insertLine: changeInput { $0.insertLine() }
    case .clearConsole: lesson?.console.clear()
    case .unsaved(let choice): return answerUnsaved(choice)
    case .toggleSelecting: toggleSelecting()
    case .findNext: find(forward: true)
    case .findPrevious: find(forward: false)
    case .nextError: goToNextError()
    case .field(let command):
      if contexts.first == .console {
        changeInput { $0.perform(command) }
      } else {
        changeField { $0.perform(command) }
      }
    }
    return []
  }

  private mutating func focus(_ change: (Region) -> Region) {
    guard var focus = lesson?.focus else { return }
    repeat { focus = change(focus) } while focus == .console && lesson?.console.isOpen == false
    // A lesson whose step has no pane has nothing else to go to.
    if lesson?.pane == nil { focus = .lesson }
    lesson?.focus = focus
  }

  private mutating func nextCanvas() -> [Effect] {
    let all = ChartStyle.Canvas.allCases
    let index = all.firstIndex(of: surface.canvas) ?? 0
    surface.canvas = all[(index + 1) % all.count]
    progress.canvas = surface.canvas
    noteProgress()
    notice = Notice(text: words.canvas(surface.canvas))
    return []
  }

  private mutating func toggleMouse() -> [Effect] {
    surface.isMouseOn.toggle()
    notice = Notice(text: words.mouse(isOn: surface.isMouseOn))
    return [.setMouse(surface.isMouseOn)]
  }

  private mutating func switchLanguage() -> [Effect] {
    guard surface.speaksUTF8 else {
      notice = Notice(text: words.needsUTF8, isProblem: true)
      return []
    }
    language = language == .english ? .chinese : .english
    progress.language = language
    noteProgress()
    return loadInLanguage()
  }

  /// Loads what is on the screen in the language of the screen.
  func loadInLanguage() -> [Effect] {
    guard let lesson else { return [.loadList(language)] }
    return [.translateLesson(lesson.lesson.slug, language)]
  }

  private mutating func back() -> [Effect] {
    leave(to: lesson == nil ? .program : .list)
  }

  /// Enter: what it means depends on where it is pressed.
  private mutating func choose() -> [Effect] {
    switch overlay {
    case .help(let filter, let cursor): return runHelpRow(filter: filter.text, cursor: cursor)
    case .contents(let cursor):
      overlay = nil
      return goToStep(cursor)
    case .files(let cursor):
      overlay = nil
      if let name = lesson?.fileNames.dropFirst(cursor).first { open(name) }
      return []
    case .runs(let cursor, _):
      lesson?.pane?.toggleDrawing(ofRunAt: cursor)
      return []
    case .changes(let cursor, _, let asks): return chooseChange(cursor: cursor, asks: asks)
    case .saveAs: return saveElsewhere()
    case .unsaved: return []
    case nil: break
    }
    guard let lesson else { return openSelectedLesson() }
    switch lesson.mode {
    case .value(let field): return takeValue(field.text)
    case .step(let field):
      takeStep(field.text)
      return []
    case .data(let field): return takeData(field)
    case .console:
      guard lesson.console.search == nil else {
        endSearch()
        return []
      }
      return evaluateInput()
    case .read where lesson.focus == .lesson: return copyNextLink()
    case .read where lesson.focus == .charts: return goToFailingLine()
    case .read, .edit, .find: return []
    }
  }

  /// Leaves the overlay or the text field.
  private mutating func leave() {
    if case .saveAs(_, _, let place) = overlay {
      overlay = .unsaved(place)
      return
    }
    if case .changes(let cursor, let row, .some) = overlay {
      overlay = .changes(cursor: cursor, row: row, asks: nil)
      return
    }
    if overlay != nil {
      overlay = nil
      leaving = nil
      return
    }
    switch lesson?.mode {
    case .find(_, let returnsToEdit): lesson?.mode = returnsToEdit ? .edit : .read
    case .console where lesson?.console.search != nil: endSearch()
    default:
      lesson?.mode = .read
      lesson?.isSelecting = false
    }
  }

  /// Changes the text field that has the keys, and what follows from its text.
  mutating func changeField(_ change: (inout TextField) -> Void) {
    if case .help(var field, _) = overlay {
      change(&field)
      overlay = .help(filter: field, cursor: 0)
      return
    }
    if case .saveAs(var field, let file, let place) = overlay {
      change(&field)
      overlay = .saveAs(field, file: file, place)
      return
    }
    switch lesson?.mode {
    case .console: changeSearch(change)
    case .value(var field):
      change(&field)
      lesson?.mode = .value(field)
    case .step(var field):
      change(&field)
      lesson?.mode = .step(field)
    case .data(var field):
      change(&field.path)
      lesson?.mode = .data(field)
    case .find(var field, let returnsToEdit):
      change(&field)
      lesson?.mode = .find(field, returnsToEdit: returnsToEdit)
      search(for: field.text, inSource: returnsToEdit)
    default: break
    }
  }

  private mutating func copyNextLink() -> [Effect] {
    guard let lesson, !lesson.links.isEmpty else { return [] }
    let link = lesson.links[lesson.nextLink % lesson.links.count]
    self.lesson?.nextLink = (lesson.nextLink + 1) % lesson.links.count
    notice = Notice(text: words.copied(link.address))
    return [.copy(link.address)]
  }
}

extension TextField {
  fileprivate mutating func perform(_ command: FieldCommand) {
    switch command {
    case .left: move(by: -1)
    case .right: move(by: 1)
    case .start: moveToStart()
    case .end: moveToEnd()
    case .deleteBackward: deleteBackward()
    case .deleteForward: deleteForward()
    case .deleteWordBackward: deleteWordBackward()
    case .clear: clear()
    }
  }
}
