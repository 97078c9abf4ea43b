import Testing

@testable import Tensors

@Suite("Lengths neither overflow nor vanish")
struct LengthTests {
  @Test("The norm of very large and very small numbers")
  func norms() throws {
    for (unit, tolerance) in [(1e200, 1e-15), (1e-200, 1e-15), (1, 0), (0x1p-1030, 1e-10)] {
      let x = Tensor<Double>([3 * unit, 4 * unit])
      #expect(abs(x.norm().scalar / unit - 5) <= 5 * tolerance)
      for axis in 0..<2 {
        let both = axis == 0 ? x.reshaped(2, 1) : x.reshaped(1, 2)
        #expect(abs(both.norm(axis: axis).scalar / unit - 5) <= 5 * tolerance)
      }
      let parameter = Parameter(x)
      try parameter.value.norm().backward()
      let gradient = try #require(parameter.gradient)
      #expect(distance(gradient, [0.6, 0.8]) < 1e-10)
    }
    for unit: Float in [1e20, 1e-25, 0x1p-133] {
      let length = Tensor<Float>([3 * unit, 4 * unit]).norm().scalar
      #expect(abs(length / unit - 5) < 1e-4)
    }
    let mixed = Tensor<Float>([3e20, 4e20, 3e-25, 4e-25, 0, 0, 3, 4], shape: [4, 2])
    let lengths = mixed.norm(axis: 1).scalars
    #expect(zip(lengths, [5e20, 5e-25, 0, 5]).allSatisfy { abs($0 - $1) <= 2e-7 * $1 })
    #expect(Tensor<Double>([.infinity, 1]).norm().scalar == .infinity)
    #expect(Tensor<Double>([.nan, .infinity]).norm().scalar.isNaN)
    #expect(Tensor<Double>.zeros(0).norm().scalar == 0)
  }

  @Test("Unit length of very large and very small numbers")
  func normalized() {
    let x = Tensor<Float>([3e20, 4e20, 3e-25, 4e-25, 0, 0, 3e38, 3e38], shape: [4, 2])
    let y = x.normalized(axis: 1, floor: 0)
    #expect(distance(y, [[0.6, 0.8], [0.6, 0.8], [0, 0], [0.70710677, 0.70710677]]) < 1e-6)
    #expect(distance(x.transposed().normalized(axis: 0, floor: 0), y.transposed()) == 0)
    #expect(x.normalized(axis: 1).row(1).scalars.allSatisfy { $0 < 1e-12 })
    #expect(Tensor<Float>([.infinity, 1], shape: [1, 2]).normalized(axis: 1)[0, 0].isNaN)
  }

  @Test("No cosine is beyond 1")
  func cosine() throws {
    let large = Tensor<Float>([3e20, 4e20], shape: [1, 2])
    #expect(abs(cosineSimilarity(large, large).scalar - 1) < 1e-6)
    for n in 1...300 {
      let u = Tensor<Float>((1...n).map { Float($0) }, shape: [1, n])
      #expect(cosineSimilarity(u, u).scalar <= 1)
      #expect(cosineSimilarity(u, -u).scalar >= -1)
    }
  }

  @Test("Constant rows are normalised to exactly 0")
  func constants() {
    let cases: [(Float, Int)] = [
      (123_456.7, 3), (1234.567, 17), (5000.3, 768), (100.1, 768), (1e10, 100), (0.1, 33),
    ]
    for (number, size) in cases {
      let x = Tensor<Float>(repeating: number, shape: [2, size])
      #expect(layerNorm(x).scalars.allSatisfy { $0 == 0 })
      #expect(x.variance(axis: 1).scalars == [0, 0])
      #expect(x.variance().scalar == 0)
    }
  }

  @Test("Constant channels are normalised to exactly 0, and no gradient flows through them")
  func constantChannels() throws {
    let cases: [(Float, Int)] = [
      (5000.3, 768), (123_456.7, 3), (0.1, 33), (1e10, 100), (100.1, 5000), (3e38, 300),
    ]
    for (number, size) in cases {
      let x = Tensor<Float>(repeating: number, shape: [size, 19])
      let one = Tensor<Float>(repeating: 1, shape: [19])
      for x in [x, x.transposed().reshaped(1, 19, size), x.reshaped(size, 19, 1, 1)] {
        let (y, mean, variance) = batchNorm(x, scale: one, bias: 0 * one)
        #expect(y.scalars.allSatisfy { $0 == 0 })
        #expect(mean.scalars.allSatisfy { $0 == number })
        #expect(variance.scalars.allSatisfy { $0 == 0 })
      }
      let scale = Parameter(one)
      try batchNorm(x, scale: scale.value, bias: one).value.sum().backward()
      #expect(scale.gradient == 0 * one)
    }
  }

  @Test("Channels far from 0 are normalised as those near it")
  func shiftedChannels() {
    let near = Tensor<Float>([-1, 0, 1, 2, 3, 4, 5, -13], shape: [8, 1])
    let (one, zero) = (Tensor<Float>([1]), Tensor<Float>([0]))
    let y = batchNorm(near, scale: one, bias: zero)
    for far in [near + 1_000_000, (near + 1_000_000).reshaped(2, 1, 4)] {
      let other = batchNorm(far, scale: one, bias: zero)
      #expect(distance(other.value.reshaped(8, 1), y.value) < 1e-6)
      #expect(distance(other.variance, y.variance) < 1e-5)
    }
  }

  @Test("Rows far from 0 are normalised as those near it")
  func shifted() {
    let near = Tensor<Float>([-1, 0, 1, 2, 3, 4, 5, -13], shape: [1, 8])
    let far = near + 1_000_000
    #expect(distance(layerNorm(far), layerNorm(near)) < 1e-6)
    #expect(distance(far.variance(axis: 1), near.variance(axis: 1)) < 1e-5)
  }
}
