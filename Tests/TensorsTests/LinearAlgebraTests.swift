import Tensors
import Testing

@Suite("Linear algebra")
struct LinearAlgebraTests {
  @Test("products agree with three plain loops, however the factors lie")
  func products() {
    for (rows, inner, columns) in [
      (0, 3, 2), (2, 0, 3), (1, 1, 1), (3, 1, 5), (1, 7, 1), (17, 5, 3), (33, 130, 9),
    ] {
      for a: Tensor<Double> in layouts(rows, inner) {
        for b: Tensor<Double> in layouts(inner, columns) {
          let plain = Tensor<Double>(shape: [rows, columns]) { position in
            (0..<inner).reduce(0) {
              $0 + a[position / columns, $1] * b[$1, position % columns]
            }
          }
          #expect(distance(matmul(a, b), plain) < 1e-13)
        }
      }
    }
    let single: Tensor<Float> = matmul([[1, 2], [3, 4]], [[0, 1], [1, 0]])
    #expect(single == [[2, 1], [4, 3]])
  }

  @Test("vectors stand on either side of a product")
  func vectors() {
    let a: Tensor<Double> = [[1, 2, 3], [4, 5, 6]]
    #expect(matmul(a, [1, 0, -1]) == [-2, -2])
    #expect(matmul([1, -1], a) == [-3, -3, -3])
    #expect(matmul(a.row(0), a.row(1)).scalar == 32)
  }

  /// A symmetric positive definite matrix.
  func positive(_ size: Int) -> Tensor<Double> {
    let a: Tensor<Double> = sample([size, size + 2], seed: 5)
    return matmul(a, a.transposed()) + .identity(size)
  }

  @Test("a Cholesky factor is lower triangular and multiplies back", arguments: [0, 1, 3, 17, 64])
  func cholesky(size: Int) throws {
    let a = positive(size)
    let factor = try a.cholesky()
    #expect(distance(matmul(factor, factor.transposed()), a) < 1e-11)
    for i in 0..<size {
      for j in (i + 1)..<max(size, i + 1) { #expect(factor[i, j] == 0) }
    }
  }

  @Test("a matrix without a factor names the order at which it fails")
  func notPositiveDefinite() {
    let a: Tensor<Double> = [[4, 0, 0], [0, -1, 0], [0, 0, 1]]
    let error = #expect(throws: NotPositiveDefinite.self) { try a.cholesky() }
    #expect(error?.order == 2)
    let single: Tensor<Float> = [[0]]
    #expect(throws: NotPositiveDefinite.self) { try single.cholesky() }
  }

  @Test("triangular systems are solved from above and below, transposed or not")
  func triangular() throws {
    for size in [1, 3, 17] {
      let lower = try positive(size).cholesky()
      for b: Tensor<Double> in layouts(size, 4) {
        #expect(distance(matmul(lower, solveTriangular(lower, b)), b) < 1e-12)
        let upper = lower.transposed()
        #expect(distance(matmul(upper, solveTriangular(upper, b, .upper)), b) < 1e-12)
      }
      let v: Tensor<Double> = sample([size])
      #expect(distance(matmul(lower, solveTriangular(lower, v)), v) < 1e-12)
    }
  }

  @Test("eigenvalues of a symmetric matrix ascend, sum to its trace and are NaN where it is")
  func eigenvalues() {
    let values = ([[2, 1], [1, 2]] as Tensor<Double>).symmetricEigenvalues()
    #expect(distance(values, [1, 3]) < 1e-14)
    let a = positive(33)
    let spectrum = a.symmetricEigenvalues().scalars
    #expect(spectrum == spectrum.sorted())
    #expect(abs(spectrum.reduce(0, +) - a.diagonal.sum().scalar) < 1e-9)
    #expect((a * .nan).symmetricEigenvalues()[0].isNaN)
  }

  @Test(
    "Mahalanobis distances and weighted scatters agree with plain loops on all layouts",
    arguments: sizes + [129, 1030])
  func gaussianLoops(points: Int) throws {
    for size in [1, 3, 8] {
      let factor = try positive(size).cholesky()
      let mean: Tensor<Double> = sample([size], seed: 9)
      let weights = square(sample([points], seed: 10) as Tensor<Double>)
      for x: Tensor<Double> in layouts(points, size) {
        let centered = x - mean
        let z = solveTriangular(factor, centered.transposed())
        let distances = squaredMahalanobis(x, mean: mean, factor: factor)
        #expect(distance(distances, square(z).sum(axis: 0)) < 1e-12)
        let scatter = weightedScatter(x, weights: weights, around: mean)
        let plain = matmul(centered.transposed(), centered * weights.unsqueezed(axis: 1))
        #expect(distance(scatter, plain) < 1e-11)
        #expect(scatter == scatter.transposed())
      }
    }
  }

  @Test("OpenBLAS tells its core type and takes a number of threads")
  func openBLAS() {
    #expect(!OpenBLAS.coreName.isEmpty)
    withThreads(2) {
      OpenBLAS.threads = 1
      #expect(OpenBLAS.threads == 1)
      #expect(Threads.count == 1)
    }
  }
}
