import Margin
import Testing

@Suite("How fast a run works")
struct RateTests {
  @Test("a rate is reported after each call, of all calls together, and the work's value returned")
  func rate() throws {
    let host = TestHost()
    let pane = Pane(host: host, seed: 0)
    let values = (1...3).map { i in
      pane.rate("words per second", of: 1_000_000 * i) {
        // Something to do, so that the clock moves on.
        let end = ContinuousClock.now + .microseconds(50)
        while ContinuousClock.now < end {}
        return i
      }
    }
    #expect(values == [1, 2, 3])
    #expect(host.results.map(\.name) == Array(repeating: "words per second", count: 3))
    #expect(host.results.allSatisfy { $0.value > 0 && $0.value.isFinite && $0.better == .higher })
  }
}
