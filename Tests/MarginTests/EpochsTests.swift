import Margin
import Testing

@Suite("Epochs and batches") struct EpochsTests {
  let host = TestHost()

  @Test("each batch is a step; every epoch sees every row once, the last batch is short")
  func batches() {
    let pane = Pane(host: host, seed: 1)
    var passes: [[[Int]]] = []
    var steps: [Int] = []
    for epoch in pane.epochs(3) {
      passes.append([])
      for batch in pane.batches(of: 4, from: 10) {
        passes[epoch - 1].append(batch)
        steps.append(pane.step)
      }
    }
    #expect(steps == Array(1...9))
    #expect(passes.allSatisfy { $0.map(\.count) == [4, 4, 2] })
    #expect(passes.allSatisfy { $0.joined().sorted() == Array(0..<10) })
    #expect(passes[0] != passes[1])
  }

  @Test("the order of the rows comes from the run's seed alone")
  func order() {
    func rows(_ seed: UInt64) -> [[Int]] {
      Array(Pane(host: host, seed: seed).batches(of: 7, from: 100))
    }
    #expect(rows(5) == rows(5))
    #expect(rows(5) != rows(6))
  }

  @Test("an epoch without batches is a step, and steps inside are those of the run")
  func otherLoops() {
    let pane = Pane(host: host, seed: 0)
    var steps: [Int] = []
    for _ in pane.epochs(3) { steps.append(pane.step) }
    #expect(steps == [1, 2, 3])
    for _ in pane.epochs(2) { steps += Array(pane.steps(2)) }
    #expect(steps == [1, 2, 3, 4, 5, 6, 7])
    #expect(Array(pane.steps(1)) == [8])
  }

  @Test("nothing to pass over: no batch, and the epoch is still a step")
  func empty() {
    let pane = Pane(host: host, seed: 0)
    for _ in pane.epochs(2) { for _ in pane.batches(of: 5, from: 0) {} }
    #expect(pane.step == 2)
    #expect(Array(pane.epochs(0)) == [])
  }

  @Test("the step limit ends the epochs too, in the middle of one", arguments: [0, 1, 4, 6])
  func stepLimit(limit: Int) {
    let pane = Pane(host: host, seed: 0, stepLimit: limit)
    var batches = 0
    for _ in pane.epochs(9) { for _ in pane.batches(of: 1, from: 3) { batches += 1 } }
    #expect(batches == limit && pane.step == limit)
  }

  @Test("an interrupt ends the epochs within a step")
  func interrupt() {
    host.signal.raise()
    host.onBegin = { $0 < 5 }
    let pane = Pane(host: host, seed: 0)
    var batches = 0
    for _ in pane.epochs(9) { for _ in pane.batches(of: 1, from: 3) { batches += 1 } }
    #expect(batches == 4 && pane.isInterrupted)
  }

  @Test("progress counts steps, from the first one to the end")
  func progress() {
    let pane = Pane(host: host, seed: 0)
    for _ in pane.epochs(2) {
      for _ in pane.batches(of: 4, from: 10) {}
    }
    let done = host.progress.map { $0[0] }
    #expect(done == done.sorted() && done.first == 0 && done.last == 6)
    #expect(host.progress.dropFirst().allSatisfy { $0[1] == 6 })
  }

  @Test("epochs inside of epochs leave the outer ones' progress alone")
  func nested() {
    let pane = Pane(host: host, seed: 0)
    for _ in pane.epochs(2) { for _ in pane.epochs(3) {} }
    #expect(host.progress.last == [6, 6])
    #expect(pane.step == 6)
  }

  @Test("what the kernel itself tells of its progress stands")
  func ownProgress() {
    let pane = Pane(host: host, seed: 0)
    pane.progress(1, of: 7)
    for _ in pane.epochs(2) {}
    #expect(host.progress == [[1, 7]])
  }

  @Test("long work before the epochs tells its progress, in parts of one whole, and they theirs")
  func partsOfWork() {
    let pane = Pane(host: host, seed: 0)
    let (first, second) = (pane.part(0...0.2), pane.part(0.2...1))
    #expect(first(1, 4) && first(4, 4) && second(1, 2) && second(0, 0))
    #expect(pane.checkpoint(3, of: 5))
    for _ in pane.epochs(1) {}
    let own = [50, 200, 600, 1000].map { [$0, 1000] } + [[3, 5]]
    #expect(host.progress == own + [[0, 1], [1, 1]])
  }

  @Test("a loop over epochs left by break is over: the next step is one of its own")
  func breakEndsALoop() {
    let pane = Pane(host: host, seed: 0)
    for _ in pane.epochs(5) { break }
    #expect(Array(pane.steps(2)) == [2, 3])
    for _ in pane.epochs(2) {}
    #expect(host.progress.last == [2, 2])
  }
}
