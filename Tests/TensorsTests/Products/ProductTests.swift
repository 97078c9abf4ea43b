import COpenBLAS
import Testing

@testable import Tensors

/// A product as OpenBLAS has it.
private typealias CBLASProduct<Scalar> = (
  CBLAS_ORDER, CBLAS_TRANSPOSE, CBLAS_TRANSPOSE, Int32, Int32, Int32, Scalar,
  UnsafePointer<Scalar>?, Int32, UnsafePointer<Scalar>?, Int32, Scalar,
  UnsafeMutablePointer<Scalar>?, Int32
) -> Void

@Suite("Products by threads")
struct ProductTests {
  /// A product in every order and transposition, by one and by two threads and by OpenBLAS alone.
  private func check<Scalar: TensorScalar>(
    _ rows: Int, _ columns: Int, _ depth: Int, _ type: Scalar.Type, by whole: CBLASProduct<Scalar>
  ) {
    let (m, n, k) = (Int32(rows), Int32(columns), Int32(depth))
    let a = (sample([rows, depth + 3], seed: 1) as Tensor<Scalar>).scalars
    let b = (sample([depth, columns + 5], seed: 2) as Tensor<Scalar>).scalars
    let c = (sample([rows, columns + 2], seed: 3) as Tensor<Scalar>).scalars
    for order in [CblasRowMajor, CblasColMajor] {
      for transA in [CblasNoTrans, CblasTrans] {
        for transB in [CblasNoTrans, CblasTrans] {
          // Whichever way they are read, the leading sizes fit into the same memory.
          let rowMajor = order == CblasRowMajor
          let leadingA = (transA == CblasNoTrans) == rowMajor ? k : m
          let leadingB = (transB == CblasNoTrans) == rowMajor ? n : k
          let leadingC = rowMajor ? n : m
          var (expected, one, two) = (c, c, c)
          whole(
            order, transA, transB, m, n, k, 0.5, a, leadingA, b, leadingB, 2, &expected, leadingC)
          for threads in [1, 2] {
            withThreads(threads) {
              Scalar.routines.gemm(
                order, transA, transB, m, n, k, 0.5, a, leadingA, b, leadingB, 2, &two, leadingC,
                nil)
            }
            if threads == 1 { swap(&one, &two) }
          }
          let tolerance = 1000 * Scalar.ulpOfOne
          // Slices and blocks may be rounded otherwise than the whole.
          let isWhole = [one, two].allSatisfy { result in
            zip(result, expected).allSatisfy { abs($0 - $1) < tolerance }
          }
          #expect(isWhole)
        }
      }
    }
  }

  @Test(
    "blocks make up the whole",
    arguments: [[1, 1, 1], [64, 500, 784], [257, 131, 129], [17, 1001, 65], [1000, 3, 200]])
  func blocks(size: [Int]) {
    OpenBLAS.useOneThread()
    check(size[0], size[1], size[2], Float.self, by: cblas_sgemm)
    check(size[0], size[1], size[2], Double.self, by: cblas_dgemm)
  }

  @Test("a batch is its products one by one", arguments: [1, 2])
  func batch(threads: Int) {
    for (heads, length, width) in [(1, 1, 1), (3, 17, 5), (4, 64, 32), (2, 200, 130)] {
      let sequences = 3
      // q and k as attention has them: [sequence, place, head, width].
      let q: Tensor<Float> = sample([sequences, length, heads, width], seed: 1)
      let k: Tensor<Float> = sample([sequences, length, heads, width], seed: 2)
      var scores = [Float](repeating: .nan, count: sequences * heads * length * length)
      withThreads(threads) {
        q.withElements { q in
          k.withElements { k in
            scores.withUnsafeMutableBufferPointer { output in
              guard let output = output.baseAddress else { return }
              let (place, sequence) = (heads * width, length * heads * width)
              Float.routines.gemmBatch(
                outer: sequences, inner: heads, rows: length, columns: length, depth: width, 1,
                .init(base: q, leading: place, stride: width, outerStride: sequence),
                .init(
                  base: k, transposition: CblasTrans, leading: place, stride: width,
                  outerStride: sequence), 0,
                .init(
                  base: output, leading: length, stride: length * length,
                  outerStride: heads * length * length))
            }
          }
        }
      }
      for s in 0..<sequences {
        for h in 0..<heads {
          let expected = matmul(
            q.select(axis: 0, index: s).select(axis: 1, index: h),
            k.select(axis: 0, index: s).select(axis: 1, index: h).transposed())
          let start = (s * heads + h) * length * length
          #expect(Array(scores[start..<start + length * length]) == expected.scalars)
        }
      }
    }
  }
}
