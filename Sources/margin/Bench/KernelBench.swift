import KernelRuntime
import Margin

/// What the kernel process costs.
let kernelBenchmarks: [Benchmark] = [
  Benchmark(group: "kernel", work: "start-to-ready") { _ in
    guard let kernel = KernelSource.kernels().first else { return nil }
    return try Measurement.of(7) {
      let trial = try KernelTrial(kernel)
      defer { trial.end() }
      try trial.wait { if case .ready = $0 { () } else { nil } }
      return nil
    }
  },
  Benchmark(group: "kernel", work: "steps-unheard") { _ in
    let type = try KernelLoader.type(of: "Walk", library: walkLibrary())
    return try Measurement.of(5) {
      try type.init().run(in: Pane(host: SilentHost(), seed: 1))
      return Double(walkSteps)
    }
  },
  Benchmark(group: "kernel", work: "steps-streamed") { _ in
    let trial = try KernelTrial("Walk", library: walkLibrary())
    defer { trial.end() }
    var samples: [Double] = []
    for run in 1...6 {
      trial.send(.start(RunSetup(run: run, seed: 1)))
      samples.append(
        try trial.wait { event in
          if case .finished(run, _, _, let seconds) = event { seconds } else { nil }
        })
    }
    return Measurement(samples: Array(samples.dropFirst()), value: Double(walkSteps))
  },
]

/// Steps of about 20 µs, each of them plotted: more points a second than lessons make.
private let walkSteps = 50_000

/// `walk` as it is compiled.
let walkCode = CompiledCode(walk, fileName: "Walk.swift")

/// A random walk that computes a little in every step.
let walk = """
  import Margin

  final class Walk: Kernel {
    func run(in pane: Pane) throws {
      var x = 0.0
      for _ in pane.steps(\(walkSteps)) {
        for _ in 0..<2000 { x += Double(pane.random.next() >> 11) * 0x1p-53 - 0.5 }
        pane.plot("x", x)
      }
    }
  }
  """

private func walkLibrary() throws(KernelFailure) -> String {
  try newLibrary(of: "Walk", walkCode)
}

/// Nobody: a run that is neither shown nor steered.
final class SilentHost: PaneHost {
  let signal = PaneSignal()
  /// The last number that was plotted.
  private(set) var last: Double?

  func begin(step: Int) -> Bool { true }
  func checkpoint() -> Bool { true }
  func plot(_ series: String, x: Double, y: Double, step: Int, start: Int) { last = y }
  func show(_ chart: Chart, as name: String) {}
  func report(_ result: RunResult) {}
  func log(_ text: String) {}
  func progress(_ done: Int, of total: Int) {}
  func read<Value>(_ name: String, _ body: (DataSource) throws -> Value) throws -> Value {
    throw KernelFailure(message: "a silent run has no data")
  }
}
