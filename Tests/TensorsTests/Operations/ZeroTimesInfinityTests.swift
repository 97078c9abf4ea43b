import Glibc
import Testing

@testable import Tensors

@Suite("What is not used cannot spoil the rest: 0 · ∞ is 0 there")
struct ZeroTimesInfinityTests {
  @Test("The gradient of a log-sum-exp of nothing but −∞ is 0", arguments: [2, 40])
  func logSumExps(size: Int) throws {
    for axis in 0..<2 {
      let start = Tensor<Double>(repeating: -.infinity, shape: [size, size])
      let x = Parameter(start)
      let sums = x.value.logSumExp(axis: axis)
      let y = concatenate([sums, Tensor([2])]).logSumExp()
      try y.backward()
      #expect(y.scalar == 2)
      #expect(x.gradient == Tensor(repeating: 0, shape: [size, size]))
    }
  }

  @Test("A target of 0 asks nothing of a logit of −∞")
  func losses() throws {
    let x = Parameter(Tensor<Double>([-.infinity, 1, 2], shape: [1, 3]))
    let loss = crossEntropy(x.value, probabilities: [[0, 0.5, 0.5]])
    #expect(abs(loss.scalar - 0.8132616875182228) < 1e-15)
    try loss.backward()
    let gradient = try #require(x.gradient).scalars
    let share = 1 / (1 + exp(1.0))
    #expect(zip(gradient, [0, share - 0.5, 0.5 - share]).allSatisfy { abs($0 - $1) < 1e-15 })
    #expect(crossEntropy(Tensor<Double>([-.infinity, 0], shape: [1, 2]), [1]).scalar == 0)

    let coins = Parameter(Tensor<Double>([-.infinity, .infinity, 0], shape: [1, 3]))
    let sure = binaryCrossEntropy(logits: coins.value, [[0, 1, 1]])
    #expect(abs(sure.scalar - log(2)) < 1e-15)
    try sure.sum().backward()
    #expect(coins.gradient == [[0, 0, -0.5]])
    #expect(binaryCrossEntropy(logits: Tensor([Double.infinity]), [0]).scalar == .infinity)
  }

  @Test("Nothing comes back through the branch that was not taken")
  func branches() throws {
    let functions: [(Tensor<Double>) -> Tensor<Double>] = [
      { sqrt($0) }, { log($0) }, { 1 / $0 }, { $0 / 0 }, { pow($0, 0.5) }, { pow($0, -1) },
      { exp(1 / ($0 + 1)) }, { log1p(4 * $0) }, { tanh(log($0)) }, { sigmoid(sqrt($0)) },
      { gelu(log($0)) }, { softplus(log($0)) }, { logSigmoid(log($0)) }, { relu(log($0)) },
      { erf(log($0)) }, { expm1(1 / ($0 + 1)) }, { abs(log($0)) }, { log($0) * $0 },
      { log($0) * log($0) }, { maximum(log($0), log($0)) }, { clamp(log($0)) },
      { ($0 / 0).softmax(axis: 0) }, { log($0).logSoftmax(axis: 0) }, { log($0) + sqrt($0) },
    ]
    for (number, function) in functions.enumerated() {
      let x = Parameter(Tensor<Double>([-1, -4]))
      try choose(x.value .> Tensor(0), function(x.value), x.value).sum().backward()
      #expect(x.gradient == [1, 1], "function \(number)")
    }
    let zero = Parameter(Tensor<Double>([0, 0]))
    try choose(zero.value .> Tensor(0), sqrt(zero.value), 3 * zero.value).sum().backward()
    #expect(zero.gradient == [3, 3])
    // What is used and infinite is told.
    let root = Parameter(Tensor<Double>([0]))
    try sqrt(root.value).sum().backward()
    #expect(root.gradient?.scalar == .infinity)
    let single = Parameter(Tensor<Float>([-1, 4]))
    try choose(single.value .> Tensor(0), log(single.value), single.value).sum().backward()
    #expect(single.gradient == [1, 0.25])
  }

  private func clamp(_ x: Tensor<Double>) -> Tensor<Double> { x.clamped(to: -1...1) }

  @Test("What attention hides does not count, even where it is NaN")
  func attentions() throws {
    let (length, size) = (5, 3)
    let shape = [1, 1, length, size]
    func attend(_ bad: Double, isCausal: Bool) throws -> [Tensor<Double>] {
      var numbers: [Tensor<Double>] = (1...3).map { sample(shape, seed: $0) }
      for i in 1...2 {
        numbers[i][[0, 0, 4, 1]] = bad
        numbers[i][[0, 0, 4, 2]] = bad
      }
      let x = numbers.map { Parameter($0) }
      let y = attention(
        query: x[0].value, key: x[1].value, value: x[2].value, isCausal: isCausal,
        mask: isCausal ? nil : [[1, 1, 1, 1, 0]])
      let seen = isCausal ? y.slice(axis: 2, 0..<4) : y
      try square(seen).sum().backward()
      return try [seen] + x.map { try #require($0.gradient) }
    }
    for isCausal in [false, true] {
      let expected = try attend(0, isCausal: isCausal)
      for bad in [Double.nan, .infinity] {
        for (a, b) in zip(try attend(bad, isCausal: isCausal), expected) {
          #expect(distance(a, b) < 1e-14)
        }
      }
    }
    let k = Tensor<Float>((0..<8).map { Float($0) }, shape: [1, 1, 2, 4])
    var bad = k
    bad[[0, 0, 1, 0]] = .nan
    let y = attention(query: k, key: k, value: bad, mask: [[1, 0]])
    #expect(y.scalars == [0, 1, 2, 3, 0, 1, 2, 3])
    #expect(!attention(query: k, key: k, value: bad).isFinite)
  }
}
