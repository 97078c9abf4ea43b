public import Cells

/// A text editor as a value: text, selection, undo, find.
///
/// It knows no terminal, no key and no file.
public struct SourceEditor: Hashable, Sendable {
  private(set) var buffer: TextBuffer
  var selection = Selection(.start)
  /// The display column that movements up and down keep to.
  var goalColumn: Int?
  var history = History()
  var search = Search()
  private(set) var highlighting: Highlighting
  var scroll = Scroll()
  let original: [String]
  /// The lines that differ from the original's.
  public private(set) var difference: LineDifference
  /// Whether `clipboard` holds a line that was taken without a selection.
  var clipboardIsLine = false

  /// What was cut or copied last.
  public var clipboard = "" {
    didSet { clipboardIsLine = false }
  }
  private var placedNotes: [LineNote] = []
  /// How much room the view has, gutter included: page movements and scrolling go by it, and the
  /// cursor is kept inside.
  public var viewport = Size(width: 80, height: 24) {
    didSet { if viewport != oldValue { revealCursor() } }
  }

  /// An editor of `text`, with the cursor at its start.
  ///
  /// - Parameters:
  ///   - text: What is edited; any line ending is taken as `\n`.
  ///   - original: What `isEdited` and the marks in the gutter compare with; `text` itself if nil.
  public init(text: String = "", original: String? = nil) {
    let buffer = TextBuffer(text)
    let lines = original.map { TextBuffer($0).lines } ?? buffer.lines
    self.buffer = buffer
    self.original = lines
    highlighting = Highlighting(of: buffer.lines)
    difference = LineDifference(from: lines, to: buffer.lines)
  }

  /// The whole text, its lines ended by `\n` alone.
  public var text: String { buffer.text }

  /// Counts the changes of the text, so that it need not be compared to know whether there was one.
  public private(set) var revision = 0

  /// Whether the text is `text`, which costs nothing where their lengths differ.
  public func hasText(_ text: String) -> Bool {
    text.utf8.count == buffer.size && text == buffer.text
  }

  /// Where the cursor is: its line and its display column, from 0.
  public var cursor: (line: Int, column: Int) {
    let head = selection.head
    return (head.line, buffer.lines[head.line].column(at: head.offset))
  }

  /// The text that is selected; empty if none is.
  public var selectedText: String { buffer.text(in: selection.range) }

  /// Whether some text is selected.
  public var hasSelection: Bool { !selection.isEmpty }

  /// Whether the text differs from the original.
  public var isEdited: Bool { !difference.hunks.isEmpty }

  /// What is looked for; empty if nothing.
  public var query: String { search.query }

  /// How many matches there are, and which one is selected, from 1.
  public var matches: (count: Int, current: Int?) {
    (search.count, search.number(of: selection.range))
  }

  /// Remarks under lines; they move with their lines while the text is edited.
  public var notes: [LineNote] {
    get { placedNotes }
    set {
      let isCursorShown = isCursorShown
      placedNotes = newValue
      scroll = clamped(scroll, in: viewport)
      if isCursorShown { revealCursor() }
    }
  }

  /// Where the text of line `line` begins, from 1 in UTF-8 bytes, as notes count; the line from 1.
  public func firstColumn(ofLine line: Int) -> Int {
    guard buffer.lines.indices.contains(line - 1) else { return 1 }
    return buffer.lines[line - 1].utf8.prefix { $0 == UInt8(ascii: " ") }.count + 1
  }

  /// The display column, from 0, that `note` stands under.
  public func column(of note: LineNote) -> Int {
    guard buffer.lines.indices.contains(note.line - 1) else { return 0 }
    return buffer.lines[note.line - 1].column(at: note.column - 1)
  }

  // MARK: Changes

  /// Makes one transaction of what `body` replaces.
  mutating func edit(
    _ kind: Transaction.Kind = .other, _ body: (inout SourceEditor) -> [TextChange]
  ) {
    let before = selection
    let changes = body(&self)
    guard !changes.isEmpty else { return }
    selection = bounded(selection)
    history.record(
      Transaction(kind: kind, changes: changes, before: before, after: selection))
    difference = LineDifference(from: original, to: buffer.lines)
  }

  /// Puts `text` in place of `range`.
  mutating func replace(_ range: Range<TextPosition>, with text: String) -> TextChange {
    let change = TextChange(
      start: range.lowerBound, removed: buffer.text(in: range), inserted: text)
    apply(change)
    return change
  }

  mutating func undo() {
    guard let transaction = history.undo() else { return }
    for change in transaction.changes.reversed() { apply(change.inverse) }
    selection = bounded(transaction.before)
    difference = LineDifference(from: original, to: buffer.lines)
  }

  mutating func redo() {
    guard let transaction = history.redo() else { return }
    for change in transaction.changes { apply(change) }
    selection = bounded(transaction.after)
    difference = LineDifference(from: original, to: buffer.lines)
  }

  private func bounded(_ selection: Selection) -> Selection {
    Selection(buffer.boundary(from: selection.anchor), buffer.boundary(from: selection.head))
  }

  /// Changes the text, and what is derived from it line by line.
  private mutating func apply(_ change: TextChange) {
    revision += 1
    buffer.apply(change)
    let old = change.start.line...change.removedEnd.line
    let new = change.start.line...change.insertedEnd.line
    highlighting.update(replacing: old, by: new, of: buffer.lines)
    search.update(replacing: old, by: new, of: buffer.lines)
    search.origin = search.origin.moved(by: change)
    placedNotes = placedNotes.compactMap { $0.moved(by: change) }
  }
}
