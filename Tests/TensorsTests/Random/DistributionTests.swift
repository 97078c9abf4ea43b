import Foundation
import Testing

@testable import Tensors

@Suite("Distributions")
struct DistributionTests {
  @Test("the layers of the ziggurat have one area, and the last ends at the top")
  func ziggurat() {
    let layers = Ziggurat.standard.layers
    #expect(layers.count == 256)
    let area = layers[0].width * layers[0].densityAbove
    for layer in layers.dropFirst() {
      #expect(abs(layer.width * (layer.densityAbove - layer.density) / area - 1) < 1e-9)
      #expect(layer.inner < layer.width)
    }
    #expect(layers.last?.inner == 0)
    // What one word decides.
    let kept = layers.map { $0.inner / $0.width }.reduce(0, +) / 256
    #expect(kept > 0.985)
  }

  @Test("normal numbers: moments, the whole distribution and the tail behind the ziggurat")
  func normal() {
    var random = RandomSource(seed: 21)
    let x = Tensor<Double>.normal([1_000_000], using: &random)
    #expect(abs(x.mean().scalar) < 0.004)
    #expect(abs((x * x).mean().scalar - 1) < 0.006)
    #expect(abs((x * x * x).mean().scalar) < 0.016)
    #expect(abs((x * x * x * x).mean().scalar - 3) < 0.04)
    #expect(kolmogorovSmirnov(x.scalars, normalDistribution) < 1.95)
    // 2 (1 − Φ(R)) = 0.000258 of 4 million: 1032 ± 32.
    let more = Tensor<Double>.normal([4_000_000], using: &random).scalars
    let tail = more.filter { abs($0) > Ziggurat.tail }
    let beyond = normalDistribution(-Ziggurat.tail)
    #expect(abs(Double(tail.count) - 8e6 * beyond) < 100)
    #expect(kolmogorovSmirnov(tail.map { abs($0) }) { 1 - normalDistribution(-$0) / beyond } < 1.95)
    // Where the ziggurat's edges are, in cells of one eighth.
    var counts = [Int](repeating: 0, count: 66)
    for x in more { counts[min(max(Int(floor(x * 8)) + 33, 0), 65)] += 1 }
    let edges = (0..<65).map { normalDistribution(Double($0 - 32) / 8) }
    let cells = zip(edges + [1], [0] + edges).map { $0 - $1 }
    #expect(chiSquareExcess(counts, cells) < 3.1)
  }

  @Test("an array has the numbers that single draws give, and leaves the generator where they do")
  func arrays() {
    var (one, many) = (RandomSource(seed: 5), RandomSource(seed: 5))
    let normal = Tensor<Double>.normal([7, 100], mean: 1, deviation: 2, using: &many)
    #expect(normal.scalars == (0..<700).map { _ in one.normal(mean: 1, deviation: 2) })
    let uniform = Tensor<Double>.uniform([3, 5], in: -1..<4, using: &many)
    #expect(uniform.scalars == (0..<15).map { _ in one.uniform(in: -1..<4) })
    let narrow = Tensor<Float>.normal([10], using: &many)
    #expect(narrow.scalars == (0..<10).map { _ in Float(one.normal()) })
    #expect(one == many)
    #expect(Tensor<Float>.normal([0, 3], using: &many).shape == [0, 3])
    #expect(one == many)
  }

  @Test("no number reaches the upper end of its range, unless that is all there is")
  func openEnd() {
    var random = RandomSource(seed: 6)
    let x = Tensor<Float>.uniform([20_000_000], in: 0..<1, using: &random)
    #expect(x.scalars.max() == Float(1).nextDown)
    #expect(Tensor<Float>.uniform([2], in: 3..<3, using: &random) == [3, 3])
    #expect(random.uniform(in: 0..<0) == 0)
    let step = (1.0).nextUp
    #expect((0..<100).allSatisfy { _ in random.uniform(in: 1..<step) == 1 })
  }

  @Test("exponential and Gumbel numbers follow their distribution functions")
  func inversion() {
    var random = RandomSource(seed: 22)
    let exponential = (0..<100_000).map { _ in random.exponential(scale: 3) }
    #expect(kolmogorovSmirnov(exponential) { 1 - exp(-$0 / 3) } < 1.95)
    let gumbel = (0..<100_000).map { _ in random.gumbel(location: 1, scale: 2) }
    #expect(kolmogorovSmirnov(gumbel) { exp(-exp(-($0 - 1) / 2)) } < 1.95)
    #expect(Tensor<Float>.gumbel([1000], using: &random).isFinite)
  }

  @Test("gamma numbers of whole and half shapes follow their distribution functions")
  func gamma() {
    var random = RandomSource(seed: 23)
    func check(_ shape: Double, _ distribution: (Double) -> Double) {
      let x = (0..<100_000).map { _ in random.gamma(shape: shape, scale: 2) / 2 }
      #expect(kolmogorovSmirnov(x, distribution) < 1.95, "shape \(shape)")
    }
    check(0.5) { erf($0.squareRoot()) }
    check(1) { 1 - exp(-$0) }
    check(1.5) { erf($0.squareRoot()) - 2 * ($0 / .pi).squareRoot() * exp(-$0) }
    check(3) { 1 - exp(-$0) * (1 + $0 + $0 * $0 / 2) }
    for shape in [0.1, 0.7, 20, 400] {
      let x = Tensor((0..<100_000).map { _ in random.gamma(shape: shape) })
      let deviation = shape.squareRoot()
      #expect(abs(x.mean().scalar - shape) < 4 * deviation / 316)
      #expect(
        abs(square(x - shape).mean().scalar / shape - 1) < 4 * (2 + 6 / shape).squareRoot() / 316)
    }
  }

  @Test("beta numbers follow their distribution functions, also where gamma numbers underflow")
  func beta() {
    var random = RandomSource(seed: 24)
    let x = (0..<100_000).map { _ in random.beta(2, 3) }
    #expect(kolmogorovSmirnov(x) { $0 * $0 * (6 - 8 * $0 + 3 * $0 * $0) } < 1.95)
    let arcsine = (0..<100_000).map { _ in random.beta(0.5, 0.5) }
    #expect(kolmogorovSmirnov(arcsine) { 2 / .pi * asin($0.squareRoot()) } < 1.95)
    let tiny = (0..<10_000).map { _ in random.beta(1e-4, 3e-4) }
    #expect(tiny.allSatisfy { 0...1 ~= $0 })
    let mean = tiny.reduce(0, +) / 10_000
    #expect(abs(mean - 0.25) < 0.02)
  }

  @Test("Dirichlet numbers sum to 1, have their means and variances, and never are NaN")
  func dirichlet() {
    var random = RandomSource(seed: 25)
    let alpha: Tensor<Double> = [0.5, 2, 3.5]
    let x = Tensor<Double>.dirichlet(100_000, alpha: alpha, using: &random)
    #expect(x.sum(axis: 1).scalars.allSatisfy { abs($0 - 1) < 1e-14 })
    let mean = alpha / 6
    #expect(distance(x.mean(axis: 0), mean) < 0.003)
    let variance = square(x - mean).mean(axis: 0)
    #expect(distance(variance, mean * (1 - mean) / 7) < 0.001)
    for _ in 0..<1000 {
      let corner = random.dirichlet([1e-3, 1e-3, 1e-3])
      #expect(abs(corner.reduce(0, +) - 1) < 1e-12)
    }
  }

  @Test("Bernoulli numbers, one probability or each its own")
  func bernoulli() {
    var random = RandomSource(seed: 26)
    let x = Tensor<Float>.bernoulli([100, 1000], probability: 0.3, using: &random)
    #expect(Set(x.scalars) == [0, 1])
    #expect(abs(x.mean().scalar - 0.3) < 0.006)
    let p = Tensor<Double>(rows: [[0, 1], [0.25, 0.75]])
    var sum = Tensor<Double>.zeros(2, 2)
    for _ in 0..<20_000 { sum += .bernoulli(probabilities: p.transposed(), using: &random) }
    let expected = p.transposed() * 20_000
    #expect(sum[0, 0] == 0 && sum[1, 0] == 20_000)
    #expect(distance(sum, expected) < 250)
    #expect((0..<100).allSatisfy { _ in random.bernoulli(1) && !random.bernoulli(0) })
  }

  @Test("multivariate normal numbers have the mean μ and the covariance L Lᵀ")
  func multivariate() throws {
    var random = RandomSource(seed: 27)
    let sigma: Tensor<Double> = [[2, 0.8, 0], [0.8, 1, -0.5], [0, -0.5, 3]]
    let factor = try sigma.cholesky()
    let mean: Tensor<Double> = [1, -2, 0.5]
    let x = Tensor.multivariateNormal(200_000, mean: mean, factor: factor, using: &random)
    #expect(distance(x.mean(axis: 0), mean) < 0.015)
    let centered = x - mean
    #expect(distance(matmul(centered.transposed(), centered) / 200_000, sigma) < 0.05)
    // The same z, multiplied out; above the diagonal nothing is read.
    var again = RandomSource(seed: 28)
    let z = Tensor<Double>.normal([5, 3], using: &again)
    var other = RandomSource(seed: 28)
    let upper = factor + Tensor(rows: [[0, 9, 9], [0, 0, 9], [0, 0, 0]])
    let drawn = Tensor.multivariateNormal(5, mean: mean, factor: upper, using: &other)
    #expect(distance(drawn, matmul(z, factor.transposed()) + mean) < 1e-14)
  }
}
