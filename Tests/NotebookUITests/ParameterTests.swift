import Cells
import KernelRuntime
import Margin
import Notebook
import Terminal
import Testing

@testable import NotebookUI

/// Sliders by keys, by typing and by mouse.
@Suite("Parameters")
struct ParameterTests {
  private func parameters(at row: Int = 0, _ columns: Int = 120, _ rows: Int = 36) -> Session {
    var session = Session.lesson(columns, rows)
    session.press("Tab Tab")
    for _ in 0..<row { session.press("Down") }
    return session
  }

  @Test(
    "a typed value is taken as it is written",
    arguments: [
      "1e-3", ".001", "0.001", "１ｅ－３", "０．００１", "。００１", "1e−3", "１e–３",
    ])
  func typed(text: String) {
    var session = parameters(at: 2)
    session.type(text)
    #expect(session.text.contains("VALUE"))
    session.press("Enter")
    #expect(session.pane?.values["floor"] == .number(1e-3))
    #expect(session.text.contains("READ"))
    #expect(session.text.contains("values changed: 1 of 4"))
  }

  @Test("a value out of range is refused with the range, and stays to be mended")
  func outOfRange() {
    var session = parameters()
    session.type("20")
    session.press("Enter")
    #expect(session.text.contains("components K takes a whole number from 1 to 10, not “20”"))
    #expect(session.text.contains("VALUE"))
    session.press("Backspace Backspace")
    session.type("7")
    session.press("Enter")
    #expect(session.pane?.values["components"] == .integer(7))
  }

  @Test("d takes one value back, a all of them")
  func defaults() {
    var session = parameters()
    session.press("Right Down Right Down Right Up Up d")
    #expect(session.pane?.values["components"] == .integer(3))
    #expect(session.pane?.changedCount == 2)
    session.press("a")
    #expect(session.pane?.changedCount == 0)
  }

  @Test("notches stay inside the range and keep decimals exact")
  func notches() {
    let linear = ParameterDescription(
      name: "a", label: "a", kind: .number(0...1, scale: .linear), defaultValue: .number(0))
    #expect(linear.value(.number(0.29), movedBy: 1) == .number(0.3))
    #expect(linear.value(.number(0.95), movedBy: 10) == .number(1))
    let log = Sample.parameters[2]
    #expect(log.value(.number(1e-4), movedBy: 10) == .number(1e-3))
    #expect(log.value(.number(1e-4), movedBy: -1) == .number(8e-5))
    #expect(log.value(.number(1e-6), movedBy: -1) == .number(1e-6))
    let count = ParameterDescription(
      name: "n", label: "n", kind: .integer(1...100_000, scale: .log), defaultValue: .integer(1))
    var value = ParameterValue.integer(1)
    for _ in 0..<60 { value = count.value(value, movedBy: 1) }
    #expect(value == .integer(100_000))
  }

  @Test("each place of a track gives a value whose place is there")
  func tracks() throws {
    for parameter in Sample.parameters where parameter.fraction(of: parameter.defaultValue) != nil {
      for place in stride(from: 0.0, through: 1, by: 0.1) {
        let value = try #require(parameter.value(atFraction: place))
        let again = try #require(parameter.fraction(of: value))
        #expect(abs(again - place) < 0.06)
      }
    }
  }

  @Test("a click on another region only focuses it; then the slider can be dragged")
  func mouse() throws {
    var session = Session.lesson()
    session.run(steps: 3)
    let rect = try #require(session.model.layout.parameters)
    let pane = try #require(session.pane)
    let track = ParameterColumns(pane, in: rect, words: session.model.words).track
    let end = Point(x: track.maxX - 1, y: rect.y + 2)
    session.happen(.terminal(.mouse(Mouse(.press, at: end))))
    #expect(session.model.lesson?.focus == .parameters)
    #expect(session.pane?.changedCount == 0)
    session.happen(.terminal(.mouse(Mouse(.press, at: end))))
    #expect(session.pane?.values["floor"] == .number(0.1))
    session.happen(.terminal(.mouse(Mouse(.drag, at: Point(x: 0, y: rect.y)))))
    #expect(session.pane?.values["floor"] == .number(1e-6))
    #expect(session.requests.last == .set(name: "floor", value: .number(1e-6)))
  }

  @Test("an edited kernel keeps the values that it still takes and names the others")
  func adopted() {
    var session = parameters()
    session.press("Right Down Right Esc")
    var pane = session.pane
    let lost = pane?.adopt([Sample.parameters[0], Sample.parameters[2]])
    #expect(lost == ["covariance", "show the species"])
    #expect(pane?.values["components"] == .integer(4))
  }

  @Test("the key line is also buttons")
  func buttons() throws {
    var session = Session.lesson()
    let hint = try #require(keyHints(session.model).first { $0.action == .run })
    session.happen(.terminal(.mouse(Mouse(.press, at: Point(x: hint.rect.x, y: hint.rect.y)))))
    #expect(session.lastClient != nil)
  }
}
