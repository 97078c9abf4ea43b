import Testing

@testable import Tensors

@Suite("Products by threads")
struct ProductTests {
  /// Products of random forms, by one and by two threads and by OpenBLAS alone.
  private func check<Scalar: TensorScalar>(
    _ sizes: (Int, Int, Int), by openBLAS: Product<Scalar>.Routine
  ) {
    var random = RandomSource(seed: 1)
    for _ in 0..<8 {
      let example = ProductExample<Scalar>(sizes, beta: 2, using: &random)
      let expected = example.result(of: openBLAS, from: example.c)
      for threads in [1, 2] {
        let result = withThreads(threads) {
          example.result(of: Scalar.routines.gemm, from: example.c)
        }
        // Slices and blocks may be rounded otherwise than the whole.
        let tolerance = 1000 * Scalar.ulpOfOne
        #expect(zip(result, expected).allSatisfy { abs($0 - $1) < tolerance })
      }
    }
  }

  @Test(
    "blocks make up the whole",
    arguments: [(1, 1, 1), (64, 500, 784), (257, 131, 129), (17, 1001, 65), (1000, 3, 200)])
  func blocks(sizes: (Int, Int, Int)) {
    OpenBLAS.useOneThread()
    check(sizes, by: openBLASSingle)
    check(sizes, by: openBLASDouble)
  }

  @Test("a batch is its products one by one, as views and repeated too", arguments: [1, 2])
  func batch(threads: Int) {
    for (heads, length, width) in [(1, 1, 1), (3, 17, 5), (4, 64, 32), (2, 200, 130)] {
      // Of each of three sequences one head, as attention has them: [sequence, place, head, width].
      func head(_ seed: UInt64) -> Tensor<Float> {
        (sample([3, length, heads, width], seed: seed) as Tensor<Float>)
          .select(axis: 2, index: heads - 1)
      }
      let (q, k) = (head(1), head(2))
      let scores = withThreads(threads) { q.product(k.permuted(0, 2, 1)) }
      let first = withThreads(threads) {
        q.product(k[0..<1].broadcast(to: k.shape).permuted(0, 2, 1))
      }
      func matrix(_ x: Tensor<Float>, _ s: Int) -> Tensor<Float> { x.select(axis: 0, index: s) }
      for s in 0..<3 {
        #expect(matrix(scores, s) == matmul(matrix(q, s), matrix(k, s).transposed()))
        #expect(matrix(first, s) == matmul(matrix(q, s), matrix(k, 0).transposed()))
      }
    }
  }
}
