/// Ticks at multiples of 1, 2 or 5 × 10^n, as many as fit.
struct LinearTicks {
  /// The value at the lower end of the axis.
  let lower: Double
  /// The value at the upper end of the axis.
  let upper: Double
  /// The ticks from the lowest, in units of 10^`exponent`.
  let mantissas: [Int]
  let exponent: Int

  /// The finest ticks of `lower`…`upper` of which at most `maximum` ≥ 3 are needed; on integers
  /// alone if asked for.
  init(_ lower: Double, _ upper: Double, ends: Axis.Ends, maximum: Int, integers: Bool) {
    var exponent = decimalExponent((upper - lower) / Double(maximum))
    if integers { exponent = max(0, exponent) }
    var best: LinearTicks?
    while best == nil {
      for mantissa in [1, 2, 5] where best == nil {
        let step = DecimalNumber(mantissa: mantissa, exponent: exponent)
        let fractions = ends == .tight ? [0] : [2, 1]
        best =
          fractions.lazy
          .map { LinearTicks(lower, upper, step: step, endsAtFractions: $0) }
          .first { ticks in
            (ends == .tight ? 1 : 2)...maximum ~= ticks.mantissas.count
              || ticks.mantissas.isEmpty
          }
      }
      exponent += 1
    }
    self = best ?? LinearTicks(lower, upper, step: .init(mantissa: 1, exponent: exponent))
  }

  /// The ticks at multiples of `step`; the ends are moved out to multiples of a fraction of it,
  /// or stay where they are (0).
  private init(
    _ lower: Double, _ upper: Double, step: DecimalNumber, endsAtFractions fraction: Int = 0
  ) {
    exponent = step.exponent
    let size = step.value
    let origin = Self.origin(near: lower, reach: upper - lower, exponent: exponent)
    // In steps from the origin, which are few, so that neighbouring multiples differ.
    let start = origin.distance(to: lower) / size
    let end = origin.distance(to: upper) / size
    // A value that was a multiple before rounding is not moved out to the next one.
    let slack = 1e-9
    var ends = (start, end)
    if fraction > 0 {
      let parts = Double(fraction)
      ends = (
        (start * parts + slack).rounded(.down) / parts, (end * parts - slack).rounded(.up) / parts
      )
      let isNear = origin.mantissa == 0
      self.lower = isNear ? ends.0 * size : min(lower, lower + (ends.0 - start) * size)
      self.upper = isNear ? ends.1 * size : max(upper, upper + (ends.1 - end) * size)
    } else {
      self.lower = lower
      self.upper = upper
    }
    let first = (ends.0 - slack).rounded(.up)
    let last = (ends.1 + slack).rounded(.down)
    guard first <= last, last - first < 1000, abs(first) < 1e15 else {
      mantissas = []
      return
    }
    mantissas = (Int(first)...Int(last)).map { origin.mantissa + $0 * step.mantissa }
  }

  /// A round number from which ticks near `value` are counted: 0 where they are within reach of it.
  private static func origin(near value: Double, reach: Double, exponent: Int) -> DecimalNumber {
    var unit = 1
    while Double(unit) * power(of: 10, exponent) < reach, unit < 1_000_000_000 { unit *= 10 }
    let coarse = DecimalNumber(mantissa: unit, exponent: exponent).value
    let count = (value / coarse).rounded()
    guard abs(count) > 1e6, abs(count) < 0x1p62 / Double(unit) else {
      return DecimalNumber(mantissa: 0, exponent: exponent)
    }
    return DecimalNumber(mantissa: Int(count) * unit, exponent: exponent)
  }
}
