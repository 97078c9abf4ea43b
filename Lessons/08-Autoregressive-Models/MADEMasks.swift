import Margin

/// Which weights of MADE live, from the degree of each unit.
///
/// Germain, Gregor, Murray & Larochelle (2015), section 4: a unit of degree m sees the first m pixels
/// of the order at most, and pixel d is told by units that see the d − 1 before it.
struct MADEMasks<Scalar: TensorScalar> {
  /// For each hidden layer [units, units below]: 1 where m^l(k) ≥ m^(l − 1)(k′) (12).
  let hidden: [Tensor<Scalar>]
  /// [D, units]: 1 where m⁰(d) > m^L(k) (13).
  let output: Tensor<Scalar>
  /// [D, D]: 1 where m⁰(d) > m⁰(d′).
  let direct: Tensor<Scalar>
}

extension MADEMasks {
  /// The masks of an order and of the hidden units' degrees.
  ///
  /// - Parameters:
  ///   - order: The pixel at each place of the order: D.
  ///   - degrees: The degrees of each hidden layer's units, from 1 to D − 1.
  init(order: [Int], degrees: [[Int]]) {
    var place = Array(repeating: 0, count: order.count)
    for (index, pixel) in order.enumerated() { place[pixel] = index + 1 }
    let layers = ([place] + degrees).map { Tensor($0.map { Scalar($0) }) }
    hidden = zip(layers.dropFirst(), layers).map { above, below in
      (above.unsqueezed(axis: 1) .>= below)
    }
    output = (layers[0].unsqueezed(axis: 1) .> layers[layers.count - 1])
    direct = (layers[0].unsqueezed(axis: 1) .> layers[0])
  }

  /// Degrees drawn uniformly, from the least of the layer below, so that no unit sees nothing.
  init(
    order: [Int], hidden H: Int, layers: Int, using random: inout RandomSource
  ) {
    let top = max(1, order.count - 1)
    var degrees: [[Int]] = []
    for _ in 0..<layers {
      let least = degrees.last?.min() ?? 1
      degrees.append((0..<H).map { _ in least + random.integer(below: top - least + 1) })
    }
    self.init(order: order, degrees: degrees)
  }
}
