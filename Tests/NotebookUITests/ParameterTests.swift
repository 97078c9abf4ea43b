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

  @Test("what the data decide lies before the first notch, and has no place on the track")
  func automatic() {
    let width = ParameterDescription(
      name: "γ", label: "γ", kind: .number(0.1...10, scale: .log), automatic: "1/(D·var)",
      defaultValue: .automatic)
    #expect(width.value(.automatic, movedBy: 1) == .number(0.1))
    #expect(width.value(.automatic, movedBy: 11) == .number(1))
    #expect(width.value(.automatic, movedBy: -1) == .automatic)
    #expect(width.value(.number(0.1), movedBy: -1) == .automatic)
    #expect(width.value(.number(0.125), movedBy: -10) == .number(0.1))
    #expect(width.fraction(of: .automatic) == nil)
    #expect(width.hasTrack)
  }

  @Test("on a log scale 0 is the notch below the least number, by keys and by mouse")
  func zeroOnLogScale() {
    let decay = ParameterDescription(
      name: "decay", label: "decay", kind: .number(0...1e-2, scale: .log),
      defaultValue: .number(0))
    #expect(decay.value(.number(0), movedBy: 1) == .number(1e-8))
    #expect(decay.value(.number(1e-8), movedBy: -1) == .number(0))
    #expect(decay.value(.number(0), movedBy: -10) == .number(0))
    #expect(decay.value(.number(0), movedBy: 200) == .number(1e-2))
    #expect(decay.value(.number(1e-12), movedBy: 1) == .number(1e-8))
    #expect(decay.fraction(of: .number(0)) == 0)
    #expect(decay.value(atFraction: 0.001) == .number(0))
    #expect(decay.value(atFraction: 1) == .number(1e-2))
    #expect(decay.value(atFraction: 0.06) == .number(1e-8))
    let count = ParameterDescription(
      name: "n", label: "n", kind: .integer(0...1000, scale: .log), defaultValue: .integer(0))
    #expect(count.value(.integer(0), movedBy: 1) == .integer(1))
    #expect(count.value(.integer(1), movedBy: -1) == .integer(0))
    #expect(count.fraction(of: .integer(0)) == 0)
  }

  @Test(
    "no range that a source can declare ends the notebook",
    arguments: [
      ParameterDescription.Kind.number(0...0, scale: .log), .number(1...1, scale: .linear),
      .number(-1...1, scale: .log), .number(1e12...1e12 + 1e-4, scale: .linear),
      .number(0...(2024 * .leastNonzeroMagnitude), scale: .log), .number(0...1e308, scale: .linear),
      .number(.leastNonzeroMagnitude...1e308, scale: .log),
      .integer(Int.min...Int.max, scale: .linear),
      .integer(1...Int.max, scale: .log), .integer(-3...3, scale: .log),
      .number(0...Double.infinity, scale: .log),
      .number(-Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude, scale: .linear),
    ])
  func anyRange(kind: ParameterDescription.Kind) {
    let ends: [ParameterValue] =
      switch kind {
      case .integer(let range, _): [.integer(range.lowerBound), .integer(range.upperBound)]
      case .number(let range, _): [.number(range.lowerBound), .number(range.upperBound)]
      default: []
      }
    for end in ends {
      let parameter = ParameterDescription(name: "a", label: "a", kind: kind, defaultValue: end)
      for count in [-10, -1, 1, 10] {
        let moved = parameter.value(end, movedBy: count)
        #expect((try? parameter.checked(moved)) != nil, "\(moved)")
      }
      for place in [0, 0.01, 0.5, 0.99, 1] {
        let value = parameter.value(atFraction: place)
        #expect(
          value.map { (try? parameter.checked($0)) != nil } ?? true, "\(String(describing: value))")
      }
      let fraction = parameter.fraction(of: end) ?? 0
      #expect(0 <= fraction && fraction <= 1)
    }
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

  @Test("the first click on a slider that has not the focus acts, and the slider can be dragged")
  func mouse() throws {
    var session = Session.lesson()
    session.run(steps: 3)
    let rect = try #require(session.model.layout.parameters)
    let pane = try #require(session.pane)
    let track = ParameterColumns(pane, in: rect, session.model).track
    let end = Point(x: track.maxX - 1, y: rect.y + 2)
    session.happen(.terminal(.mouse(Mouse(.press, at: end))))
    #expect(session.model.lesson?.focus == .parameters)
    #expect(session.pane?.values["floor"] == .number(0.1))
    session.happen(.terminal(.mouse(Mouse(.drag, at: Point(x: 0, y: rect.y)))))
    #expect(session.pane?.values["floor"] == .number(1e-6))
    #expect(session.requests.last == .set(name: "floor", value: .number(1e-6)))
  }

  @Test("the first click into the source places the cursor, with no selection where it grows")
  func firstClickInSource() throws {
    var session = Session.lesson()
    let rect = try #require(session.model.layout.source)
    let point = Point(x: rect.maxX - 2, y: rect.y + 2)
    session.happen(.terminal(.mouse(Mouse(.press, at: point))))
    session.happen(.terminal(.mouse(Mouse(.drag, at: Point(x: point.x - 1, y: point.y)))))
    let editor = try #require(session.model.lesson?.source?.editor)
    #expect(session.model.lesson?.focus == .source)
    #expect(editor.cursor.line == 2)
    #expect(editor.selectedText.isEmpty)
  }

  @Test("the last line names the keys that change a value, at every width", arguments: [80, 120])
  func keysThatChangeAValue(columns: Int) {
    var session = parameters(at: 0, columns, 36)
    session.run(steps: 3)
    let hints = keyHints(session.model).map(\.action)
    for action: Action in [.notch(1), .notch(-1), .notch(10), .notch(-10), .beginValue] {
      #expect(hints.contains(action))
    }
  }

  @Test("a text is typed as it is, blanks and digits of any width included, and acts live")
  func text() throws {
    var session = parameters()
    session.run(steps: 3)
    var pane = try #require(session.pane)
    pane.parameters.insert(
      ParameterDescription(
        name: "prompt", label: "a beginning", kind: .text(limit: 8), defaultValue: .text("the ")),
      at: 0)
    session.model.lesson?.pane = pane
    #expect(session.text.contains("‹ “the ” ›"))
    session.press("Enter")
    session.type("３猫 ")
    session.press("Enter")
    #expect(session.pane?.values["prompt"] == .text("the ３猫 "))
    #expect(session.requests.last == .set(name: "prompt", value: .text("the ３猫 ")))
    session.press("Enter")
    session.type("more")
    session.press("Enter")
    #expect(session.text.contains("a beginning takes one line of at most 8 characters"))
    #expect(session.text.contains("VALUE"))
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
