/// A number in base ten, `mantissa` × 10^`exponent`: ticks are exact and so are their labels.
struct DecimalNumber: Hashable {
  var mantissa: Int
  var exponent: Int

  /// The nearest `Double`.
  var value: Double {
    exponent >= 0
      ? Double(mantissa) * power(of: 10, exponent)
      : Double(mantissa) / power(of: 10, -exponent)
  }

  /// From this number to `value`, to the last digit of both.
  func distance(to value: Double) -> Double {
    // In two parts, since an integer may have more digits than a `Double`. A fused multiplication
    // rounds once: what both have in common goes without a trace.
    let low = mantissa % (1 << 32)
    let (high, rest) = (Double(mantissa - low), Double(low))
    if exponent >= 0 {
      let unit = power(of: 10, exponent)
      return value.addingProduct(-high, unit).addingProduct(-rest, unit)
    }
    let parts = power(of: 10, -exponent)
    return ((-high).addingProduct(value, parts) - rest) / parts
  }

  /// All digits, with a point where one is needed.
  var plain: String {
    let digits = String(mantissa.magnitude)
    let sign = mantissa < 0 ? "-" : ""
    if exponent >= 0 {
      return mantissa == 0 ? "0" : sign + digits + String(repeating: "0", count: exponent)
    }
    let padded = String(repeating: "0", count: max(0, 1 - exponent - digits.count)) + digits
    return "\(sign)\(padded.dropLast(-exponent)).\(padded.suffix(-exponent))"
  }

  /// The power of ten of the first digit.
  var magnitude: Int { String(mantissa.magnitude).count - 1 + exponent }

  /// Without zeros at the end of the mantissa.
  var shortened: DecimalNumber {
    var number = self
    while number.mantissa != 0, number.mantissa.isMultiple(of: 10) {
      number.mantissa /= 10
      number.exponent += 1
    }
    return number
  }
}

/// Labels for ticks with one exponent: distinct if the ticks are, short, alike in their form.
struct TickLabels: Hashable {
  var texts: [String]
  /// What has to be added to each label, as a text with a sign.
  var offset: String?

  private static let widest = 8

  /// The labels of `mantissas` × 10^`exponent`, split off a common part only if `allowsOffset`.
  init(_ mantissas: [Int], exponent: Int, allowsOffset: Bool = false) {
    texts = Self.texts(mantissas, exponent: exponent)
    guard allowsOffset, texts.contains(where: { $0.utf8.count > Self.widest }),
      let lowest = mantissas.min(), let highest = mantissas.max()
    else { return }
    // The roundest number near the middle leaves the shortest labels.
    var unit = 1
    while unit <= highest - lowest { unit *= 10 }
    let middle = lowest + (highest - lowest) / 2
    let common = (middle + (middle < 0 ? -unit : unit) / 2) / unit * unit
    let rest = Self.texts(mantissas.map { $0 - common }, exponent: exponent)
    guard common != 0, Self.width(rest) < Self.width(texts) else { return }
    texts = rest
    let number = DecimalNumber(mantissa: common, exponent: exponent).shortened
    let text = Self.texts([number.mantissa], exponent: number.exponent)[0]
    offset = common < 0 ? text : "+" + text
  }

  private static func width(_ texts: [String]) -> Int { texts.map(\.utf8.count).max() ?? 0 }

  private static func texts(_ mantissas: [Int], exponent: Int) -> [String] {
    let largest = mantissas.max { $0.magnitude < $1.magnitude } ?? 0
    let magnitude = DecimalNumber(mantissa: largest, exponent: exponent).magnitude
    let (power, suffix) = unit(magnitude: magnitude)
    return mantissas.map {
      $0 == 0
        ? "0" : DecimalNumber(mantissa: $0, exponent: exponent - power).plain + suffix
    }
  }

  /// The power of ten that labels up to 10^`magnitude` are counted in, and its sign.
  private static func unit(magnitude: Int) -> (power: Int, suffix: String) {
    switch magnitude {
    case -3..<5: (0, "")
    case 5..<18: (magnitude / 3 * 3, ["", "k", "M", "G", "T", "P"][magnitude / 3])
    default: (magnitude, "e\(magnitude)")
    }
  }
}
