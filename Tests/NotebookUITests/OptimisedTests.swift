import Glibc
import KernelRuntime
import Margin
import Testing

@testable import NotebookUI

/// A saved source runs unoptimised first; its run goes over to the optimised code.
@Suite("Going over to optimised code")
struct OptimisedTests {
  private let quick = "/cache/quick.so"
  private let optimised = "/cache/optimised.so"

  /// A saved edit that runs from its quick library and has come to `steps`.
  private func saved(steps: Int) throws -> Session {
    var session = Session.lesson()
    session.press("e")
    session.type("// mine\n")
    session.press("Ctrl-S")
    let id = session.effects.reversed().lazy.compactMap {
      if case .compile(let id, _) = $0 { id } else { nil }
    }.first
    session.happen(.compiled(id: try #require(id), library(quick)))
    session.press("Esc")
    session.answerLaunch()
    session.advance(from: 1, to: steps)
    return session
  }

  private func library(_ path: String) -> KernelCompiler.Outcome {
    .library(path: path, isCached: false, seconds: 0.5)
  }

  private func values(_ session: Session) -> [Double] {
    session.pane?.run?.record.series["log-likelihood"]?.map(\.y) ?? []
  }

  @Test("the run is told once more out of sight and goes on from the step that the screen is at")
  func goesOver() throws {
    var session = try saved(steps: 5)
    let first = try #require(session.lastSetup)
    let former = session.lastClient
    let (text, shown) = (session.text, values(session))
    session.happen(.optimised(quick: quick, library(optimised)))
    let client = try #require(session.lastClient)
    #expect(client != former)
    #expect(
      session.effects.contains(.launch(client: client, kernel: "Mixture", library: optimised)))
    #expect(session.text == text)
    session.answerLaunch()
    let again = try #require(session.lastSetup)
    #expect(again.run == first.run && again.seed == first.seed)
    #expect(again.parameters == first.parameters && again.isPaused)
    #expect(session.requests.last == .step(count: 5))
    #expect(session.requests.contains(.shutdown))
    session.kernel(.state(run: again.run, .paused, step: 0, seconds: 0))
    session.advance(from: 1, to: 3, level: 1)
    #expect(values(session) == shown)
    #expect(session.requests.last == .step(count: 5))
    session.advance(from: 4, to: 5, level: 1)
    session.kernel(.state(run: again.run, .paused, step: 5, seconds: 0.01))
    #expect(session.requests.last == .resume)
    #expect(values(session) == shown.map { $0 + 1 })
    #expect(session.pane?.run?.phase == .running)
    session.advance(from: 6, to: 7, level: 1)
    #expect(values(session).count == 7)
    #expect(session.pane?.runs.count == 1)
  }

  @Test("a value that was to act after the told run's end runs it again")
  func changeAfterTheEnd() throws {
    var session = try saved(steps: 5)
    session.happen(.optimised(quick: quick, library(optimised)))
    session.answerLaunch()
    let run = try #require(session.lastSetup?.run)
    session.press("Tab Tab Tab Down Down Right")
    #expect(session.pane?.values["floor"] == .number(1.25e-4))
    session.advance(from: 1, to: 5)
    session.finish(5)
    session.wait(0.2)
    let again = try #require(session.lastSetup)
    #expect(again.run != run && again.parameters["floor"] == .number(1.25e-4))
  }

  @Test("changes made meanwhile are made again at their steps, the latest after the screen's step")
  func changes() throws {
    var session = try saved(steps: 5)
    let run = try #require(session.lastSetup?.run)
    session.kernel(.changed(run: run, step: 4, name: "floor", value: .number(1e-3)))
    session.press("Tab Tab Down Down Right")
    let value = try #require(session.pane?.values["floor"])
    session.happen(.optimised(quick: quick, library(optimised)))
    session.answerLaunch()
    #expect(
      session.lastSetup?.changes == [
        .init(step: 4, name: "floor", value: .number(1e-3)),
        .init(step: 6, name: "floor", value: value),
      ])
  }

  @Test("a value that is set while a run is told again acts where the screen is, not before")
  func laterChanges() throws {
    var session = try saved(steps: 5)
    session.happen(.optimised(quick: quick, library(optimised)))
    session.answerLaunch()
    let run = try #require(session.lastSetup?.run)
    let requests = session.requests.count
    session.advance(from: 1, to: 2)
    while session.model.lesson?.focus != .parameters { session.press("Tab") }
    session.press("Down Down Right Right")
    let value = try #require(session.pane?.values["floor"])
    session.wait(0.2)
    #expect(session.requests.count == requests)
    session.advance(from: 3, to: 5)
    session.kernel(.state(run: run, .paused, step: 5, seconds: 0.05))
    #expect(
      session.requests.dropFirst(requests) == [.set(name: "floor", value: value), .resume])
  }

  @Test("a run that was paused stays so, and one paused meanwhile pauses where the screen is")
  func paused() throws {
    for pausesBefore in [true, false] {
      var session = try saved(steps: 5)
      let run = try #require(session.lastSetup?.run)
      if pausesBefore { session.kernel(.state(run: run, .paused, step: 5, seconds: 0.05)) }
      session.happen(.optimised(quick: quick, library(optimised)))
      session.answerLaunch()
      if !pausesBefore { session.press("Space") }
      session.advance(from: 1, to: 5)
      session.kernel(.state(run: run, .paused, step: 5, seconds: 0.05))
      #expect(session.requests.last == .step(count: 5))
      #expect(session.pane?.run?.phase == .paused)
    }
  }

  @Test("a run that is stopped does not go over")
  func stopped() throws {
    var session = try saved(steps: 5)
    session.happen(.optimised(quick: quick, library(optimised)))
    let successor = try #require(session.pane?.successor?.id)
    session.press("Ctrl-C")
    #expect(session.effects.contains(.kill(client: successor)))
    #expect(session.requests.last == .interrupt)
    #expect(session.pane?.successor == nil)
  }

  @Test("a run that has come to its end stays as it is; the next one is optimised")
  func finished() throws {
    var session = try saved(steps: 5)
    session.finish(5)
    let launches = session.effects.count { if case .launch = $0 { true } else { false } }
    session.happen(.optimised(quick: quick, library(optimised)))
    #expect(session.effects.count { if case .launch = $0 { true } else { false } } == launches)
    session.press("r")
    let client = try #require(session.lastClient)
    #expect(
      session.effects.contains(.launch(client: client, kernel: "Mixture", library: optimised)))
  }

  @Test("the code of a source that was saved over changes nothing")
  func superseded() throws {
    var session = try saved(steps: 5)
    let effects = session.effects.count
    session.happen(.optimised(quick: "/cache/former.so", library("/cache/former-optimised.so")))
    session.happen(.optimised(quick: quick, .cancelled))
    #expect(session.effects.count == effects)
    #expect(session.model.lesson?.kernel?.program?.library == quick)
  }

  @Test("a source that cannot be optimised goes on as it is, and says so")
  func failure() throws {
    var session = try saved(steps: 5)
    session.happen(.optimised(quick: quick, .unavailable(.unwritable("/cache", code: ENOSPC))))
    #expect(session.text.contains("was not optimised: /cache cannot be written (No space"))
    #expect(session.pane?.isOn == true)
  }
}
