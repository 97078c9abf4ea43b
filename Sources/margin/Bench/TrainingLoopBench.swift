import Foundation
import KernelRuntime
import Margin

/// The same training loop as it was built, and recompiled as an edit is.
let trainingLoopBenchmarks: [Benchmark] = [
  Benchmark(group: "kernel", work: "training-loop-built-in") { _ in
    try measure { TrainingLoop() }
  },
  Benchmark(group: "kernel", work: "training-loop-recompiled") { _ in
    let path = Installation.current.root + "/Sources/margin/Bench/Nets/TrainingLoop.swift"
    let source = try String(contentsOfFile: path, encoding: .utf8)
    let type = try KernelLoader.type(
      of: "TrainingLoop",
      library: newLibrary(
        of: "TrainingLoop", CompiledCode(source, fileName: "TrainingLoop.swift")))
    return try measure { type.init() }
  },
]

private func measure(_ make: () -> any Kernel) throws -> Measurement {
  try Measurement.of(5, threads: Threads.count) {
    let host = SilentHost()
    try make().run(in: Pane(host: host, seed: 1))
    return host.last
  }
}
