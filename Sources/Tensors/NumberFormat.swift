import Glibc

/// How numbers that stand together are written: all with the same decimals.
struct NumberFormat: Hashable {
  /// How many digits stand behind the point.
  private(set) var decimals = 0
  /// Whether as 1.25e-09.
  private(set) var isScientific = false

  /// The format in which `numbers` show four significant digits, as far as the largest leaves room.
  init(_ numbers: [Double]) {
    let others = numbers.filter { $0.isFinite && $0 != 0 }
    let parts = others.map(Self.parts)
    guard let largest = parts.map(\.exponent).max() else { return }
    let room = Self.room(largest)
    if others.allSatisfy({ $0 == $0.rounded() }), largest < 10 { return }
    // One number that shows as 0.0000 among many is no reason to write all as 1.234e+00.
    let lost = parts.count { $0.exponent < -room }
    isScientific = largest >= 7 || largest < -4 || 8 * lost > parts.count
    decimals =
      isScientific
      ? parts.map(\.digits).max() ?? 0
      : min(room, parts.map { max(0, $0.digits - $0.exponent) }.max() ?? 0)
  }

  /// How many decimals go well with a largest number of about ten to the power of `exponent`.
  private static func room(_ exponent: Int) -> Int {
    switch exponent {
    case ..<(-1): 3 - exponent
    case -1...0: 4
    case 1...2: 4 - exponent
    // With those before the point as many digits as a Float has.
    default: max(0, min(2, 6 - exponent))
    }
  }

  /// Of a number rounded to four significant digits: the power of ten of the first, and how many
  /// others there are up to the last that is not 0.
  private static func parts(_ number: Double) -> (exponent: Int, digits: Int) {
    let pieces = print(number, "%.*e", 3).split(separator: "e")
    let fraction = pieces[0].drop { $0 != "." }.dropFirst()
    let zeros = fraction.reversed().prefix { $0 == "0" }.count
    return (Int(pieces[1]) ?? 0, fraction.count - zeros)
  }

  /// The number in this format; `nan`, `inf` or `-inf` where it is not finite.
  func text(_ number: Double) -> String {
    // Without the sign, which says nothing to a reader.
    if number.isNaN { return "nan" }
    return Self.print(number, isScientific && number.isFinite ? "%.*e" : "%.*f", decimals)
  }

  private static func print(_ number: Double, _ format: String, _ decimals: Int) -> String {
    // The longest is −1.8·10³⁰⁸ written out, but that is scientific.
    var buffer = [CChar](repeating: 0, count: 400)
    let length = withVaList([Int32(decimals), number]) {
      vsnprintf(&buffer, buffer.count, format, $0)
    }
    return String(decoding: buffer.prefix(Int(length)).map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
