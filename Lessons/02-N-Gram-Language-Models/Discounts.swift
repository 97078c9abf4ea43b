/// What is taken from counts of 1, 2, and 3 or more.
struct Discounts: Hashable {
  var one: Double
  var two: Double
  var more: Double
  /// Whether there were too few counts to estimate them.
  var isFallback = false

  /// D_c, never more than c.
  subscript(c: Int32) -> Double {
    switch c {
    case 0: 0
    case 1: min(one, 1)
    case 2: min(two, 2)
    default: min(more, Double(c))
    }
  }

  /// One discount for all counts: `D`, or where that is 0, n₁ / (n₁ + 2 n₂).
  static func single(_ D: Double, _ n: [Int]) -> Discounts {
    let (n1, n2) = (Double(n[0]), Double(n[1]))
    let D = D > 0 ? D : n1 > 0 && n2 > 0 ? n1 / (n1 + 2 * n2) : 0.75
    return Discounts(one: D, two: D, more: D)
  }

  /// Three discounts from the counts of counts n₁ … n₄.
  ///
  /// Chen & Goodman (1999), equation 26 of their technical report. Where n₁, n₂ or n₃ is 0, or a discount
  /// below 0 or above its count: ½, 1, 3⁄2.
  static func modified(_ n: [Int]) -> Discounts {
    let (n1, n2, n3, n4) = (Double(n[0]), Double(n[1]), Double(n[2]), Double(n[3]))
    let Y = n1 / (n1 + 2 * n2)
    let D = Discounts(
      one: 1 - 2 * Y * n2 / n1, two: 2 - 3 * Y * n3 / n2, more: 3 - 4 * Y * n4 / n3)
    let isEstimate =
      n1 > 0 && n2 > 0 && n3 > 0 && (0...1).contains(D.one) && (0...2).contains(D.two)
      && (0...3).contains(D.more)
    return isEstimate ? D : Discounts(one: 0.5, two: 1, more: 1.5, isFallback: true)
  }
}

/// The factors d_r of the counts r ≤ k.
struct KatzDiscounts: Hashable {
  /// d_1 … d_k.
  let factors: [Double]

  /// No discount.
  init() { factors = [] }

  /// Those of Good–Turing from the counts of counts n₁ …, of which the (k+1)-th must be there.
  ///
  /// As Katz (1987) has them, so that they hold back n₁ counts in all. k is lowered until n_{k+1} is not 0,
  /// and a factor that would not be between 0 and 1 is 1.
  init(_ n: [Int], limit: Int) {
    var k = min(limit, n.count - 1)
    while k > 0, n[k] == 0 { k -= 1 }
    guard k > 0, n[0] > 0 else {
      factors = []
      return
    }
    let common = Double((k + 1) * n[k]) / Double(n[0])
    factors = (1...k).map { r in
      let ratio = Double((r + 1) * n[r]) / Double(r * n[r - 1])  // r* / r
      let d = (ratio - common) / (1 - common)
      return n[r - 1] > 0 && common < 1 && ratio <= 1 && d > 0 && d <= 1 ? d : 1
    }
  }

  /// d_c.
  subscript(c: Int32) -> Double { c <= factors.count ? factors[Int(c) - 1] : 1 }
}
