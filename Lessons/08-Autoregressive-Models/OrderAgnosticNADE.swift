import Margin

// x, m [N, D] of 0 and 1, m = 1 where a pixel is seen · W [H, 2 D] · b · V [D, H] · o an order of D

/// Deep NADE: one net for the conditionals of every order.
///
/// Uria, Murray & Larochelle (2014): it sees some of the pixels, and which; it tells the others.
struct OrderAgnosticNADE<Scalar: TensorScalar>: Module {
  /// From [x ∘ m; m] to the last hidden units, with a ReLU after each layer.
  let layers: [Linear<Scalar>]
  let output: Linear<Scalar>

  init(_ D: Int, hidden H: Int, layers count: Int, using random: inout RandomSource) {
    layers = (0..<count).map { Linear($0 == 0 ? 2 * D : H, H, using: &random) }
    output = Linear(H, D, using: &random)
  }

  /// D.
  var size: Int { output.weight.shape[0] }

  /// The logits of all pixels, given those where m, [N, D] or for all vectors [D], is 1: [N, D].
  func logits(_ x: Tensor<Scalar>, seen m: Tensor<Scalar>) -> Tensor<Scalar> {
    let input = concatenate([x * m, m.broadcast(to: x.shape)], axis: 1)
    return output(layers.reduce(input) { relu($1($0)) })
  }

  /// An unbiased estimate of the mean of −log p(x_n) over all orders, from pixels of which those with
  /// m = 1 come first: D/(D − d + 1) times the sum over the D − d + 1 others (equation 10).
  func nll(_ x: Tensor<Scalar>, seen m: Tensor<Scalar>) -> Tensor<Scalar> {
    let l = logits(x, seen: m)
    let unseen = 1 - m
    return Scalar(size) * ((softplus(l) - x * l) * unseen).sum(axis: 1) / unseen.sum(axis: 1)
  }

  /// −log p(x_n) when the pixels come in the order o: [N].
  func nll(_ x: Tensor<Scalar>, order o: [Int]) -> Tensor<Scalar> {
    var m = Tensor<Scalar>.zeros(size)
    return o.reduce(Tensor<Scalar>.zeros(x.shape[0])) { sum, d in
      let l = logits(x, seen: m).column(d)
      m[d] = 1
      return sum + softplus(l) - x.column(d) * l
    }
  }

  /// −log of the mean of p(x_n) over several orders: probabilities are averaged, not logarithms.
  func nll(_ x: Tensor<Scalar>, orders: [[Int]]) -> Tensor<Scalar> {
    let logs = stack(orders.map { -nll(x, order: $0) })
    return Scalar(log(Double(orders.count))) - logs.logSumExp(axis: 0)
  }

  /// Goes on from the first pixels of the order, which are given, by logistic noise: [N, D].
  func samples(
    _ noise: Tensor<Scalar>, given x: Tensor<Scalar>, first known: Int, order o: [Int]
  ) -> Tensor<Scalar> {
    withoutGradients {
      var x = x
      var m = Tensor<Scalar>.zeros(size)
      for d in o.prefix(known) { m[d] = 1 }
      for d in o.dropFirst(known) {
        let isOne = noise.column(d) .< logits(x, seen: m).column(d)
        for n in 0..<x.shape[0] { x[n, d] = isOne[n] }
        m[d] = 1
      }
      return x
    }
  }
}

/// For each of N vectors d − 1 seen pixels of D, d uniform on 1 … D and the order at random: [N, D].
func seenPixels<Scalar: TensorScalar>(
  _ N: Int, _ D: Int, using random: inout RandomSource
) -> Tensor<Scalar> {
  var m = Tensor<Scalar>.zeros(N, D)
  for n in 0..<N {
    for d in random.permutation(D).prefix(random.integer(below: D)) { m[n, d] = 1 }
  }
  return m
}
