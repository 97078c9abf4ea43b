import Testing

@testable import KernelRuntime

@Suite("Backtraces") struct BacktraceTests {
  private let report = """
    Swift/ContiguousArrayBuffer.swift:692: Fatal error: Index out of range

    *** Signal 4: Backtracing from 0x7f0b7976df7f... done ***

    *** Program crashed: Illegal instruction at 0x00007f0b7976df7f ***

    Platform: x86_64 Linux (Debian GNU/Linux 12 (bookworm))

    Thread 0 "margin" crashed:

      0                         0x00007f0b7976df7f _assertionFailure(_:_:) + 623 in libswiftCore.so
      2 [ra] [inlined] [system] 0x00007f0b79d1b53e subscript.get in Edit7.so at //<compiler-generated>
      3 [ra]                    0x00007f0b79d1b53e matmul(_:_:) + 5 in margin at /r/Sources/Tensors/M.swift:9:1
      4 [ra]                    0x00007f0b79d1b53e closure #1 in Mix.run(in:) + 285 in Edit7.so at /c/Mix.swift:5:19
    ...
    """

  private var backtrace: Backtrace {
    report.split(separator: "\n").reduce(into: Backtrace()) { $0.append(String($1)) }
  }

  @Test("the reason, the signal and each call are read")
  func reading() {
    #expect(backtrace.reason == "Index out of range")
    #expect(backtrace.signal == "Illegal instruction")
    #expect(backtrace.frames.map(\.image) == ["libswiftCore.so", "Edit7.so", "margin", "Edit7.so"])
    #expect(backtrace.frames[1].file == nil)
    #expect(backtrace.frames[3].function == "closure #1 in Mix.run(in:)")
  }

  @Test("the learner's own call is preferred to the program's")
  func place() {
    #expect(backtrace.place(library: "Edit7.so", lessons: "/r/Lessons")?.line == 5)
    #expect(backtrace.place(library: nil, lessons: "/r/Lessons")?.line == 9)
    #expect(backtrace.place(library: nil, lessons: "/c")?.line == 5)
  }

  @Test("without a report, the runtime's own words are the reason")
  func noReport() {
    var crash = CrashLines()
    #expect(crash.sort(.init("main/main.swift:3: Fatal error: my words")) == [])
    #expect(crash.finish().count == 1)
    #expect(crash.backtrace.reason == "my words")
  }

  @Test("the reason is known though the runtime complains before its report")
  func complaints() {
    let complaint = "swift-runtime: failed to suspend thread 1353 while processing a crash"
    var lines = report.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    lines.insert(contentsOf: [complaint, complaint], at: 1)
    var crash = CrashLines()
    #expect(lines.flatMap { crash.sort(.init($0)) }.isEmpty)
    #expect(crash.backtrace == backtrace)
  }

  @Test("a report is told apart from what the kernel printed before it")
  func sorting() {
    var crash = CrashLines()
    let printed = ["step 1", "", "Fatal error: said the kernel", "step 2"]
    let all =
      printed + report.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let own = all.flatMap { crash.sort(.init($0)) }
    #expect(own.map(\.text) == printed)
    #expect(crash.backtrace == backtrace)
  }
}
