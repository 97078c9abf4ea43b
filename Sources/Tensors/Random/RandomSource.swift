import Glibc

/// The seeded generator of a run: xoshiro256++ (Blackman & Vigna 2021), its state filled by SplitMix64.
///
/// All draws come from one stream in the order in which they are asked for, so that the same seed
/// gives the same numbers whatever the number of threads.
public struct RandomSource: RandomNumberGenerator, Hashable, Sendable {
  private var s0: UInt64
  private var s1: UInt64
  private var s2: UInt64
  private var s3: UInt64

  /// The generator of `seed`: the same seed gives the same numbers.
  public init(seed: UInt64) {
    var filler = seed
    func splitMix64() -> UInt64 {
      filler &+= 0x9E37_79B9_7F4A_7C15
      var z = filler
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
    s0 = splitMix64()
    s1 = splitMix64()
    s2 = splitMix64()
    s3 = splitMix64()
  }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    func rotated(_ x: UInt64, _ k: UInt64) -> UInt64 { (x << k) | (x >> (64 - k)) }
    let result = rotated(s0 &+ s3, 23) &+ s0
    let t = s1 << 17
    s2 ^= s0
    s3 ^= s1
    s1 ^= s2
    s0 ^= s3
    s2 ^= t
    s3 = rotated(s3, 45)
    return result
  }

  /// A generator whose numbers never meet this one's: it takes over the next 2¹²⁸ of the stream,
  /// and this one goes on behind them.
  public mutating func split() -> RandomSource {
    let child = self
    let jump: [UInt64] = [
      0x180E_C6D3_3CFD_0ABA, 0xD5A6_1266_F0C9_392C, 0xA958_2618_E03F_C9AA, 0x39AB_DC45_29B1_661C,
    ]
    var (t0, t1, t2, t3): (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    for word in jump {
      for bit in 0..<64 {
        if word & (1 << bit) != 0 {
          t0 ^= s0
          t1 ^= s1
          t2 ^= s2
          t3 ^= s3
        }
        _ = next()
      }
    }
    (s0, s1, s2, s3) = (t0, t1, t2, t3)
    return child
  }
}

// Numbers.
extension RandomSource {
  /// A number from [0, 1), uniformly, with 53 random bits.
  public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A number from `range`, uniformly.
  public mutating func uniform(in range: Range<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * uniform()
  }

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

  /// A number from the normal distribution (Box & Muller 1958).
  public mutating func normal(mean: Double = 0, deviation: Double = 1) -> Double {
    let radius = sqrt(-2 * log(1 - uniform()))
    return mean + deviation * radius * cos(2 * .pi * uniform())
  }

  /// An index drawn with probability proportional to its weight.
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

// Arrays.
extension Tensor {
  /// An array of independent normal numbers.
  public static func normal(
    _ shape: [Int], mean: Double = 0, deviation: Double = 1, using random: inout RandomSource
  ) -> Tensor {
    Tensor(shape: shape) { _ in Scalar(random.normal(mean: mean, deviation: deviation)) }
  }

  /// An array of independent uniform numbers from `range`.
  public static func uniform(
    _ shape: [Int], in range: Range<Double> = 0..<1, using random: inout RandomSource
  ) -> Tensor {
    Tensor(shape: shape) { _ in Scalar(random.uniform(in: range)) }
  }
}
