internal import Glibc

/// The logarithm of a magnitude with the sign of the number: linear around 0.
func symlog(_ value: Double, reach: Double) -> Double {
  let size = log10(1 + abs(value) / reach)
  return value < 0 ? -size : value.isNaN ? value : size
}

/// Ticks of a symlog axis: 0 and decades on either side.
struct SymlogTicks {
  let lower: Double
  let upper: Double
  let ticks: [Axis.Tick]

  /// Below it the scale is linear: four decades under the greatest magnitude.
  static func linearReach(of range: FiniteRange) -> Double {
    let size = range.isEmpty ? 1 : min(largestPlace, max(abs(range.lower), abs(range.upper)))
    guard size > 1e-280 else { return 1e-284 }
    return power(of: 10, decimalExponent(size) - 3)
  }

  /// The ticks of `lower`…`upper`, at most about `maximum`.
  init(_ lower: Double, _ upper: Double, reach: Double, maximum: Int) {
    let (low, high) = (symlog(lower, reach: reach), symlog(upper, reach: reach))
    self.lower = low
    self.upper = high
    let top = decimalExponent(max(abs(lower), abs(upper), 1e-280))
    let bottom = decimalExponent(reach)
    var every = 1
    func numbers() -> [DecimalNumber] {
      let decades = stride(from: top, to: bottom, by: -every).map { $0 }
      return decades.map { DecimalNumber(mantissa: -1, exponent: $0) }
        + [DecimalNumber(mantissa: 0, exponent: 0)]
        + decades.reversed().map { DecimalNumber(mantissa: 1, exponent: $0) }
    }
    func inside() -> [DecimalNumber] {
      numbers().filter { low...high ~= symlog($0.value, reach: reach) }
    }
    while every < 8, inside().count > maximum { every += 1 }
    var shown = inside()
    if shown.count < 2 {
      // Far from 0 and within a decade: round numbers.
      let linear = LinearTicks(lower, upper, ends: .tight, maximum: maximum, integers: false)
      shown = linear.mantissas.map { DecimalNumber(mantissa: $0, exponent: linear.exponent) }
    }
    ticks = shown.map { number in
      Axis.Tick(
        place: (symlog(number.value, reach: reach) - low) / (high - low),
        label: TickLabels([number.mantissa], exponent: number.exponent).texts[0])
    }
  }
}
