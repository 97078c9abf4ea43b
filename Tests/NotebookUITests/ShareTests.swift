import Testing

@testable import NotebookUI

@Suite("How long the rest will take") struct ShareTests {
  @Test("the time left is told by the work's own units, not by steps")
  func timeLeft() {
    var share = Share(done: 0, of: 400, at: 10)
    #expect(share.secondsLeft(at: 10) == nil)
    // A hundred steps an epoch, an epoch a second.
    for epoch in 1...65 { share.advance(to: epoch, of: 400, at: 10 + Double(epoch)) }
    #expect(share.secondsLeft(at: 75) == 335)
    #expect(share.secondsLeft(at: 76) == 334)
    #expect(share.fraction == 65.0 / 400)
  }

  @Test("in words: the percentage, and the time left once it is known")
  func text() {
    var share = Share(done: 0, of: 1000, at: 0)
    #expect(share.text(at: 0) == "0 %")
    share.advance(to: 250, of: 1000, at: 30)
    #expect(share.text(at: 30) == "25 %, 1 min 30 s left")
    share.advance(to: 1000, of: 1000, at: 120)
    #expect(share.text(at: 120) == "100 %")
  }

  @Test("a pause is no work, and another total begins anew")
  func rest() {
    var share = Share(done: 0, of: 100, at: 0)
    share.advance(to: 10, of: 100, at: 10)
    share.rest(at: 1000)
    share.advance(to: 11, of: 100, at: 1001)
    #expect(share.secondsLeft(at: 1001) == 89)
    share.advance(to: 12, of: 50, at: 1002)
    #expect(share.secondsLeft(at: 1002) == nil)
  }

  @Test("numbers that make no sense are no trap")
  func extremes() {
    var share = Share(done: .min, of: .max, at: 0)
    share.advance(to: .max, of: .max, at: 1)
    #expect(share.secondsLeft(at: 1) == 0 && share.fraction == 1)
    share = Share(done: 0, of: .max, at: 0)
    share.advance(to: 1, of: .max, at: 1)
    #expect(share.secondsLeft(at: 1) == nil)
    #expect(Share(done: 1, of: 0, at: 0).fraction == 0)
    #expect(Share(done: 1, of: -3, at: 0).fraction == 0)
  }
}
