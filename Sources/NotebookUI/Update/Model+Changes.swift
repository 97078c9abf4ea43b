extension Model {
  /// Lists what the learner has changed in the file that is shown.
  mutating func openChanges() {
    guard let source = lesson?.source else { return }
    guard source.isEdited else {
      notice = Notice(text: words.isLessonsOwn)
      return
    }
    overlay = .changes(cursor: 0, asks: nil)
  }

  /// Asks whether a change, or all of them, is to be taken back.
  mutating func askToTakeBack(_ wish: TakingBack) {
    guard case .changes(let cursor, nil) = overlay else { return }
    overlay = .changes(cursor: cursor, asks: wish)
  }

  /// Enter in the list: asks first, then puts the lesson's own lines back.
  mutating func chooseChange(cursor: Int, asks wish: TakingBack?) -> [Effect] {
    guard let wish else {
      askToTakeBack(.one)
      return []
    }
    overlay = nil
    if wish == .all { return takeBackLessonsText() }
    let effects = edit(.takeBack(cursor))
    let left = lesson?.source?.editor.changes.count ?? 0
    if left == 0 { lesson?.source?.editedFrom = nil }
    notice = Notice(text: words.tookBack(left: left))
    if left > 0 { overlay = .changes(cursor: min(cursor, left - 1), asks: nil) }
    return effects
  }
}

/// What is to be taken back.
enum TakingBack: Hashable, Sendable {
  /// The change under the cursor.
  case one
  case all
}
