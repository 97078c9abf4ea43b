// Indices and orders.
extension RandomSource {
  /// An index drawn with probability proportional to its weight.
  ///
  /// For many draws from the same weights, `AliasTable`.
  ///
  /// - Parameter weights: Finite, none below 0, not all 0.
  /// - Returns: The index.
  public mutating func categorical(_ weights: some Collection<Double>) -> Int {
    let total = weights.reduce(0, +)
    require(
      total > 0 && total.isFinite,
      "categorical: the \(weights.count) weights sum to \(total); a sum above 0 is needed")
    let target = uniform() * total
    var cumulative = 0.0
    var last = 0
    for (index, weight) in weights.enumerated() where weight > 0 {
      cumulative += weight
      if target < cumulative { return index }
      last = index  // Rounding may leave the target at the very end.
    }
    return last
  }

  /// For each row of logits an index drawn with the probability softmax(row).
  ///
  /// The largest of logit + Gumbel number (Gumbel 1954; Maddison et al. 2014): no normalisation, and
  /// nothing overflows. −∞ is never drawn.
  ///
  /// - Parameter logits: [N, K] or a single row [K]; below ∞, in each row one above −∞.
  /// - Returns: N indices below K, or one.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public mutating func categorical<Scalar>(logits: Tensor<Scalar>) -> [Int] {
    require(
      1...2 ~= logits.rank, "categorical(logits:): rows are needed, not the shape \(logits.shape)")
    let size = logits.shape[logits.rank - 1]
    let rows = logits.rank == 1 ? 1 : logits.shape[0]
    var random = self
    defer { self = random }
    return logits.withElements { x in
      (0..<rows).map { row in
        var (best, largest, isFit) = (-1, -Double.infinity, true)
        for k in 0..<size {
          let logit = Double(x[row * size + k])
          let value = logit + random.gumbel()
          isFit = isFit && logit < .infinity
          if value > largest { (best, largest) = (k, value) }
        }
        require(
          best >= 0 && isFit,
          "categorical(logits:): row \(row) of the shape \(logits.shape) has NaN, ∞ or only −∞")
        return best
      }
    }
  }

  /// The numbers 0 … `count` − 1 in random order (Fisher & Yates).
  public mutating func permutation(_ count: Int) -> [Int] {
    var order = Array(0..<count)
    for index in stride(from: count - 1, to: 0, by: -1) {
      order.swapAt(index, integer(below: index + 1))
    }
    return order
  }

  /// Different numbers from 0 … `population` − 1, `count` of them.
  public mutating func sample(_ count: Int, of population: Int) -> [Int] {
    require(count <= population, "sample(\(count), of: \(population)): not that many there")
    return Array(permutation(population).prefix(count))
  }
}
