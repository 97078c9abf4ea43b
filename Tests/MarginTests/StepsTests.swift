import Margin
import Testing

@Suite("Steps of a run") struct StepsTests {
  let host = TestHost()

  @Test("the counter goes on over several loops and never back to 1")
  func counter() {
    let pane = Pane(host: host, seed: 0)
    #expect(Array(pane.steps(3)) == [1, 2, 3])
    #expect(Array(pane.steps(2)) == [4, 5])
  }

  @Test("the host is not called while the signal is down")
  func quietFastPath() {
    let pane = Pane(host: host, seed: 0)
    for _ in pane.steps(100) {}
    #expect(host.calls == 0)
    #expect(host.signal.step == 100)
  }

  @Test("an interrupt ends this loop and every later one, and the code after them runs")
  func interrupt() {
    host.signal.raise()
    host.onBegin = { $0 < 4 }
    let pane = Pane(host: host, seed: 0)
    #expect(Array(pane.steps(10)) == [1, 2, 3])
    #expect(Array(pane.steps(10)) == [])
    #expect(pane.isInterrupted)
    #expect(pane.step == 3)
  }

  @Test("the step limit holds for the run, over all its loops")
  func stepLimit() {
    let pane = Pane(host: host, seed: 0, stepLimit: 6)
    var outer = 0
    for _ in pane.steps(5) {
      outer += 1
      for _ in pane.steps(3) {}
    }
    #expect(outer == 2)
    #expect(pane.step == 6)
    #expect(Array(pane.steps(5)) == [])
    #expect(pane.isInterrupted && pane.isAtLimit)
  }

  @Test("at its step limit a run waits for no change, which could never act")
  func noWaiting() {
    host.awaitsChange = true
    let pane = Pane(host: host, seed: 0, stepLimit: 3)
    var rounds = 0
    repeat {
      rounds += 1
      for _ in pane.steps(2) {}
    } while pane.waitForChange()
    #expect(rounds == 2 && pane.step == 3)
  }

  @Test("x is the step unless it is given")
  func plot() {
    let pane = Pane(host: host, seed: 0)
    for _ in pane.steps(2) { pane.plot("loss", 0.5) }
    pane.plot("loss", 0.25, x: 10)
    #expect(host.points.map(\.x) == [1, 2, 10])
    #expect(host.points.map(\.step) == [1, 2, 2])
  }

  @Test("which share of its steps a loop has gone is told, of one that may end earlier nothing")
  func share() {
    let (host, pane) = { ($0, Pane(host: $0, seed: 0)) }(TestHost())
    _ = Array(pane.steps(4))
    #expect(host.progress == [[0, 4], [1, 4], [2, 4], [3, 4]])
    _ = Array(pane.steps(upTo: 9))
    _ = Array(pane.steps(1))
    #expect(host.progress.count == 4)
    #expect(pane.step == 14)
    for _ in pane.steps(100_000) {}
    #expect(host.progress.count <= 504 && host.progress.last?[0] ?? 0 >= 99_800)
  }
}
