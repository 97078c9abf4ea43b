/// What can be undone and redone, as a text that is kept between two sessions.
///
/// A line for each transaction says of which side it is and how many changes it has; a line for each
/// change says where it begins and how many bytes it removed and inserted, which follow.
extension SourceEditor {
  /// Whether something can be undone.
  public var canUndo: Bool { !history.done.isEmpty }

  /// Whether something can be redone.
  public var canRedo: Bool { !history.undone.isEmpty }

  /// The newest transactions, as many as go into `limit` bytes; empty where there are none.
  public func undoRecord(limit: Int = 1 << 18) -> String {
    var rest = limit
    var record = ""
    for (side, transactions) in [("u", history.done), ("r", history.undone)] {
      var newest: [String] = []
      for transaction in transactions.reversed() {
        let text = transaction.record(side)
        rest -= text.utf8.count
        guard rest >= 0 else { break }
        newest.append(text)
      }
      record += newest.reversed().joined()
    }
    return record
  }

  /// Takes up what `undoRecord` gave for the present text; what does not fit the text is left out.
  public mutating func restoreUndo(from record: String) {
    let (done, undone) = Transaction.parse(record)
    history = History(
      done: Self.fitting(done, buffer) { $0.reversed().map(\.inverse) },
      undone: Self.fitting(undone, buffer) { $0 })
  }

  /// The last ones of `transactions` that can be applied to `buffer` one before the other.
  private static func fitting(
    _ transactions: [Transaction], _ buffer: TextBuffer,
    changes: ([TextChange]) -> [TextChange]
  ) -> [Transaction] {
    var buffer = buffer
    let count = transactions.reversed().prefix { transaction in
      changes(transaction.changes).allSatisfy { buffer.applyIfFitting($0) }
    }.count
    return transactions.suffix(count)
  }
}

extension TextBuffer {
  /// Applies `change` where the text has what it removes; false where it has not.
  fileprivate mutating func applyIfFitting(_ change: TextChange) -> Bool {
    let end = change.removedEnd
    guard contains(change.start), contains(end),
      text(in: change.start..<end) == change.removed
    else { return false }
    apply(change)
    return true
  }

  private func contains(_ position: TextPosition) -> Bool {
    lines.indices.contains(position.line) && 0...lines[position.line].utf8.count ~= position.offset
      && isScalarBoundary(position)
  }

  private func isScalarBoundary(_ position: TextPosition) -> Bool {
    let bytes = lines[position.line].utf8
    let index = bytes.index(bytes.startIndex, offsetBy: position.offset)
    return index == bytes.endIndex || bytes[index] & 0xC0 != 0x80
  }
}

extension Transaction {
  fileprivate func record(_ side: String) -> String {
    changes.reduce(into: "\(side) \(changes.count)\n") { text, change in
      let counts = "\(change.removed.utf8.count) \(change.inserted.utf8.count)"
      text += "\(change.start.line) \(change.start.offset) \(counts)\n"
      text += change.removed + change.inserted
    }
  }

  /// The transactions of a record up to where it cannot be understood.
  fileprivate static func parse(_ record: String) -> (done: [Transaction], undone: [Transaction]) {
    var rest = Array(record.utf8)[...]
    var sides: [String: [Transaction]] = [:]
    while let (side, count) = rest.takeHeader(), let changes = rest.takeChanges(count) {
      let before = Selection(changes[0].start)
      let after = Selection(changes[changes.count - 1].insertedEnd)
      sides[side, default: []].append(
        Transaction(kind: .other, changes: changes, before: before, after: after))
    }
    return (sides["u"] ?? [], sides["r"] ?? [])
  }
}

extension ArraySlice<UInt8> {
  fileprivate mutating func takeHeader() -> (side: String, count: Int)? {
    let words = takeLine()?.split(separator: " ") ?? []
    guard words.count == 2, let count = Int(words[1]), count > 0 else { return nil }
    return (String(words[0]), count)
  }

  fileprivate mutating func takeChanges(_ count: Int) -> [TextChange]? {
    var changes: [TextChange] = []
    for _ in 0..<count {
      let numbers = takeLine()?.split(separator: " ").compactMap { Int($0) } ?? []
      guard numbers.count == 4, numbers.allSatisfy({ $0 >= 0 }),
        let removed = takeText(numbers[2]), let inserted = takeText(numbers[3])
      else { return nil }
      changes.append(
        TextChange(
          start: TextPosition(line: numbers[0], offset: numbers[1]), removed: removed,
          inserted: inserted))
    }
    return changes
  }

  private mutating func takeLine() -> String? {
    guard let end = firstIndex(of: .newline) else { return nil }
    defer { self = self[(end + 1)...] }
    return String(decoding: self[..<end], as: UTF8.self)
  }

  private mutating func takeText(_ length: Int) -> String? {
    guard length <= count else { return nil }
    defer { self = dropFirst(length) }
    return String(validating: prefix(length), as: UTF8.self)
  }
}
