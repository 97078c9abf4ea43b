import Notebook
import Terminal

extension Model {
  /// Answers a fact and what is due by its time: changes what is shown, and tells what is wished of the
  /// world.
  mutating func update(_ event: AppEvent) -> [Effect] {
    take(event) + settle(at: event.time)
  }

  /// Answers a fact; after one or several of them comes `settle`.
  mutating func take(_ event: AppEvent) -> [Effect] {
    time = event.time
    date = event.date
    let effects = answer(event.fact)
    // The next key may depend on where things stand.
    if case .terminal = event.fact { keepInBounds() }
    return effects
  }

  /// Does what is due at `time` and puts everything in its place: once for all the facts of a turn.
  mutating func settle(at time: Double) -> [Effect] {
    self.time = max(self.time, time)
    let effects = dueEffects()
    keepInBounds()
    return effects
  }

  private mutating func answer(_ fact: AppEvent.Fact) -> [Effect] {
    switch fact {
    case .terminal(let event): return answer(event)
    case .timePassed: return []
    case .listLoaded(let summaries, let progress, let notice):
      return showList(summaries, progress: progress, notice: notice)
    case .lessonOpened(let opening): return show(opening)
    case .lessonTranslated(let lesson):
      translate(to: lesson)
      return []
    case .lessonRefused(let error):
      notice = Notice(text: words.text(of: error), isProblem: true)
      return []
    case .runsLoaded(let kernel, let records):
      restore(records, of: kernel)
      return []
    case .kernel(let client, let event): return answer(event, of: client)
    case .launchFailed(let client, let failure):
      return answer(.failed(run: 0, failure), of: client)
    case .compiled(let id, let outcome): return answer(outcome, of: id)
    case .optimised(let quick, let outcome): return takeIn(outcome, insteadOf: quick)
    case .cellCompiled(let id, let outcome): return takeIn(outcome, ofCell: id)
    case .cellsSaved(let problem):
      if let problem { notice = Notice(text: words.text(of: problem), isProblem: true) }
      return []
    case .editSaved(let file, let text, let problem):
      return noteSaved(file: file, text: text, problem: problem)
    case .progressSaved(let problem): return noteProgressSaved(problem: problem)
    case .recordsSaved(let problem): return noteRecordsSaved(problem: problem)
    case .sourceKept(let problem):
      if let problem { notice = Notice(text: words.sourceNotKept(problem), isProblem: true) }
      return []
    case .pathCompleted(let typed, let completion):
      take(completion, of: typed)
      return []
    case .dataFound(let name, let path, let problem):
      take(fileAt: path, as: name, problem: problem)
      return []
    case .editedOutside(let file, let edit): return take(edit, of: file)
    case .copySaved(let file, let text, let path, let problem):
      return noteCopy(of: file, text: text, path: path, problem: problem)
    }
  }

  private mutating func answer(_ event: TerminalEvent) -> [Effect] {
    switch event {
    case .key(let key): return press(key)
    case .paste(let text): return paste(text)
    case .mouse(let mouse): return answer(mouse)
    case .resize(let size):
      surface.size = size
      layOutProse()
      return tellPlotWidths()
    case .hangUp: return rescue() + leaveProgram()
    case .traitsChanged(let traits):
      let kept = surface
      let former = language
      surface = Surface(traits, hasColor: kept.palette.hasColor)
      surface.timeZoneOffset = kept.timeZoneOffset
      surface.isMouseOn = kept.isMouseOn
      layOutProse()
      if language == former { return [] }
      notice = lacksLanguage ? Notice(text: words.needsUTF8, isProblem: true) : nil
      return loadInLanguage()
    case .cursorReport, .statusReport, .focus: return []
    }
  }
}
