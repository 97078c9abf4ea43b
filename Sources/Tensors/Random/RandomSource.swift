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

  /// The generator that goes on from the four words of its state, which may not all be 0.
  init(state: (UInt64, UInt64, UInt64, UInt64)) { (s0, s1, s2, s3) = state }

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
