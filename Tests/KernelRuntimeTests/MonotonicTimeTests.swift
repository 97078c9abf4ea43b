import Testing

@testable import KernelRuntime

@Suite("Moments") struct MonotonicTimeTests {
  @Test(
    "A moment that never comes, and one of no number, are far away and end nothing",
    arguments: [.infinity, .nan, 1e300])
  func never(seconds: Double) {
    let now = MonotonicTime.now
    #expect(now + 1e6 < MonotonicTime(seconds: seconds))
    #expect(now + 1e6 < now + seconds)
    #expect(MonotonicTime(seconds: -.infinity) < now)
  }
}
