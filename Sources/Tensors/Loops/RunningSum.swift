/// A sum that keeps what rounding cuts off it (Knuth, TAOCP 2, 4.2.2; Ogita, Rump & Oishi 2005).
///
/// Every long sum here adds blocks of terms plainly and joins their sums in one of these: its error is
/// that of a block, however many there are.
struct RunningSum<Term: AdditiveArithmetic> {
  var sum = Term.zero
  var rest = Term.zero

  @inline(__always)
  mutating func add(_ x: Term) {
    let next = sum + x
    let added = next - sum
    rest = rest + ((sum - (next - added)) + (x - added))
    sum = next
  }
}

extension RunningSum where Term: BinaryFloatingPoint {
  /// The sum; what was cut off an infinite one is NaN and does not count.
  @inline(__always)
  var value: Term { rest.isFinite ? sum + rest : sum }

  /// Brings the rest below the sum's last place: what was cut off a million terms would be rounded itself.
  @inline(__always)
  mutating func settle() {
    let settled = value
    (sum, rest) = (settled, rest.isFinite ? rest - (settled - sum) : rest)
  }
}

extension RunningSum where Term: Lanes {
  /// The sums; what was cut off an infinite one is NaN and does not count.
  @inline(__always)
  var value: Term { Term.select(rest - rest == 0, sum + rest, sum) }

  /// Brings the rests below the sums' last places.
  @inline(__always)
  mutating func settle() {
    let settled = value
    (sum, rest) = (settled, Term.select(rest - rest == 0, rest - (settled - sum), rest))
  }
}

/// Σ term(i) for i = 0 … count − 1 in a fixed order: blocks of 64, of which four at a time.
@inline(__always)
func blockedSum<Term: AdditiveArithmetic>(_ count: Int, _ term: (Int) -> Term) -> RunningSum<Term> {
  if count <= 64 { return RunningSum(sum: plainSum(0, count, term)) }
  var (total, i) = (RunningSum<Term>(), 0)
  while i < count {
    let end = min(count, i &+ 64)
    total.add(plainSum(i, end, term))
    i = end
  }
  return total
}

/// Σ term(i) for i = start … end − 1, four at a time.
@inline(__always)
private func plainSum<Term: AdditiveArithmetic>(
  _ start: Int, _ end: Int, _ term: (Int) -> Term
) -> Term {
  var (sum, i) = (Term.zero, start)
  while i &+ 4 <= end {
    sum = sum + ((term(i) + term(i &+ 1)) + (term(i &+ 2) + term(i &+ 3)))
    i &+= 4
  }
  while i < end {
    sum = sum + term(i)
    i &+= 1
  }
  return sum
}

/// Two sums side by side.
struct Pair<Term: AdditiveArithmetic>: AdditiveArithmetic {
  var a: Term
  var b: Term

  static var zero: Self { Self(a: .zero, b: .zero) }
  @inline(__always)
  static func + (x: Self, y: Self) -> Self { Self(a: x.a + y.a, b: x.b + y.b) }
  @inline(__always)
  static func - (x: Self, y: Self) -> Self { Self(a: x.a - y.a, b: x.b - y.b) }
}

extension RunningSum {
  /// The two sums.
  @inline(__always)
  func parts<Part>() -> (RunningSum<Part>, RunningSum<Part>) where Term == Pair<Part> {
    (RunningSum<Part>(sum: sum.a, rest: rest.a), RunningSum<Part>(sum: sum.b, rest: rest.b))
  }
}
