import Foundation
import Testing

@testable import Tensors

@Suite("Components of a mixture")
struct ComponentTests {
  let x: Tensor<Double> = sample([7, 2])
  let means: Tensor<Double> = [[0, 1], [2, -1], [0.5, 0.5]]
  let covariances: [Tensor<Double>] = [
    [[2, 0.5], [0.5, 1]], [[1, 0], [0, 3]], [[1, -0.9], [-0.9, 1]],
  ]

  @Test("Log densities are those of the formula with an inverse")
  func densities() throws {
    let factors = try choleskyFactors(of: covariances)
    let result = logNormal(x, means: means, factors: factors)
    #expect(result.shape == [7, 3])
    for (k, S) in covariances.enumerated() {
      let determinant = S[0, 0] * S[1, 1] - S[0, 1] * S[1, 0]
      for n in 0..<7 {
        let (a, b) = (x[n, 0] - means[k, 0], x[n, 1] - means[k, 1])
        let square =
          (S[1, 1] * a * a - 2 * S[0, 1] * a * b + S[0, 0] * b * b) / determinant
        let expected = -log(2 * .pi) - log(determinant) / 2 - square / 2
        #expect(abs(result[n, k] - expected) < 1e-13)
      }
    }
  }

  @Test("Scatter matrices are those of the components by themselves")
  func scatters() {
    let weights = (sample([7, 3], seed: 2) as Tensor<Double>) + 1
    let result = weightedScatters(x, weights: weights, around: means)
    for k in 0..<3 {
      let expected = weightedScatter(x, weights: weights.column(k), around: means.row(k))
      #expect(result[k] == expected)
      let centred = x - means.row(k)
      let plain = matmul(centred.transposed(), centred * weights.column(k).unsqueezed(axis: 1))
      #expect(distance(result[k], plain) < 1e-13)
    }
    #expect(weightedScatters(x, weights: .zeros(7, 0), around: .zeros(0, 2)).isEmpty)
  }

  @Test("The first matrix without a factor is named")
  func collapse() {
    let error = NotPositiveDefinite(order: 2, size: 2, index: 1)
    #expect(throws: error) {
      try choleskyFactors(of: [covariances[0], [[1, 1], [1, 1]], [[0, 0], [0, 0]]])
    }
  }
}
