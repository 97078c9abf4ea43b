import Glibc
import Testing

@testable import Tensors

@Suite("Memory")
struct MemoryTests {
  /// Page faults of this thread (RUSAGE_THREAD) so far.
  private var faults: Int {
    var usage = rusage()
    getrusage(1, &usage)
    return usage.ru_minflt
  }

  @Test("arrays take the memory of those before them: no page is asked for again")
  func reuse() {
    let x: Tensor<Float> = sample([1 << 20])
    var y = x + x
    let before = faults
    for _ in 0..<50 { y = x + x }
    #expect(y.count == x.count)
    // 50 times 4 MiB anew would be 51 200.
    #expect(faults - before < 5000)
  }
}
