import Foundation
import Glibc
import KernelRuntime
import Notebook
import Terminal
import Testing

@testable import NotebookUI

@Suite("The queue of facts") struct EventQueueTests {
  private let key = AppEvent.Fact.terminal(.key(Key(.character("x"))))

  @Test("a key overtakes all other facts, which keep their order")
  func overtaking() {
    let queue = EventQueue()
    for number in 0..<10_000 {
      queue.post(.progressSaved(problem: .unreadable(path: "\(number)", reason: .damaged)))
    }
    queue.post(key)
    queue.post(.terminal(.hangUp))
    #expect(queue.next()?.fact == key)
    #expect(queue.next()?.fact == .terminal(.hangUp))
    for number in 0..<10_000 {
      guard
        queue.next()?.fact
          == .progressSaved(problem: .unreadable(path: "\(number)", reason: .damaged))
      else {
        Issue.record("not in order at \(number)")
        return
      }
    }
    #expect(queue.next() == nil)
  }

  @Test("facts and deadlines have the time of a clock that nobody sets, and the date beside it")
  func clock() throws {
    var before = timespec()
    clock_gettime(CLOCK_MONOTONIC, &before)
    let queue = EventQueue()
    queue.wait(until: EventQueue.now + 0.01)
    queue.post(key)
    let event = try #require(queue.next())
    #expect(event.time >= Double(before.tv_sec) && event.time <= EventQueue.now)
    #expect(event.date > 1.7e9)
  }

  @Test("a kernel that tells more than is taken waits; nothing is lost, and keys still overtake")
  func backPressure() {
    let queue = EventQueue()
    let count = 1000
    // A thread of its own: a task would wait behind all other tests, and this one for it.
    Thread.detachNewThread {
      for step in 1...count {
        queue.post(.state(run: 1, .running, step: step, seconds: 0), of: 1)
      }
    }
    var steps: [Int] = []
    var longest = 0
    while steps.count < count {
      queue.wait(until: nil)
      queue.post(key)
      #expect(queue.next()?.fact == key)
      var batch = 0
      while let event = queue.next() {
        if case .kernel(_, .state(_, _, let step, _)) = event.fact { steps.append(step) }
        batch += 1
        if batch >= 100 { break }
      }
      longest = max(longest, batch)
    }
    #expect(steps == Array(1...count))
    #expect(longest <= 100)
  }
}
