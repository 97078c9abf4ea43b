import KernelRuntime
import Margin
import Testing

@testable import NotebookUI

/// What a changed value does when the run is over, waits, or is about to stop.
@Suite("Values after the end")
struct RestartTests {
  @Test(
    "after its end a run begins anew by a live value too, with the former one as a ghost",
    arguments: ["finished", "interrupted", "failed", "killed"])
  func liveValueAfterTheEnd(ending: String) throws {
    var session = Session.lesson()
    session.run(steps: 5)
    let run = try #require(session.lastSetup?.run)
    switch ending {
    case "finished": session.finish(5)
    case "interrupted":
      session.press("x")
      session.kernel(.finished(run: run, interrupted: true, steps: 5, seconds: 1))
    case "failed": session.kernel(.failed(run: run, KernelFailure(message: "K is too large")))
    default:
      session.press("x x")
      session.kernel(.exited(KernelExit(cause: .killed)))
    }
    #expect(session.text.contains("a change runs it again"))
    session.press("Tab Tab Down Down Right")
    session.wait(0.2)
    session.answerLaunch()
    #expect(session.lastSetup?.run != run)
    #expect(session.lastSetup?.parameters["floor"] == .number(1.25e-4))
    #expect(session.pane?.runs.dropFirst().map(\.number) == [run])
  }

  @Test(
    "a live value that was on its way when the run ended runs it again: no step has taken it",
    arguments: ["finished", "failed", "died"])
  func liveValueAtTheEnd(ending: String) throws {
    var session = Session.lesson()
    session.run(steps: 5)
    let run = try #require(session.lastSetup?.run)
    session.press("Tab Tab Down Down Right")
    #expect(session.requests.last == .set(name: "floor", value: .number(1.25e-4)))
    switch ending {
    case "finished": session.finish(5)
    case "failed": session.kernel(.failed(run: run, KernelFailure(message: "K is too large")))
    default: session.kernel(.exited(KernelExit(cause: .exit(code: 3))))
    }
    session.wait(0.2)
    session.answerLaunch()
    let again = try #require(session.lastSetup)
    #expect(again.run != run && again.parameters["floor"] == .number(1.25e-4))
    // The value is in this run from its beginning.
    session.advance(from: 1, to: 5)
    session.finish(5)
    session.wait(1)
    #expect(session.lastSetup?.run == again.run)
  }

  @Test(
    "a run is not begun anew by a value that a step took, that was taken back, or that x overtook",
    arguments: ["taken", "taken back", "stopped"])
  func valueThatNeedsNoRun(what: String) throws {
    var session = Session.lesson()
    session.run(steps: 4)
    let run = try #require(session.lastSetup?.run)
    session.press("Tab Tab Down Down Right")
    switch what {
    case "taken":
      session.kernel(.changed(run: run, step: 5, name: "floor", value: .number(1.25e-4)))
      session.finish(5)
    case "taken back":
      session.press("d")
      session.finish(5)
    default:
      session.press("x")
      session.kernel(.finished(run: run, interrupted: true, steps: 5, seconds: 1))
    }
    session.wait(1)
    #expect(session.lastSetup?.run == run)
  }

  @Test("a run that x has stopped, and that r has replaced, begins no third one")
  func valueOfFormerRun() throws {
    var session = Session.lesson()
    session.run(steps: 4)
    let run = try #require(session.lastSetup?.run)
    session.press("Tab Tab Down Down Right r")
    let second = try #require(session.lastSetup?.run)
    session.kernel(.finished(run: run, interrupted: false, steps: 4, seconds: 1))
    session.wait(1)
    #expect(second != run && session.lastSetup?.run == second)
  }

  @Test("a run that waits for changes takes a live value and is not begun anew")
  func waiting() throws {
    var session = Session.lesson()
    session.run(steps: 5)
    let run = try #require(session.lastSetup?.run)
    #expect(session.lastSetup?.takesChanges == true)
    session.kernel(.state(run: run, .waiting, step: 5, seconds: 1))
    #expect(session.text.contains("waiting for a change"))
    session.press("Tab Tab Down Down Right")
    session.wait(1)
    #expect(session.requests.last == .set(name: "floor", value: .number(1.25e-4)))
    #expect(session.lastSetup?.run == run)
    session.press("Up Up Right")
    session.wait(1)
    #expect(session.lastSetup?.run != run)
  }

  @Test(
    "a value changed while a run stops begins it anew when it has stopped, but x takes that back")
  func valueWhileStopping() throws {
    var session = Session.lesson()
    session.run(steps: 5)
    let run = try #require(session.lastSetup?.run)
    session.press("x Tab Tab Right")
    session.wait(0.5)
    #expect(session.lastSetup?.run == run)
    session.kernel(.finished(run: run, interrupted: true, steps: 5, seconds: 1))
    session.wait(0.2)
    let second = try #require(session.lastSetup?.run)
    #expect(second != run)
    session.advance(from: 1, to: 2)
    session.press("x Right x")
    session.kernel(.exited(KernelExit(cause: .killed)))
    session.wait(1)
    session.answerLaunch()
    #expect(session.lastSetup?.run == second)
  }
}
