internal import Glibc

extension Axis {
  /// The value at the place `place`, 0…1.
  func value(at place: Double) -> Double {
    let number = lower + place * (upper - lower)
    switch scale {
    case .linear: return number
    case .log: return pow(10, number)
    case .symlog:
      let size = (pow(10, abs(number)) - 1) * linearReach
      return number < 0 ? -size : size
    }
  }

  /// The place of `value`, 0…1 where it is on the axis.
  func place(of value: Double) -> Double { map(from: 0, to: 1)(value) }

  /// The part of `whole` that lies `share` of this one further on, its middle still on `whole`; nil
  /// where there are no numbers for it.
  func moved(by share: Double, within whole: Axis) -> ClosedRange<Double>? {
    let (first, last) = (place(of: whole.value(at: 0)), place(of: whole.value(at: 1)))
    let middle = max(min(first, last), min(max(first, last), 0.5 + share))
    return part(from: middle - 0.5, to: middle + 0.5, least: 0)
  }

  /// The part that is `size` times as long, the place `anchor` staying where it is.
  ///
  /// Nil: all of `whole`, since there is no more. No less than `least` of it is seen.
  func resized(
    by size: Double, around anchor: Double, within whole: Axis, least: Double
  ) -> ClosedRange<Double>? {
    let (first, last) = (place(of: whole.value(at: 0)), place(of: whole.value(at: 1)))
    if size > 1, size >= (last - first) * 0.999 { return nil }
    var (start, end) = (anchor - anchor * size, anchor + (1 - anchor) * size)
    // What is not there need not be seen.
    if start < first, size > 1 { (start, end) = (first, min(last, first + size)) }
    if end > last, size > 1 { (start, end) = (max(first, last - size), last) }
    return part(from: start, to: end, least: least)
      ?? part(from: 0, to: 1, least: 0)
  }

  private func part(from start: Double, to end: Double, least: Double) -> ClosedRange<Double>? {
    let (low, high) = (value(at: start), value(at: end))
    // Fewer numbers than dots would make steps of a curve.
    guard low.isFinite, high.isFinite, high - low >= least,
      high - low > 1000 * max(abs(low), abs(high)).ulp, high - low > 1e-290
    else { return nil }
    return low...high
  }
}
