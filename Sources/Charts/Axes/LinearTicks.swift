/// Ticks at multiples of 1, 2 or 5 × 10^n, as many as fit.
struct LinearTicks {
  /// The value at the lower end of the axis.
  let lower: Double
  /// The value at the upper end of the axis.
  let upper: Double
  /// The ticks from the lowest, in units of 10^`exponent`.
  let mantissas: [Int]
  let exponent: Int

  /// The values of the ticks.
  var values: [Double] {
    mantissas.map { DecimalNumber(mantissa: $0, exponent: exponent).value }
  }

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
    if fraction > 0 {
      // A value that was a multiple before rounding is not moved out to the next one.
      let unit = size / Double(fraction)
      let slack = 1e-9
      self.lower = (lower / unit + slack).rounded(.down) * unit
      self.upper = (upper / unit - slack).rounded(.up) * unit
    } else {
      self.lower = lower
      self.upper = upper
    }
    let slack = 1e-9
    let first = (self.lower / size - slack).rounded(.up)
    let last = (self.upper / size + slack).rounded(.down)
    // Beyond 2^53 neighbouring multiples are one and the same number.
    guard first <= last, last - first < 1000, abs(first) < 1e15, abs(last) < 1e15 else {
      mantissas = []
      return
    }
    mantissas = (Int(first)...Int(last)).map { $0 * step.mantissa }
  }
}
