import SourceEditor

/// What a key, a mouse button or a line of the help can ask for.
enum Action: Hashable, Sendable {
  // The lesson view
  case nextRegion, previousRegion
  case nextStep, previousStep
  case openContents, openFiles, openRuns, openHelp
  case run, runNewSeed
  case pauseOrResume, singleStep, interrupt
  /// So many notches faster; negative: slower.
  case pace(Int)
  /// To the recorded step before (-1) or after (1) the one that is shown.
  case scrub(Int)
  /// Asks for a step; shows the live one again.
  case beginStep, live
  case beginEdit, beginFind
  /// Puts a file of the learner's own in place of the kernel's data; of another one of its data sets;
  /// with what its path can go on with.
  case beginData
  case chooseData(Int)
  case completePath
  /// Edits the source in the learner's own editor.
  case editOutside
  case copyCommand, nextCanvas, toggleMouse, switchLanguage
  case back, suspend

  // Moving within a region, a list or an overlay
  case up, down, pageUp, pageDown, top, bottom
  /// Enter: opens, follows, takes.
  case choose
  /// Closes an overlay, leaves a text field.
  case leave

  // Charts
  /// The chart before or after the chosen one.
  case chooseChart(Int)
  /// Gives the chosen chart the whole screen, or takes it away again.
  case inspectChart
  /// Something for the chart that has the whole screen.
  case chart(ChartMovement)

  // Parameters
  case notch(Int)
  case beginValue
  case defaultValue, allDefaults

  // Text
  case save
  case edit(SourceEditor.Command)
  case toggleSelecting
  /// The lesson's own text in place of the learner's.
  case lessonsText
  /// What was changed in the file; asks whether all of it is to be taken back.
  case openChanges, takeBackAll
  case findNext, findPrevious, nextError
  case field(FieldCommand)

  // The console
  case openConsole, closeConsole
  /// Ends the cell that is under way, or clears what is typed.
  case cancelCell
  case completeInput, searchHistory, insertLine, clearConsole

  // What cannot be saved
  case unsaved(UnsavedChoice)
}

/// What can be done in a one-line text field besides typing.
enum FieldCommand: Hashable, Sendable {
  case left, right, start, end, deleteBackward, deleteForward, deleteWordBackward, clear
}
