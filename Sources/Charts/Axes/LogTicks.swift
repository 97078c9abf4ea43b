internal import Glibc

/// Ticks of a logarithmic axis: decades, or 1-2-5 within them, or round numbers within one.
struct LogTicks {
  /// The logarithm of the value at the lower end of the axis.
  let lower: Double
  /// The logarithm of the value at the upper end of the axis.
  let upper: Double
  let numbers: [DecimalNumber]

  /// The ticks of the positive `lower`…`upper`, at most `maximum` ≥ 3.
  init(_ lower: Double, _ upper: Double, ends: Axis.Ends, maximum: Int) {
    let slack = 1e-9
    var bottom = log10(lower)
    var top = log10(upper)
    if ends == .round, top - bottom > 1 {
      bottom = (bottom + slack).rounded(.down)
      top = (top - slack).rounded(.up)
    }
    let first = Int((bottom - slack).rounded(.up))
    let decades = first...max(first, Int((top + slack).rounded(.down)))

    func isInside(_ number: DecimalNumber) -> Bool {
      bottom - slack...top + slack ~= log10(number.value)
    }
    let fine = decades.lowerBound - 1...decades.upperBound
    let subdivided = fine.flatMap { decade in
      [1, 2, 5].map { DecimalNumber(mantissa: $0, exponent: decade) }
    }.filter(isInside)
    if subdivided.count <= maximum, subdivided.count >= 2 {
      numbers = subdivided
    } else if top - bottom < 1 {
      let linear = LinearTicks(
        pow(10, bottom), pow(10, top), ends: .tight, maximum: maximum, integers: false)
      numbers = linear.mantissas.map { DecimalNumber(mantissa: $0, exponent: linear.exponent) }
    } else {
      var every = 1
      while decades.count > maximum * every { every += 1 }
      numbers = decades.filter { $0.isMultiple(of: every) }
        .map { DecimalNumber(mantissa: 1, exponent: $0) }.filter(isInside)
    }
    self.lower = bottom
    self.upper = top
  }
}
