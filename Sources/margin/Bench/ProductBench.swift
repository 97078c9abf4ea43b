import Margin

@testable import Tensors

/// What products take on one thread by our own tiles and by OpenBLAS, whence `Product.routine` chooses; the
/// value is 10⁹ operations a second.
///
/// Operands change from call to call, and those of a net's layers come from memory as they do in training.
let productBenchmarks: [Benchmark] = [
  // Those of the peers.
  ProductShape(1024, 1024, 1024), ProductShape(64, 784, 500), ProductShape(256, 128, 128),
  // A transformer's layers of width 128 over 2080 places: values, gradients of operands, of weights.
  ProductShape(2080, 128, 512, transposesB: true), ProductShape(2080, 512, 128, transposesB: true),
  ProductShape(2080, 128, 128, transposesB: true), ProductShape(2080, 512, 128),
  ProductShape(2080, 128, 512), ProductShape(256, 4160, 128, transposesA: true),
  ProductShape(64, 4160, 128, transposesA: true),
  // Small and narrow layers.
  ProductShape(32, 784, 500, transposesB: true), ProductShape(128, 128, 128, transposesB: true),
  ProductShape(16384, 32, 16, transposesB: true), ProductShape(16384, 32, 32),
  ProductShape(20000, 784, 10, transposesB: true),
  // A head of attention.
  ProductShape(65, 32, 65, transposesB: true), ProductShape(65, 65, 32),
  ProductShape(64, 32, 64, transposesB: true),
].flatMap { shape in
  [
    shape.benchmark("tiles", packedSingle), shape.benchmark("openblas", openBLASSingle),
    shape.benchmark("tiles-double", packedDouble),
    shape.benchmark("openblas-double", openBLASDouble),
  ]
}

/// A [M, K] times B [K, N]; one that is transposed lies in memory so.
private struct ProductShape: Sendable {
  let (m, k, n): (Int, Int, Int)
  let (transposesA, transposesB): (Bool, Bool)

  init(_ m: Int, _ k: Int, _ n: Int, transposesA: Bool = false, transposesB: Bool = false) {
    (self.m, self.k, self.n) = (m, k, n)
    (self.transposesA, self.transposesB) = (transposesA, transposesB)
  }

  func benchmark<Scalar>(
    _ routine: String, _ make: @escaping Product<Scalar>.Routine
  ) -> Benchmark {
    let kinds = (transposesA ? "T" : "N") + (transposesB ? "T" : "N")
    return Benchmark(group: "products", work: "\(routine)-\(m)x\(k)x\(n)-\(kinds)") { _ in
      var random = RandomSource(seed: 0)
      func matrices(_ rows: Int, _ columns: Int, isTransposed: Bool) -> [Tensor<Scalar>] {
        (0..<8).map { _ in
          let x = Tensor<Scalar>.uniform(
            isTransposed ? [columns, rows] : [rows, columns], in: -1..<1, using: &random)
          return isTransposed ? x.transposed() : x
        }
      }
      let a = matrices(m, k, isTransposed: transposesA)
      let b = matrices(k, n, isTransposed: transposesB)
      var c = [Scalar](repeating: 0, count: m * n)
      let former = Threads.count
      Threads.count = 1
      defer { Threads.count = former }
      // OpenBLAS is kept to one thread when it is first used.
      _ = Scalar.routines
      let operations = 2 * m * k * n
      var turn = 0
      var measurement = Measurement.of(7, inner: max(1, 500_000_000 / operations)) {
        turn = (turn + 1) % a.count
        a[turn].multiply(b[turn], into: &c, by: make)
        return nil
      }
      measurement.value = Double(operations) / measurement.minimum / 1e9
      return measurement
    }
  }
}
