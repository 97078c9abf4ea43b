internal import Glibc

/// `base` to an integer power.
func power(of base: Double, _ exponent: Int) -> Double { pow(base, Double(exponent)) }

/// The largest integer whose power of ten is at most `number`, which is positive.
func decimalExponent(_ number: Double) -> Int {
  let exponent = Int(log10(number).rounded(.down))
  // The logarithm of 10^k may come out just under k.
  return power(of: 10, exponent + 1) <= number ? exponent + 1 : exponent
}
