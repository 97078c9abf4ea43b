import Cells
import TestSupport
import Testing

@testable import SourceEditor

@Suite("Random commands")
struct RandomCommandTests {
  private static let motions: [SourceEditor.Motion] = [
    .left, .right, .up, .down, .wordLeft, .wordRight, .lineStart, .lineEnd, .pageUp, .pageDown,
    .documentStart, .documentEnd,
  ]

  private static func command(_ random: inout SeededGenerator) -> SourceEditor.Command {
    let line = Int.random(in: -1...12, using: &random)
    let column = Int.random(in: -1...20, using: &random)
    switch Int.random(in: 0..<26, using: &random) {
    case 0...4: return .insert(random.pick(awkward))
    case 5: return .paste(random.pick(awkward) + "\n" + random.pick(awkward))
    case 6: return .newline
    case 7: return random.pick([.indent, .outdent])
    case 8...10:
      return random.pick([
        .deleteBackward, .deleteForward, .deleteWordBackward, .deleteWordForward, .deleteToLineEnd,
      ])
    case 11...15: return .move(random.pick(motions), selecting: Bool.random(using: &random))
    case 16: return random.pick([.selectAll, .clearSelection])
    case 17: return random.pick([.cut, .copy])
    case 18: return .pasteClipboard
    case 19: return random.pick([.undo, .redo])
    case 20: return .find(random.pick(["", "a", "x", "A", "漢", "e", "let"]))
    case 21: return random.pick([.findNext, .findPrevious])
    case 22: return .place(line: line, column: column, selecting: Bool.random(using: &random))
    case 23: return .selectWord(line: line, column: column)
    case 24: return random.pick([.toggleComment, .scroll(rows: line - 5)])
    default: return .replaceAll(random.pick(awkward) + random.pick(awkward))
    }
  }

  @Test("keep cursor, colours, matches and view in order", arguments: 1...40)
  func invariants(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var editor = SourceEditor(text: "func f() {\n  漢字 \"a\\(b)\" // c\n}\n")
    for _ in 0..<250 {
      if Int.random(in: 0..<20, using: &random) == 0 {
        editor.viewport = Size(
          width: Int.random(in: 0...60, using: &random),
          height: Int.random(in: 0...12, using: &random))
        let line = Int.random(in: 1...editor.buffer.lines.count, using: &random)
        editor.notes = [LineNote(line: line, column: 2, severity: .error, message: "no such thing")]
      }
      let command = Self.command(&random)
      editor.perform(command)
      editor.checkInvariants("\(command) with seed \(seed)")
    }
  }

  @Test("are undone to the first text and redone to the last", arguments: 1...20)
  func undoAndRedo(seed: UInt64) {
    var random = SeededGenerator(seed: seed &* 7919)
    let original = "one\n  two {\n  }\nthree"
    var editor = SourceEditor(text: original)
    for _ in 0..<200 { editor.perform(Self.command(&random)) }
    // What was undone at random above and never redone is not part of the last text.
    let last = editor.text
    var states = 0
    while true {
      let before = editor
      editor.perform(.undo)
      if editor == before { break }
      editor.checkInvariants("undo with seed \(seed)")
      states += 1
    }
    #expect(Array(editor.text.utf8) == Array(original.utf8))
    for _ in 0..<states { editor.perform(.redo) }
    #expect(Array(editor.text.utf8) == Array(last.utf8))
  }

  @Test("do to the text what they do to one long string", arguments: 1...40)
  func naiveModel(seed: UInt64) {
    var random = SeededGenerator(seed: seed &* 104_729)
    var editor = SourceEditor(text: "a漢\n\nb")
    var model = NaiveEditor(text: "a漢\n\nb")
    for _ in 0..<150 {
      let command: SourceEditor.Command =
        switch Int.random(in: 0..<10, using: &random) {
        case 0...3: .paste(random.pick(awkward))
        case 4: random.pick([.deleteForward, .deleteToLineEnd])
        case 5: random.pick([.selectAll, .clearSelection, .move(.documentEnd, selecting: true)])
        default:
          .move(
            random.pick([.left, .right, .lineEnd, .documentStart]),
            selecting: random.next() % 2 == 0)
        }
      editor.perform(command)
      model.perform(command)
      #expect(Array(editor.text.utf8) == model.bytes, "\(command) with seed \(seed)")
      #expect(editor.selectedText == model.selectedText, "\(command) with seed \(seed)")
    }
  }
}

/// An editor without lines: the text as bytes, anchor and cursor as places in it.
private struct NaiveEditor {
  var bytes: [UInt8]
  var anchor = 0
  var head = 0

  init(text: String) { bytes = Array(text.utf8) }

  var text: String { String(decoding: bytes, as: UTF8.self) }
  var range: Range<Int> { min(anchor, head)..<max(anchor, head) }
  var selectedText: String { String(decoding: bytes[range], as: UTF8.self) }

  /// All places between two characters; a line break is a character of its own.
  var boundaries: [Int] {
    var places = [0]
    for line in text.utf8.split(separator: 10, omittingEmptySubsequences: false) {
      for character in Substring(line) { places.append((places.last ?? 0) + character.utf8.count) }
      places.append((places.last ?? 0) + 1)
    }
    return places.dropLast()
  }

  mutating func perform(_ command: SourceEditor.Command) {
    switch command {
    case .paste(let text):
      let plain = text.utf8.filter { $0 != 13 }
      replace(range, with: Array(plain))
    case .deleteForward: delete(to: boundaries.first { $0 > head } ?? head)
    case .deleteToLineEnd:
      let end = bytes[head...].firstIndex(of: 10) ?? bytes.count
      delete(to: end == head ? min(end + 1, bytes.count) : end)
    case .selectAll: (anchor, head) = (0, bytes.count)
    case .clearSelection: anchor = head
    case .move(let motion, let selecting):
      let isCollapsing = !selecting && anchor != head
      switch motion {
      case .left:
        head = isCollapsing ? range.lowerBound : boundaries.last { $0 < head } ?? 0
      case .right:
        head = isCollapsing ? range.upperBound : boundaries.first { $0 > head } ?? head
      case .lineEnd: head = bytes[head...].firstIndex(of: 10) ?? bytes.count
      case .documentStart: head = 0
      default: head = bytes.count
      }
      if !selecting { anchor = head }
    default: break
    }
  }

  private mutating func delete(to target: Int) {
    replace(anchor == head ? head..<target : range, with: [])
  }

  private mutating func replace(_ range: Range<Int>, with inserted: [UInt8]) {
    bytes.replaceSubrange(range, with: inserted)
    let end = range.lowerBound + inserted.count
    head = boundaries.first { $0 >= end } ?? end
    anchor = head
  }
}
