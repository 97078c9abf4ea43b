import Testing

@testable import Tensors

@Suite("16-bit floating point")
struct HalfPrecisionTests {
  /// The value of IEEE 754 binary16 by its definition.
  func definition(_ bits: UInt16) -> Double {
    let (exponent, fraction) = (Int(bits >> 10) & 31, Double(bits & 1023))
    let sign: Double = bits >> 15 == 0 ? 1 : -1
    switch exponent {
    case 0: return sign * fraction * 0x1p-24
    case 31: return fraction == 0 ? sign * .infinity : .nan
    default:
      return sign * (1 + fraction / 1024)
        * Double(sign: .plus, exponent: exponent - 15, significand: 1)
    }
  }

  @Test("all 65 536 numbers of binary16 are read by the definition and written back")
  func allHalves() {
    for bits in UInt16.min ... .max {
      let (value, expected) = (Double(float(half: bits)), definition(bits))
      if expected.isNaN {
        #expect(value.isNaN && definition(half(value)).isNaN)
      } else if value != expected || value.sign != expected.sign || half(value) != bits {
        Issue.record("\(String(bits, radix: 16)): \(value), not \(expected)")
      }
    }
  }

  @Test("all 65 536 numbers of bfloat16 are read and written back")
  func allBrainFloats() {
    for bits in UInt16.min ... .max {
      let value = float(bfloat: bits)
      if value.isNaN {
        #expect(float(bfloat: bfloat(Double(value))).isNaN)
      } else if bfloat(Double(value)) != bits {
        Issue.record("\(String(bits, radix: 16)) comes back as another number")
      }
    }
  }

  @Test("between two neighbours the nearer is taken, in the middle the even one")
  func rounding() {
    // From every positive number to the next; above the last, ∞ counts as the next power of two.
    for bits in 0..<0x7C00 as Range<UInt16> {
      let next = bits == 0x7BFF ? 65536 : definition(bits + 1)
      check(bits, definition(bits), next, half, sign: 0x8000)
    }
    for bits in 0..<0x7F80 as Range<UInt16> {
      let next = bits == 0x7F7F ? 0x1p128 : Double(float(bfloat: bits + 1))
      check(bits, Double(float(bfloat: bits)), next, bfloat, sign: 0x8000)
    }
  }

  func check(
    _ bits: UInt16, _ value: Double, _ next: Double, _ narrow: (Double) -> UInt16, sign: UInt16
  ) {
    // Exact, and its neighbours differ from it only far behind what a Float holds.
    let middle = (value + next) / 2
    let results = [middle.nextDown, middle, middle.nextUp].map(narrow)
    let negative = [middle.nextDown, middle, middle.nextUp].map { narrow(-$0) ^ sign }
    if results != [bits, bits % 2 == 0 ? bits : bits + 1, bits + 1] || negative != results {
      Issue.record("\(String(bits, radix: 16)): \(results), \(negative)")
    }
  }

  @Test("what is too large becomes ∞, what is too small 0 with its sign")
  func extremes() {
    #expect(half(65519.99) == 0x7BFF && half(65520) == 0x7C00 && half(1e300) == 0x7C00)
    #expect(half(-.infinity) == 0xFC00 && half(-1e-300) == 0x8000 && half(0x1p-25) == 0)
    #expect(half((0x1p-25 as Double).nextUp) == 1)
    #expect(bfloat(1e300) == 0x7F80 && bfloat(-1e300) == 0xFF80 && bfloat(-1e-300) == 0x8000)
    #expect(bfloat(Double(Float.greatestFiniteMagnitude)) == 0x7F80)
  }
}
