import Foundation
import Margin

/// Where a parameter's value stands on its slider, and what one notch is.
extension ParameterDescription {
  /// The value `count` notches from `value`, inside the range.
  ///
  /// What the data decide lies before the range's beginning.
  func value(_ value: ParameterValue, movedBy count: Int) -> ParameterValue {
    if value == .automatic {
      guard count > 0, let first = self.value(atFraction: 0) else { return value }
      return self.value(first, movedBy: count - 1)
    }
    if automatic != nil, count < 0, fraction(of: value) == 0 { return .automatic }
    switch (kind, value) {
    case (.integer(let range, .linear), .integer(let number)):
      let (moved, isBeyond) = number.addingReportingOverflow(count * integerNotch(range))
      return .integer(isBeyond ? range.end(towards: count) : range.clamp(moved))
    case (.integer(let range, .log), .integer(let number)):
      let target = LogNotches.value(Double(max(1, number)), movedBy: count).rounded()
      guard let whole = Int(exactly: target) else { return .integer(range.end(towards: count)) }
      return .integer(range.clamp(whole == number ? number + count.signum() : whole))
    case (.number(let range, .linear), .number(let number)):
      let notch = LinearNotches(range)
      return .number(range.clamp(notch.value(number, movedBy: count)))
    case (.number(let range, .log), .number(let number)):
      return .number(LogTrack(range).value(number, movedBy: count))
    case (.choice(let cases), .choice(let name)):
      guard let index = cases.firstIndex(of: name) else { return value }
      let target = (index + count.signum() + cases.count) % cases.count
      return .choice(cases[target])
    case (.toggle, .toggle(let isOn)):
      return .toggle(!isOn)
    default:
      return value
    }
  }

  /// Whether its values stand on a track.
  var hasTrack: Bool { value(atFraction: 0) != nil }

  /// Where `value` stands on the track, from 0 to 1; nil of choices, switches and `automatic`.
  func fraction(of value: ParameterValue) -> Double? {
    switch (kind, value) {
    case (.integer(let range, .log), .integer(let number)):
      return LogTrack(range).fraction(of: Double(number))
    case (.integer(let range, .linear), .integer(let number)):
      return Self.fraction(Double(number), in: Double(range.lowerBound)...Double(range.upperBound))
    case (.number(let range, .log), .number(let number)):
      return LogTrack(range).fraction(of: number)
    case (.number(let range, .linear), .number(let number)):
      return Self.fraction(number, in: range)
    default:
      return nil
    }
  }

  /// The value at a place of the track, at a notch.
  func value(atFraction fraction: Double) -> ParameterValue? {
    let place = min(max(fraction, 0), 1)
    switch kind {
    case .integer(let range, let scale):
      if place == 0 { return .integer(range.lowerBound) }
      let bounds = Double(range.lowerBound)...Double(range.upperBound)
      let number =
        scale == .log ? LogTrack(range).number(at: place) : Self.number(at: place, in: bounds)
      return .integer(Int(exactly: number.rounded()).map(range.clamp) ?? range.upperBound)
    case .number(let range, let scale):
      if place == 0 { return .number(range.lowerBound) }
      if place == 1 { return .number(range.upperBound) }
      if scale == .log {
        let track = LogTrack(range)
        return .number(track.value(track.number(at: place), movedBy: 0))
      }
      let number = Self.number(at: place, in: range)
      return .number(range.clamp(LinearNotches(range).value(number, movedBy: 0)))
    case .choice, .toggle, .text:
      return nil
    }
  }

  private func integerNotch(_ range: ClosedRange<Int>) -> Int {
    max(1, Int(LinearNotches(Double(range.lowerBound)...Double(range.upperBound)).width))
  }

  private static func fraction(_ number: Double, in range: ClosedRange<Double>) -> Double {
    guard range.upperBound > range.lowerBound else { return 0 }
    let place = (number - range.lowerBound) / (range.upperBound - range.lowerBound)
    return place.isFinite ? min(max(place, 0), 1) : 0
  }

  private static func number(at fraction: Double, in range: ClosedRange<Double>) -> Double {
    range.lowerBound + fraction * (range.upperBound - range.lowerBound)
  }
}

/// A logarithmic track; where its range begins at 0, that is a notch of its own at the left end.
struct LogTrack {
  private let range: ClosedRange<Double>
  /// The least number of the scale, which 0 has none on.
  private let least: Double
  /// Where on the track the scale begins.
  private let start: Double

  /// So many times smaller than the greatest number is the least one beside 0.
  private static let span = 1e6
  /// The room of 0, as a share of the track.
  private static let zeroShare = 0.06

  /// A track of numbers from 0 on.
  init(_ range: ClosedRange<Double>) { self.init(range, least: range.upperBound / Self.span) }

  /// A track of whole numbers from 0 on.
  init(_ range: ClosedRange<Int>) {
    self.init(Double(range.lowerBound)...Double(range.upperBound), least: 1)
  }

  private init(_ range: ClosedRange<Double>, least: Double) {
    self.range = range
    let hasZero = range.lowerBound <= 0
    self.least = hasZero ? min(least, range.upperBound) : range.lowerBound
    start = hasZero ? Self.zeroShare : 0
  }

  /// The number `count` notches from `number`, inside the range.
  func value(_ number: Double, movedBy count: Int) -> Double {
    if range.upperBound <= 0 { return range.clamp(number) }
    if number < least {
      // From 0 the first notch is the least number.
      return count <= 0
        ? range.lowerBound : range.clamp(LogNotches.value(least, movedBy: count - 1))
    }
    let moved = LogNotches.value(number, movedBy: count)
    // A hair below the least number is that number, and not 0.
    return moved < least * 0.99 ? range.lowerBound : range.clamp(moved)
  }

  /// Where `number` stands, from 0 to 1.
  func fraction(of number: Double) -> Double {
    if number < least { return 0 }
    let place = log(number / least) / log(range.upperBound / least)
    return place.isFinite ? start + (1 - start) * min(max(place, 0), 1) : start
  }

  /// The number at a place from 0 to 1, between notches.
  func number(at fraction: Double) -> Double {
    if fraction < start / 2 { return range.lowerBound }
    let place = max(0, (fraction - start) / (1 - start))
    return least * pow(range.upperBound / least, place)
  }
}

/// Notches of equal width 1, 2 or 5 times a power of ten: about a hundred over the range.
struct LinearNotches {
  private let mantissa: Int
  private let exponent: Int

  init(_ range: ClosedRange<Double>) {
    let share = (range.upperBound - range.lowerBound) / 100
    let aim = log10(min(max(share, .leastNormalMagnitude), 1e300))
    exponent = Int(aim.rounded(.down))
    let rest = pow(10, aim - aim.rounded(.down))
    mantissa = rest < 1.5 ? 1 : rest < 3.5 ? 2 : 5
  }

  var width: Double { decimal(mantissa, exponent) }

  /// The notch nearest to `number`, then `count` on; decimal, so that 0.3 is 0.3.
  func value(_ number: Double, movedBy count: Int) -> Double {
    let place = (number / width).rounded() + Double(count)
    // A range that is tiny beside its own numbers has no decimal notches.
    guard let notch = Int(exactly: place * Double(mantissa)) else {
      return number + Double(count) * width
    }
    return decimal(notch, exponent)
  }
}

/// Ten notches a decade, at the preferred numbers of the series R10.
enum LogNotches {
  private static let mantissas = [100, 125, 160, 200, 250, 315, 400, 500, 630, 800]

  static func value(_ number: Double, movedBy count: Int) -> Double {
    guard number > 0, number.isFinite else { return number }
    let place = Int((log10(number) * 10).rounded()) + count
    let decade = Int((Double(place) / 10).rounded(.down))
    return decimal(mantissas[place - decade * 10], decade - 2)
  }
}

/// mantissa · 10^exponent, correctly rounded.
private func decimal(_ mantissa: Int, _ exponent: Int) -> Double {
  Double("\(mantissa)e\(exponent)") ?? 0
}

extension ClosedRange<Int> {
  /// The bound that a movement of this sign comes to.
  fileprivate func end(towards sign: Int) -> Int { sign < 0 ? lowerBound : upperBound }
}

extension ClosedRange {
  fileprivate func clamp(_ value: Bound) -> Bound {
    // What is no number lies nowhere in the range.
    value == value ? Swift.min(Swift.max(value, lowerBound), upperBound) : lowerBound
  }
}
