import KernelRuntime

/// How fast an edited kernel becomes a library, with the compiler's caches warm.
let compileBenchmarks: [Benchmark] = [
  Benchmark(group: "compile", work: "compile-edit") { _ in
    let kernel = try KernelSource.current(for: "GaussianMixture")
    return try Measurement.of(5) {
      _ = try library(of: kernel)
      return nil
    }
  }
]

/// Compiles `kernel` with a change that no cache has seen.
func library(of kernel: KernelSource, compiler: KernelCompiler = KernelCompiler()) throws -> String
{
  let edit = kernel.text + "\n// \(UInt64.random(in: .min ... .max))\n"
  switch compiler.compile(source: edit, fileName: kernel.fileName) {
  case .library(let path, _, _): return path
  case .errors(let remarks):
    throw KernelFailure(message: remarks.first?.message ?? "\(kernel.fileName) does not compile")
  case .unavailable(let words): throw KernelFailure(message: words)
  case .cancelled: throw KernelFailure(message: "cancelled")
  }
}
