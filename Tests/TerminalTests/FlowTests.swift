import Testing

@testable import Terminal

@Suite("Flow of frames")
struct FlowTests {
  @Test("An answer that comes before the last byte is known to have left counts")
  func earlyAnswer() {
    var flow = Flow()
    flow.beginSending()
    #expect(!flow.isReady)
    let isLast = flow.answered()
    flow.endSending(now: 1)
    #expect(isLast && flow.isReady)
    #expect(flow.deadline == nil)
  }

  @Test("Two frames are taken when both are answered; an answer that nobody awaits is none")
  func twoFrames() {
    var flow = Flow()
    for now in [1.0, 2.0] {
      flow.beginSending()
      flow.endSending(now: now)
    }
    let areLast = (0..<3).map { _ in flow.answered() }
    #expect(areLast == [false, true, false])
    #expect(flow.isReady)
  }

  @Test("A terminal that never answered is waited for a tenth of a second, another one five")
  func patience() {
    var flow = Flow()
    flow.beginSending()
    #expect(flow.deadline == nil)
    flow.endSending(now: 10)
    #expect(flow.deadline == 10.1)
    let areOver = [10.05, 10.1].map { flow.expire(now: $0) }
    #expect(areOver == [false, true])
    #expect(flow.isReady)
    flow.beginSending()
    _ = flow.answered()
    flow.beginSending()
    flow.endSending(now: 20)
    #expect(flow.deadline == 25)
  }
}
