import Margin

/// Words to tell the true one from: P_n ∝ c(w)^power.
struct WordNoise {
  private var table = AliasTable([1])
  private var power = Double.nan

  mutating func set(_ counts: [Int], power: Double) {
    if power == self.power { return }
    self.power = power
    table = AliasTable(Self.probabilities(counts, power: power))
  }

  @inline(__always)
  func draw(using random: inout RandomSource) -> Int32 { Int32(table.draw(using: &random)) }

  /// c(w)^power / Σ c^power.
  static func probabilities(_ counts: [Int], power: Double) -> [Double] {
    let weights = counts.map { pow(Double($0), power) }
    let total = weights.reduce(0, +)
    return weights.map { $0 / total }
  }
}

/// How often frequent words are passed over.
struct SubSampling {
  private var keep: [Double] = []
  private var t = Double.nan

  mutating func set(_ counts: [Int], t: Double) {
    if t == self.t { return }
    self.t = t
    keep = Self.keepProbabilities(counts, t: t)
  }

  @inline(__always)
  func keeps(_ w: Int32, using random: inout RandomSource) -> Bool {
    keep[Int(w)] >= 1 || random.uniform() < keep[Int(w)]
  }

  /// min(1, √(t/f) + t/f), as word2vec.c has it; of t = 0 all 1.
  ///
  /// The paper's (5) is √(t/f).
  static func keepProbabilities(_ counts: [Int], t: Double) -> [Double] {
    let total = Double(counts.reduce(0, +))
    return counts.map { count in
      let ratio = t * total / Double(count)
      return t == 0 ? 1 : min(1, sqrt(ratio) + ratio)
    }
  }
}
