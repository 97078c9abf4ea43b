@testable import Terminal

/// A line that carries so many bytes a second to a terminal, which answers when it has taken them.
struct SlowLine {
  /// How many bytes it has carried.
  private(set) var count = 0

  private let pty: PseudoTerminal
  private let bytesPerSecond: Double
  private var queued: [UInt8] = []
  private var taken: [UInt8] = []
  private var lastTime = Clock.now

  init(_ pty: PseudoTerminal, bytesPerSecond: Double) {
    self.pty = pty
    self.bytesPerSecond = bytesPerSecond
  }

  mutating func run(seconds: Double) {
    let end = Clock.now + seconds
    while Clock.now < end { carry() }
  }

  /// Runs until the terminal has taken `text`, ten seconds at most.
  mutating func run(until text: String) -> Bool {
    taken = []
    let end = Clock.now + 10
    while Clock.now < end {
      carry()
      if String(decoding: taken, as: UTF8.self).contains(text) { return true }
    }
    return false
  }

  private mutating func carry() {
    queued += pty.take(milliseconds: 2)
    let now = Clock.now
    let carried = queued.prefix(Int(min(0.02, now - lastTime) * bytesPerSecond))
    lastTime = now
    queued.removeFirst(carried.count)
    count += carried.count
    let former = answers(in: taken)
    taken += carried
    for _ in former..<answers(in: taken) { pty.type(PseudoTerminal.statusReport) }
  }

  private func answers(in bytes: [UInt8]) -> Int {
    String(decoding: bytes, as: UTF8.self).ranges(of: PseudoTerminal.statusRequest).count
  }
}
