import Margin

/// Products, functions of each element and rows, through the arrays' own interface.
let arithmeticBenchmarks: [Benchmark] =
  [(1024, 1024, 1024), (64, 784, 500), (256, 128, 128)].flatMap { m, k, n in
    [1, 2].map { threads in product(m, k, n, threads: threads) }
  } + [
    elements("exp-1m") { exp($0) }, elements("tanh-1m") { tanh($0) },
    elements("sigmoid-1m") { sigmoid($0) }, elements("gelu-1m") { gelu($0) },
    elements("relu-1m") { relu($0) }, elements("add-1m") { $0 + $0 },
    elements("softmax-1000x1000") { $0.softmax(axis: 1) },
    elements("layernorm-1000x1000") { layerNorm($0) },
  ]

private func product(_ m: Int, _ k: Int, _ n: Int, threads: Int) -> Benchmark {
  Benchmark(group: "tensors", work: "sgemm-\(m)x\(k)x\(n)") { _ in
    var random = RandomSource(seed: 0)
    let a = Tensor<Float>.uniform([m, k], in: -1..<1, using: &random)
    let b = Tensor<Float>.uniform([k, n], in: -1..<1, using: &random)
    let former = Threads.count
    Threads.count = threads
    defer { Threads.count = former }
    let inner = max(1, 20_000_000_000 / (2 * m * k * n))
    return Measurement.of(5, inner: inner, threads: threads) {
      _ = matmul(a, b)
      return nil
    }
  }
}

/// A function of a million numbers from −8 to 8 in mixed order, as 1000 rows; the value is the mean
/// square of what it gives.
private func elements(
  _ work: String, _ function: @escaping @Sendable (Tensor<Float>) -> Tensor<Float>
) -> Benchmark {
  Benchmark(group: "tensors", work: work) { _ in
    let x = Tensor<Float>(shape: [1000, 1000]) { i in
      Float(-8 + 16 * Double(7919 * i % 1_000_000) / 999_999)
    }
    let squares = function(x).scalars.map { Double($0) * Double($0) }
    let value = squares.reduce(0, +) / Double(squares.count)
    return Measurement.of(5, inner: 200, threads: Threads.count) {
      _ = function(x)
      return value
    }
  }
}
