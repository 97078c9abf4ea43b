import KernelRuntime
import Margin

/// How fast an edited kernel is there: from its source to the first step of its run.
let compileBenchmarks: [Benchmark] =
  KernelSource.kernels().map { name in
    Benchmark(group: "compile", work: "save-to-first-step-\(name)") { _ in
      let source = try KernelSource.current(for: name)
      // The notebook, too, has its compiler warm when a lesson is opened.
      KernelCompiler().warmUp(lesson: source.module)
      return try Measurement.of(7) {
        // As in the notebook, the process is started while the compiler works.
        let trial = try KernelTrial()
        defer { trial.end() }
        trial.load(name, library: try newLibrary(of: name, source.ownCode, tier: .quick))
        trial.send(.start(RunSetup(run: 1)))
        try trial.wait { $0.tellsOfAStep ? () : nil }
        return nil
      }
    }
  }
  + KernelSource.kernels().map { name in
    Benchmark(group: "compile", work: "optimising-\(name)") { _ in
      let source = try KernelSource.current(for: name)
      return try Measurement.of(5) {
        _ = try newLibrary(of: name, source.ownCode)
        return nil
      }
    }
  } + [
    Benchmark(group: "compile", work: "save-to-library-small") { _ in
      try Measurement.of(7) {
        _ = try newLibrary(of: "Walk", walkCode, tier: .quick)
        return nil
      }
    }
  ]

extension KernelSource {
  /// What is compiled where the kernel's own file alone has changed.
  fileprivate var ownCode: CompiledCode {
    CompiledCode(text, fileName: fileName, lesson: module)
  }
}

/// Compiles the code of `kernel` with a change that no cache has seen.
func newLibrary(
  of kernel: String, _ code: CompiledCode, tier: KernelCompiler.Tier = .optimised
) throws(KernelFailure) -> String {
  var edit = code
  edit.files[0].text += "\n// \(UInt64.random(in: .min ... .max))\n"
  switch KernelCompiler().compile(edit, tier: tier) {
  case .library(let path, _, _): return path
  case .errors(let remarks):
    throw KernelFailure(message: remarks.first?.message ?? "\(kernel).swift does not compile")
  case .unavailable(let failure): throw KernelFailure(message: "\(failure)")
  case .cancelled: throw KernelFailure(message: "cancelled")
  }
}

extension KernelEvent {
  /// Whether it shows that a run has begun its first step.
  fileprivate var tellsOfAStep: Bool {
    switch self {
    case .state(_, _, let step, _): step >= 1
    case .metrics, .series, .display, .finished: true
    default: false
    }
  }
}
