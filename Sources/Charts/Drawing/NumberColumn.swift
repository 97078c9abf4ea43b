/// How the numbers of one column are written so that they can be compared at a glance: alike, and
/// with the digits in which they differ.
struct NumberColumn {
  private enum Form {
    case decimals(Int)
    case exponent
  }

  private let form: Form

  /// The form that fits `numbers`.
  init(_ numbers: [Double]) {
    let finite = numbers.filter(\.isFinite)
    let sizes = finite.map(abs).filter { $0 > 0 }
    guard let lowest = finite.min(), let highest = finite.max(), let largest = sizes.max(),
      let smallest = sizes.min()
    else {
      form = .decimals(0)
      return
    }
    // Five digits of what differs; of the numbers themselves where they are all the same.
    let spread = highest > lowest ? min(highest - lowest, largest) : largest
    let told = max(0, 4 - decimalExponent(spread))
    var decimals = finite.map { Self.decimals(of: $0, upTo: told) }.max() ?? 0
    func isLost() -> Bool { smallest * power(of: 10, decimals) < 0.5 }
    // Two digits more are easier to read than exponents.
    let needed = -decimalExponent(smallest)
    if isLost(), needed <= told + 2 { decimals = needed }
    let vanishes = decimals > 12 || isLost()
    form =
      largest * power(of: 10, decimals) >= 1e13 || vanishes ? .exponent : .decimals(decimals)
  }

  /// The digits after the point that `number` needs, at most `most`: rounded to so many it may end in
  /// zeros, as 0.1 + 0.2 does.
  private static func decimals(of number: Double, upTo most: Int) -> Int {
    guard decimals(of: number) > most else { return decimals(of: number) }
    var digits = (number * power(of: 10, most)).rounded()
    var count = most
    while count > 0, digits.truncatingRemainder(dividingBy: 10) == 0 {
      digits /= 10
      count -= 1
    }
    return count
  }

  /// The digits after the point of the shortest text that gives `number`.
  private static func decimals(of number: Double) -> Int {
    let parts = "\(number)".split(separator: "e")
    let fraction = parts[0].split(separator: ".").dropFirst().first ?? ""
    let digits = fraction == "0" ? 0 : fraction.utf8.count
    let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    return max(0, digits - exponent)
  }

  /// `number` in the form of the column.
  func text(_ number: Double) -> String {
    guard number.isFinite else { return number.isNaN ? "NaN" : number < 0 ? "-inf" : "inf" }
    switch form {
    case .decimals(let count): return fixed(number, decimals: count)
    case .exponent:
      guard number != 0 else { return "0" }
      var exponent = decimalExponent(abs(number))
      guard exponent > -300 else { return "\(number)" }
      var mantissa = DecimalNumber(number / power(of: 10, exponent), decimals: 3)
      if abs(mantissa.mantissa) >= 10_000 {
        exponent += 1
        mantissa.mantissa /= 10
      }
      return "\(mantissa.plain)e\(exponent)"
    }
  }
}

/// `number` alone, with the digits that a reader can use.
func legible(_ number: Double) -> String { NumberColumn([number]).text(number) }

extension DecimalNumber {
  /// `number`, small enough that its digits fit an `Int`, rounded to `decimals` after the point.
  init(_ number: Double, decimals: Int) {
    self.init(
      mantissa: Int((number * power(of: 10, decimals)).rounded()), exponent: -decimals)
  }
}

/// `number` with `decimals` digits after the point; very large ones as they print.
func fixed(_ number: Double, decimals: Int) -> String {
  guard abs(number) * power(of: 10, decimals) < 1e15 else { return "\(number)" }
  return DecimalNumber(number, decimals: decimals).plain
}
