import Glibc

// Uniform numbers, and the distributions that come from one of them by inversion.
extension RandomSource {
  /// A number from [0, 1), uniformly, with 53 random bits.
  public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A number from `range`, uniformly; of an empty range its bound.
  public mutating func uniform(in range: Range<Double>) -> Double {
    let value = range.lowerBound + (range.upperBound - range.lowerBound) * uniform()
    // Rounding may reach the bound that does not belong to the range.
    return value < range.upperBound ? value : max(range.lowerBound, range.upperBound.nextDown)
  }

  /// A number from (0, 1), whose logarithm is finite: the middles of 2⁵² equal parts.
  mutating func openUniform() -> Double { (Double(next() >> 12) + 0.5) * 0x1p-52 }

  /// An integer from 0 to `bound` − 1, each as likely as the others (Lemire 2019).
  public mutating func integer(below bound: Int) -> Int {
    require(bound > 0, "integer(below: \(bound)): there is no such integer")
    let bound = UInt64(bound)
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let threshold = (0 &- bound) % bound
      while product.low < threshold { product = next().multipliedFullWidth(by: bound) }
    }
    return Int(product.high)
  }

  /// True with the given probability.
  public mutating func bernoulli(_ probability: Double = 0.5) -> Bool {
    require(
      0...1 ~= probability, "bernoulli(\(probability)): a probability from 0 to 1 is needed")
    return uniform() < probability
  }

  /// A number above 0 from the exponential distribution, whose mean is `scale`.
  ///
  /// −scale · log u: density exp(−x / scale) / scale.
  public mutating func exponential(scale: Double = 1) -> Double {
    require(scale >= 0, "exponential(scale: \(scale)): a scale of at least 0 is needed")
    return -scale * log(openUniform())
  }

  /// A number from the Gumbel distribution of maxima.
  ///
  /// location − scale · log(−log u): distribution function exp(−exp(−(x − location) / scale)), mean
  /// location + 0.5772 scale.
  public mutating func gumbel(location: Double = 0, scale: Double = 1) -> Double {
    require(scale >= 0, "gumbel(scale: \(scale)): a scale of at least 0 is needed")
    return location - scale * log(-log(openUniform()))
  }
}
