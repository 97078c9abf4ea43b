import Cells
import Notebook
import Terminal
import TestSupport
import Testing

@testable import NotebookUI

/// What must hold after any keys at any size.
@Suite("Any keys, any size")
struct InvariantTests {
  @Test("the cursor is inside, no glyph is cut in half", arguments: 0..<24)
  func keepInvariants(seed: UInt64) {
    var dice = SeededGenerator(seed: seed)
    var session = Session.lesson(language: seed % 2 == 0 ? .english : .chinese)
    if seed % 3 == 0 { session.run(steps: 12) }
    let keys = KeyTable.bindings.flatMap(\.keys)
    for _ in 0..<150 {
      switch Int.random(in: 0..<10, using: &dice) {
      case 0:
        let size = Size(
          width: Int.random(in: 1...200, using: &dice), height: Int.random(in: 1...60, using: &dice)
        )
        session.happen(.terminal(.resize(size)))
      case 1:
        let text = ["期", "a", "1", ".", "｛", "x"].randomElement(using: &dice) ?? "a"
        session.type(text)
      case 2:
        let point = Point(
          x: Int.random(in: 0..<200, using: &dice), y: Int.random(in: 0..<60, using: &dice))
        let action: Mouse.Action =
          [.press, .drag, .release, .wheelUp, .wheelDown].randomElement(using: &dice) ?? .press
        session.happen(.terminal(.mouse(Mouse(action, at: point))))
      default:
        guard let key = keys.randomElement(using: &dice) else { return }
        session.happen(.terminal(.key(key)))
      }
      session.answerLaunch()
      if session.model.lesson == nil {
        session.happen(
          .lessonOpened(
            LessonOpening(
              lesson: Sample.lesson(session.model.language), kernels: [Sample.kernel],
              sources: [Sample.document], module: "Lesson09", isReadOnly: false)))
      }
      check(session.frame)
    }
  }

  @Test("every size from 1×1 on is drawn")
  func everySize() {
    var session = Session.lesson(language: .chinese)
    session.run(steps: 12)
    for width in stride(from: 1, through: 130, by: 3) {
      for height in stride(from: 1, through: 60, by: 5) {
        session.happen(.terminal(.resize(Size(width: width, height: height))))
        check(session.frame)
      }
    }
  }

  @Test("below 40×12 x still stops and q still leaves")
  func tooSmall() {
    var session = Session.lesson()
    session.run(steps: 3)
    session.happen(.terminal(.resize(Size(width: 30, height: 8))))
    session.press("e")
    #expect(session.model.lesson?.mode == .read)
    session.press("x")
    #expect(session.requests.last == .interrupt)
    session.press("q")
    #expect(session.model.lesson == nil)
  }

  private func check(_ frame: Frame, sourceLocation: SourceLocation = #_sourceLocation) {
    if let cursor = frame.cursor {
      #expect(frame.bounds.contains(cursor), sourceLocation: sourceLocation)
    }
    for y in 0..<frame.size.height {
      for x in 0..<frame.size.width {
        let isWide = displayWidth(of: frame[x, y].glyph) == 2
        let isFollowed = frame[x + 1, y].glyph.isEmpty && x + 1 < frame.size.width
        if isWide != isFollowed {
          Issue.record("half a glyph at \(x), \(y):\n\(frame.text)", sourceLocation: sourceLocation)
          return
        }
      }
    }
  }
}
