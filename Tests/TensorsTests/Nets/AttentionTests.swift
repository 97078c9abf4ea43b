import TestSupport
import Testing

@testable import Tensors

@Suite("Attention")
struct AttentionTests {
  /// Attention of plain operations.
  private func plain(
    _ q: Tensor<Double>, _ k: Tensor<Double>, _ v: Tensor<Double>, isCausal: Bool,
    mask: Tensor<Double>?
  ) -> Tensor<Double> {
    let (queries, keys) = (q.shape[2], k.shape[2])
    var scores = matmul(q, k.transposed()) / Double(q.shape[3]).squareRoot()
    let hidden = Tensor<Double>(-1e30)
    if isCausal {
      let sees = Tensor<Double>(shape: [queries, keys]) { $0 % keys <= $0 / keys ? 1 : 0 }
      scores = choose(sees, scores, hidden)
    }
    if let mask { scores = choose(mask.reshaped(q.shape[0], 1, 1, keys), scores, hidden) }
    return matmul(scores.softmax(axis: 3), v)
  }

  @Test("Values and gradients are those of plain operations, causal, across, with padding or not")
  func values() throws {
    for (queries, keys, size) in [(1, 1, 1), (5, 5, 4), (3, 18, 8), (33, 7, 5), (65, 65, 32)] {
      for isCausal in [false, true] {
        for isPadded in [false, true] {
          let mask = Tensor<Double>(shape: [2, keys]) { $0 % keys == 0 || $0 % 3 == 1 ? 1 : 0 }
          let x = [queries, keys, keys].enumerated().map {
            Parameter(sample([2, 3, $1, size], seed: UInt64($0)) as Tensor<Double>)
          }
          let (q, k, v) = (x[0], x[1], x[2])
          let weights: Tensor<Double> = sample([2, 3, queries, size], seed: 9)
          let y = attention(
            query: q.value, key: k.value, value: v.value, isCausal: isCausal,
            mask: isPadded ? mask : nil)
          try (y * weights).sum().backward()
          let fused = try x.map { try #require($0.gradient) }
          for parameter in x { parameter.gradient = nil }
          let other = plain(
            q.value, k.value, v.value, isCausal: isCausal, mask: isPadded ? mask : nil)
          try (other * weights).sum().backward()
          #expect(distance(y, other) < 1e-12)
          for (a, b) in zip(fused, x) {
            let difference = try distance(a, #require(b.gradient))
            #expect(difference < 1e-12)
          }
        }
      }
    }
  }

  @Test("Packed rows give what views of them give")
  func packed() throws {
    for isCausal in [false, true] {
      let qkv = Parameter(sample([2, 7, 36]) as Tensor<Double>)
      let mask = Tensor<Double>(shape: [2, 7]) { $0 == 3 || $0 > 11 ? 0 : 1 }
      let y = selfAttention(qkv: qkv.value, heads: 3, isCausal: isCausal, mask: mask)
      try square(y).sum().backward()
      let fused = try #require(qkv.gradient)
      qkv.gradient = nil
      let parts = (0..<3).map { part in
        qkv.value.slice(axis: 2, part * 12..<(part + 1) * 12).reshaped(2, 7, 3, 4)
          .permuted(0, 2, 1, 3)
      }
      let heads = attention(
        query: parts[0], key: parts[1], value: parts[2], isCausal: isCausal, mask: mask)
      let other = heads.permuted(0, 2, 1, 3)
      #expect(other.isContiguous)
      try square(other).sum().backward()
      let plain = try #require(qkv.gradient)
      #expect(distance(y, other.reshaped(2, 7, 12)) < 1e-14)
      #expect(distance(fused, plain) < 1e-13)
    }
  }

  @Test("Whoever sees no key gets 0, and gives gradients of 0")
  func fullyMasked() throws {
    let qkv = Parameter(sample([1, 3, 6]) as Tensor<Float>)
    let y = selfAttention(qkv: qkv.value, heads: 1, mask: [[0, 0, 0]])
    try y.sum().backward()
    #expect(y == Tensor(repeating: 0, shape: [1, 3, 2]))
    #expect(qkv.gradient == Tensor(repeating: 0, shape: [1, 3, 6]))
    let q = Parameter(sample([1, 1, 2, 3]) as Tensor<Float>)
    let none = Tensor<Float>(repeating: 1, shape: [1, 1, 0, 3])
    let empty = attention(query: q.value, key: none, value: none)
    try empty.sum().backward()
    #expect(empty == Tensor(repeating: 0, shape: [1, 1, 2, 3]))
    #expect(q.gradient == Tensor(repeating: 0, shape: [1, 1, 2, 3]))
  }

  @Test("The same bits for one thread and for several")
  func determinism() throws {
    let x: Tensor<Float> = sample([16, 33, 96])
    var results: [[Tensor<Float>]] = []
    for threads in [1, 2, 3] {
      try withThreads(threads) {
        let qkv = Parameter(x)
        let y = selfAttention(qkv: qkv.value, heads: 4, isCausal: true)
        try square(y).sum().backward()
        results.append([y.stoppingGradient(), try #require(qkv.gradient)])
      }
    }
    #expect(results[0] == results[1])
    #expect(results[0] == results[2])
  }

  @Test("Values and gradients are PyTorch's, causal with padding and across")
  func golden() throws {
    let golden = try GoldenFile("attention").case("two heads")
    let (inputs, expected) = (golden.inputs, golden.expected)
    let x = Parameter(try inputs.x.tensor)
    let (weight, bias) = (
      Parameter(try inputs.qkvWeight.tensor), Parameter(try inputs.qkvBias.tensor)
    )
    let (outWeight, outBias) = (
      Parameter(try inputs.outWeight.tensor), Parameter(try inputs.outBias.tensor)
    )
    let qkv = linear(x.value, weight.value, bias.value).unsqueezed(axis: 0)
    let seen = selfAttention(qkv: qkv, heads: 2, isCausal: true, mask: [[1, 1, 1, 0, 0]])
    let y = linear(seen.squeezed(axis: 0), outWeight.value, outBias.value)
    #expect(distance(y, try expected.y.tensor) < golden.tolerance)
    try (y * inputs.upstream.tensor).sum().backward()
    let gradients = [
      (x, expected.dx), (weight, expected.dqkvWeight), (bias, expected.dqkvBias),
      (outWeight, expected.doutWeight), (outBias, expected.doutBias),
    ]
    for (parameter, expected) in gradients {
      let difference = try distance(#require(parameter.gradient), expected.tensor)
      #expect(difference < golden.tolerance)
    }

    func heads(_ x: Tensor<Double>, _ part: Int) -> Tensor<Double> {
      let rows = part * 8..<part * 8 + 8
      return linear(x, weight.value[rows], bias.value[rows]).reshaped(1, -1, 2, 4)
        .permuted(0, 2, 1, 3)
    }
    let image = try inputs.image.tensor
    let across = attention(
      query: heads(x.value, 0), key: heads(image, 1), value: heads(image, 2))
    let merged = across.permuted(0, 2, 1, 3).reshaped(5, 8)
    let out = linear(merged, outWeight.value, outBias.value)
    #expect(distance(out, try expected.across.tensor) < golden.tolerance)
  }
}
