public import Cells

/// A text editor as a value: text, selection, undo, find.
///
/// It knows no terminal, no key and no file.
public struct SourceEditor: Hashable, Sendable {
  /// The whole text, its lines ended by `\n` alone.
  public var text: String { "" }
  /// What was cut or copied last.
  public var clipboard = ""
  /// Remarks under lines; they move with their lines while the text is edited.
  public var notes: [LineNote] = []
  /// How much room the view has, gutter included: page movements and scrolling go by it, and the
  /// cursor is kept inside.
  public var viewport = Size(width: 80, height: 24)

  /// An editor of `text`, with the cursor at its start.
  ///
  /// - Parameters:
  ///   - text: What is edited; any line ending is taken as `\n`.
  ///   - original: What `isEdited` and the marks in the gutter compare with; `text` itself if nil.
  public init(text: String = "", original: String? = nil) {}

  /// Where the cursor is: its line from 0 and its display column from 0.
  public var cursor: (line: Int, column: Int) { (0, 0) }
  /// Whether some text is selected.
  public var hasSelection: Bool { false }
  /// Whether the text differs from the original.
  public var isEdited: Bool { false }
  /// What is looked for; empty if nothing.
  public var query: String { "" }
  /// How many matches there are, and which one is selected, from 1.
  public var matches: (count: Int, current: Int?) { (0, nil) }
  /// The first row that is shown, as `scroll(to:)` takes it.
  public var topLine: Int { 0 }

  /// Does what `command` says; a command that cannot do anything changes nothing.
  public mutating func perform(_ command: Command) {}

  /// Draws text, gutter, notes and selection into `rect`; the cursor too where the editor has the
  /// focus.
  public func draw(
    into frame: inout Frame, in rect: Rect, isFocused: Bool, palette: Palette, glyphs: GlyphSet
  ) {}

  /// The line and display column that is shown at `point` when the editor is drawn into `rect`.
  public func place(at point: Point, in rect: Rect) -> (line: Int, column: Int) { (0, 0) }
}
