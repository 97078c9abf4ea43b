import Testing

@testable import Tensors

@Suite("Long sums are as exact as their parts")
struct LongSumTests {
  @Test("Sums and means of 60 000 × 784 times 0.1, along any axes")
  func manyTenths() {
    let all = Tensor<Float>(repeating: 0.1, shape: [60_000, 784])
    #expect(abs(all.sum(axes: [0, 1]).scalar - 4_704_000) <= 1)
    #expect(abs(all.sum().scalar - 4_704_000) <= 1)
    #expect(all.mean(axis: 0).scalars.allSatisfy { abs($0 - 0.1) < 2e-8 })
    let x = Tensor<Float>(repeating: 0.1, shape: [60_000, 17])
    #expect(x.mean(axis: 0).scalars.allSatisfy { abs($0 - 0.1) < 2e-8 })
    #expect(x.mean(axis: 1).scalars.allSatisfy { abs($0 - 0.1) < 2e-8 })
    #expect(x.reshaped(6, 10_000, 17).mean(axis: 1).scalars.allSatisfy { abs($0 - 0.1) < 2e-8 })
    #expect(x.transposed().mean(axis: 1).scalars.allSatisfy { abs($0 - 0.1) < 2e-8 })
    #expect(x.variance(axis: 0).scalars.allSatisfy { $0 == 0 })
  }

  @Test("Losses of 200 000 rows of equal logits")
  func losses() {
    let (rows, classes) = (200_000, 10)
    let logits = Tensor<Float>(repeating: 0, shape: [rows, classes])
    let targets = (0..<rows).map { $0 % classes }
    let shares = Tensor<Float>(repeating: 0.1, shape: [rows, classes])
    #expect(abs(crossEntropy(logits, targets).scalar - 2.302585) < 5e-7)
    #expect(abs(crossEntropy(logits, probabilities: shares).scalar - 2.302585) < 5e-7)
    let coins = binaryCrossEntropy(logits: logits.reshaped(1, -1), shares.reshaped(1, -1))
    #expect(abs(coins.scalar / Float(rows * classes) - 0.6931472) < 4e-7)
    let long = Tensor<Float>(repeating: 0, shape: [2, 1_000_000])
    #expect(long.logSumExp(axis: 1).scalars.allSatisfy { abs($0 - 13.815511) < 2e-6 })
    #expect(long.transposed().logSumExp(axis: 0).scalars.allSatisfy { abs($0 - 13.815511) < 2e-6 })
    #expect(long.softmax(axis: 1).scalars.allSatisfy { abs($0 - 1e-6) < 1e-12 })
  }

  @Test("Gradients of biases, tables, scales and filters over 200 000 rows")
  func gradients() throws {
    let rows = 200_000
    let weights = Tensor<Float>(repeating: 0.1, shape: [rows, 3])
    func gradient(_ shape: [Int], of loss: (Tensor<Float>) -> Tensor<Float>) throws -> [Float] {
      let parameter = Parameter(Tensor<Float>(repeating: 1, shape: shape))
      try loss(parameter.value).backward()
      return try #require(parameter.gradient).scalars
    }
    let x = Tensor<Float>(repeating: 0, shape: [rows, 2])
    let zeros = Tensor<Float>(repeating: 0, shape: [3, 2])
    let bias = try gradient([3]) { (linear(x, zeros, $0) * weights).sum() }
    #expect(bias.allSatisfy { abs($0 - 20_000) <= 0.004 })
    let broadcast = try gradient([3]) { ($0 * weights).sum() }
    #expect(broadcast.allSatisfy { abs($0 - 20_000) <= 0.004 })
    let table = try gradient([2, 3]) {
      ($0.rows(at: (0..<rows).map { $0 % 2 }) * weights).sum()
    }
    #expect(table.allSatisfy { abs($0 - 10_000) <= 0.002 })
    let unit = Tensor<Float>((0..<3 * rows).map { Float($0 % 3) }, shape: [rows, 3])
    let layer = try gradient([3]) { (layerNorm(unit, bias: $0) * weights).sum() }
    #expect(layer.allSatisfy { abs($0 - 20_000) <= 0.004 })
    let images = Tensor<Float>(repeating: 0, shape: [rows, 1, 1, 1])
    let filters = Tensor<Float>(repeating: 0, shape: [3, 1, 1, 1])
    let filter = try gradient([3]) {
      (conv2d(images, weight: filters, bias: $0).reshaped(rows, 3) * weights).sum()
    }
    #expect(filter.allSatisfy { abs($0 - 20_000) <= 0.004 })
  }

  @Test(
    "Batch normalisation of long batches",
    arguments: [[200_000, 3], [50_000, 3, 4], [2, 3, 100_000]])
  func channels(shape: [Int]) throws {
    let one = Tensor<Float>(repeating: 1, shape: [3])
    let tenths = Tensor<Float>(repeating: 0.1, shape: shape)
    // 1.1 and 1.3 by turns.
    let x = Tensor<Float>(shape: shape) { 1.1 + 0.2 * Float($0 % 2) }
    let bias = Parameter(0 * one)
    let (y, mean, variance) = batchNorm(x, scale: one, bias: bias.value)
    #expect(mean.scalars.allSatisfy { abs($0 - 1.2) <= 2e-7 })
    #expect(variance.scalars.allSatisfy { abs($0 - 0.01) <= 1e-8 })
    try (y * tenths).sum().backward()
    let gradient = try #require(bias.gradient)
    #expect(gradient.scalars.allSatisfy { abs($0 - 20_000) <= 0.02 })
  }

  @Test("Products with a long inner side, and the gradients of weights that are such")
  func products() throws {
    let rows = 2_000_000
    let x = Tensor<Float>(repeating: 0.1, shape: [rows, 2])
    for left in [x.transposed(), x.transposed().contiguous] {
      let product = matmul(left, x)
      #expect(product.scalars.allSatisfy { abs($0 - 20_000) <= 0.4 })
    }
    let weights = Parameter(Tensor<Float>(repeating: 0, shape: [3, 2]))
    let y = linear(x, weights.value, Tensor<Float>(repeating: 0, shape: [3]))
    try (y * 0.1).sum().backward()
    let gradient = try #require(weights.gradient)
    #expect(gradient.scalars.allSatisfy { abs($0 - 20_000) <= 0.4 })
    let filter = Parameter(Tensor<Float>(repeating: 0, shape: [1, 1, 1, 1]))
    let images = Tensor<Float>(repeating: 0.1, shape: [2, 1, 1000, 1000])
    try (conv2d(images, weight: filter.value, bias: [0]) * 0.1).sum().backward()
    #expect(abs(try #require(filter.gradient).scalar - 20_000) <= 0.02)
  }

  @Test("Scatters of many points, and gradients of functions of rows")
  func tiles() throws {
    let rows = 2_000_000
    let x = Tensor<Float>(repeating: 0.1, shape: [rows, 2])
    let weights = Tensor<Float>(repeating: 1, shape: [rows])
    let scatter = weightedScatter(x, weights: weights, around: [0, 0])
    #expect(scatter.scalars.allSatisfy { abs($0 - 20_000) <= 0.02 })
    let product = RowFunction<Float>("product") {
      $0.y[0] = $0.x[0] * $0[0][0]
    } gradient: {
      $0.gradient(0)[0] += $0.dy[0] * $0.x[0]
    }
    let parameter = Parameter(Tensor<Float>([1]))
    try product(x.column(0), parameter.value).sum().backward()
    #expect(abs(try #require(parameter.gradient).scalar - 200_000) <= 0.4)
  }

  @Test("Cumulative sums, either way, along either axis")
  func cumulative() throws {
    let count = 1_000_000
    let x = Tensor<Float>(repeating: 0.1, shape: [count, 1])
    for y in [x.cumulativeSum(axis: 0), Tensor.ones(1, 2) * x.cumulativeSum(axis: 0)] {
      let last = try #require(y.scalars.last)
      #expect(abs(last - 100_000) <= 0.01)
    }
    let pairs = Tensor<Float>(repeating: 0.1, shape: [count / 2, 2]).cumulativeSum(axis: 0)
    #expect(pairs.row(count / 2 - 1).scalars.allSatisfy { abs($0 - 50_000) <= 0.004 })
    let parameter = Parameter(x)
    try parameter.value.cumulativeSum(axis: 0).sum().backward()
    #expect(parameter.gradient?.scalars.first == Float(count))
  }

  @Test("An infinity stays one, also where sums overflow")
  func infinities() {
    for size in [3, 40, 5000] {
      var x = Tensor<Float>(repeating: 1, shape: [size, 40])
      x[size / 2, 1] = .infinity
      x[size / 2, 2] = .nan
      x[0, 3] = .greatestFiniteMagnitude
      x[1, 3] = .greatestFiniteMagnitude
      let sums = x.sum(axis: 0)
      #expect(sums[0] == Float(size))
      #expect(sums[1] == .infinity)
      #expect(sums[2].isNaN)
      #expect(sums[3] == .infinity)
      #expect(x.column(1).sum().scalar == .infinity)
      #expect(x.column(3).cumulativeSum(axis: 0).scalars.last == .infinity)
    }
  }
}
