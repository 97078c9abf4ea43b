import Tensors
import Testing

@Suite("First weights")
struct InitialiserTests {
  @Test("Xavier and He: variance by fan-in and fan-out, bounds of the uniform ones")
  func variances() {
    var random = RandomSource(seed: 41)
    for shape in [[300, 200], [64, 32, 5, 5]] {
      let field = shape.dropFirst(2).reduce(1, *)
      let (fanIn, fanOut) = (Double(shape[1] * field), Double(shape[0] * field))
      for distribution in InitialDistribution.allCases {
        let xavier = Tensor<Double>.xavier(shape, distribution, gain: 1.5, using: &random)
        check(xavier, shape, distribution, variance: 2.25 * 2 / (fanIn + fanOut))
        let he = Tensor<Double>.he(shape, distribution, using: &random)
        check(he, shape, distribution, variance: 2 / fanIn)
      }
    }
    #expect(Tensor<Float>.xavier([0, 3], using: &random).shape == [0, 3])
    #expect(Tensor<Float>.he([3, 0], using: &random).shape == [3, 0])
  }

  func check(
    _ x: Tensor<Double>, _ shape: [Int], _ distribution: InitialDistribution, variance: Double
  ) {
    #expect(x.shape == shape)
    #expect(abs((x * x).mean().scalar / variance - 1) < 0.03)
    #expect(abs(x.mean().scalar) < 0.02 * variance.squareRoot())
    let largest = max(x.max().scalar, -x.min().scalar) / variance.squareRoot()
    switch distribution {
    case .uniform: #expect(largest > 1.73 && largest <= (3.0).squareRoot())
    case .normal: #expect(largest > 3)
    }
  }

  @Test("orthogonal weights: orthonormal rows or columns, times the gain")
  func orthogonal() {
    check(Double.self, tolerance: 1e-13)
    check(Float.self, tolerance: 1e-5)
  }

  func check<Scalar: TensorScalar>(_: Scalar.Type, tolerance: Scalar) {
    var random = RandomSource(seed: 42)
    for shape in [[1, 1], [3, 3], [40, 40], [5, 33], [33, 5], [4, 2, 3, 3], [0, 3], [3, 0]] {
      let x = Tensor<Scalar>.orthogonal(shape, gain: 2, using: &random)
      #expect(x.shape == shape)
      let matrix = x.reshaped(shape[0], shape.dropFirst().reduce(1, *))
      let long = matrix.shape[0] <= matrix.shape[1] ? matrix : matrix.transposed()
      let products = matmul(long, long.transposed())
      #expect(distance(products, 4 * .identity(long.shape[0])) < tolerance)
    }
  }

  @Test("orthogonal matrices are uniform: the signs of their elements are fair")
  func uniform() {
    var random = RandomSource(seed: 43)
    var sum = Tensor<Double>.zeros(3, 3)
    var squares = Tensor<Double>.zeros(3, 3)
    for _ in 0..<5000 {
      let q = Tensor<Double>.orthogonal([3, 3], using: &random)
      sum += q
      squares += q * q
    }
    #expect(distance(sum / 5000, .zeros(3, 3)) < 0.035)
    #expect(distance(squares / 5000, Tensor(repeating: 1.0 / 3, shape: [3, 3])) < 0.02)
  }
}
