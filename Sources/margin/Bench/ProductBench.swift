import Margin

@testable import Tensors

/// What products take on one thread by our own tiles and by OpenBLAS, whence `singleProduct` chooses; the
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
  // A head of attention.
  ProductShape(65, 32, 65, transposesB: true), ProductShape(65, 65, 32),
].flatMap { shape in
  ProductRoutine.allCases.map { shape.benchmark($0) }
}

private enum ProductRoutine: String, CaseIterable {
  case tiles, openblas

  var product: Product<Float> {
    switch self {
    case .tiles: packedProduct
    case .openblas: slicedProduct
    }
  }
}

/// A [M, K] times B [K, N]; one that is transposed lies in memory so.
private struct ProductShape: Sendable {
  let (m, k, n): (Int, Int, Int)
  let (transposesA, transposesB): (Bool, Bool)

  init(_ m: Int, _ k: Int, _ n: Int, transposesA: Bool = false, transposesB: Bool = false) {
    (self.m, self.k, self.n) = (m, k, n)
    (self.transposesA, self.transposesB) = (transposesA, transposesB)
  }

  func benchmark(_ routine: ProductRoutine) -> Benchmark {
    let kinds = (transposesA ? "T" : "N") + (transposesB ? "T" : "N")
    return Benchmark(group: "products", work: "\(routine.rawValue)-\(m)x\(k)x\(n)-\(kinds)") { _ in
      var random = RandomSource(seed: 0)
      func matrices(_ rows: Int, _ columns: Int, isTransposed: Bool) -> [Tensor<Float>] {
        (0..<8).map { _ in
          let x = Tensor<Float>.uniform(
            isTransposed ? [columns, rows] : [rows, columns], in: -1..<1, using: &random)
          return isTransposed ? x.transposed() : x
        }
      }
      let a = matrices(m, k, isTransposed: transposesA)
      let b = matrices(k, n, isTransposed: transposesB)
      var c = [Float](repeating: 0, count: m * n)
      let former = Threads.count
      Threads.count = 1
      defer { Threads.count = former }
      // OpenBLAS is kept to one thread when it is first used.
      _ = Float.routines
      let operations = 2 * m * k * n
      var turn = 0
      var measurement = Measurement.of(7, inner: max(1, 500_000_000 / operations)) {
        turn = (turn + 1) % a.count
        a[turn].multiply(b[turn], into: &c, by: routine.product)
        return nil
      }
      measurement.value = Double(operations) / measurement.minimum / 1e9
      return measurement
    }
  }
}
