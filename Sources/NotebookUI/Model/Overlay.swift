/// What lies over the lesson view or the list until it is closed.
enum Overlay: Equatable {
  /// The keys, filtered by what is typed.
  case help(filter: TextField, cursor: Int)
  /// The steps of the lesson.
  case contents(cursor: Int)
  /// The Swift files of the lesson.
  case files(cursor: Int)
  /// The runs of this step, and the results from the one at `firstResult` on.
  case runs(cursor: Int, firstResult: Int)
  /// What was changed in the file that is shown, from which row of the chosen change on where it is
  /// higher than the screen, and what is asked to be taken back of it.
  case changes(cursor: Int, row: Int = 0, asks: TakingBack?)
  /// What would be lost by going there, and what can be done.
  case unsaved(Leaving)
  /// The path of another place for the text of a file.
  case saveAs(TextField, file: String, Leaving)
}

/// A line for the learner, shown until the next key.
struct Notice: Equatable {
  var text: String
  var isProblem = false
}
