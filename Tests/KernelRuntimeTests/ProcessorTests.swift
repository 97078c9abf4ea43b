import Testing

@testable import KernelRuntime

@Suite("The processor")
struct ProcessorTests {
  @Test("a program built for more than the processor has says so, and how to build it again")
  func refusal() throws {
    for built in [0, 3, 4] as [Int32] {
      for present in [0, 3, 4] as [Int32] {
        #expect((Processor.refusal(built: built, present: present) == nil) == (built <= present))
      }
    }
    let words = try #require(Processor.refusal(built: 4, present: 3)).description
    #expect(words.contains("AVX-512") && words.contains("again on this machine: rm -r .build"))
    #expect(words.hasSuffix("swift build -c release\n"))
    #expect(Processor.refusal(built: 3, present: 0)?.description.contains("AVX2") == true)
  }

  @Test("the processor that runs the tests has what they were built for")
  func present() { Processor.check() }
}
