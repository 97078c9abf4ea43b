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
    guard case .changes(let cursor, let row, nil) = overlay else { return }
    overlay = .changes(cursor: cursor, row: row, asks: wish)
  }

  /// Goes to the next change, or the one before; in one that is higher than the screen, first to its
  /// other rows.
  mutating func moveInChanges(_ action: Action, cursor: Int, row: Int) {
    let list = changeList(asks: nil)
    let count = list.heights.count
    guard list.heights.indices.contains(cursor) else { return }
    let page = max(1, list.rows(on: surface.size) - 1)
    let below = list.heights[cursor] - row - page - 1
    switch action {
    case .down where below > 0:
      overlay = .changes(cursor: cursor, row: row + min(page, below), asks: nil)
    case .up where row > 0:
      overlay = .changes(cursor: cursor, row: max(0, row - page), asks: nil)
    default:
      let target = moved(cursor, action, count: count, page: 5)
      overlay = .changes(cursor: target, row: target == cursor ? row : 0, asks: nil)
    }
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
