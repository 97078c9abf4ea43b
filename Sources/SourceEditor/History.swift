/// Changes that are undone and redone together, with the selection on either side of them.
struct Transaction: Hashable, Sendable {
  /// What may grow by the next edit of its kind.
  enum Kind: Hashable, Sendable { case typing, deleting, other }

  var kind: Kind
  var changes: [TextChange]
  var before: Selection
  var after: Selection

  /// Takes up `next` if both are one stretch of typing or of deleting; a new word begins anew.
  fileprivate mutating func absorb(_ next: Transaction) -> Bool {
    guard kind != .other, kind == next.kind, after == next.before else { return false }
    if kind == .typing {
      guard next.changes.count == 1, let typed = next.changes.last, let last = changes.last,
        typed.removed.isEmpty, typed.start == last.insertedEnd,
        !(last.inserted.last?.isWhitespace ?? false)
          || (typed.inserted.first?.isWhitespace ?? false)
      else { return false }
      changes[changes.count - 1].inserted += typed.inserted
    } else {
      changes += next.changes
    }
    after = next.after
    return true
  }
}

/// What was done, and what was undone since.
struct History: Hashable, Sendable {
  var done: [Transaction] = []
  var undone: [Transaction] = []

  mutating func record(_ transaction: Transaction) {
    undone = []
    guard var last = done.popLast() else { return done.append(transaction) }
    let absorbed = last.absorb(transaction)
    done.append(last)
    if !absorbed { done.append(transaction) }
  }

  /// The transaction to take back now; nil if there is none.
  mutating func undo() -> Transaction? {
    guard let last = done.popLast() else { return nil }
    undone.append(last)
    return last
  }

  /// The transaction to do again now; nil if there is none.
  mutating func redo() -> Transaction? {
    guard let last = undone.popLast() else { return nil }
    done.append(last)
    return last
  }
}
