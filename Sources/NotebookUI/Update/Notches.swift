import Foundation
import Margin

/// Where a parameter's value stands on its slider, and what one notch is.
extension ParameterDescription {
  /// The value `count` notches from `value`, inside the range.
  func value(_ value: ParameterValue, movedBy count: Int) -> ParameterValue {
    switch (kind, value) {
    case (.integer(let range, .linear), .integer(let number)):
      return .integer(range.clamp(number + count * integerNotch(range)))
    case (.integer(let range, .log), .integer(let number)):
      let target = Int(LogNotches.value(Double(max(1, number)), movedBy: count).rounded())
      let moved = target == number ? number + count.signum() : target
      return .integer(range.clamp(moved))
    case (.number(let range, .linear), .number(let number)):
      let notch = LinearNotches(range)
      return .number(range.clamp(notch.value(number, movedBy: count)))
    case (.number(let range, .log), .number(let number)):
      return .number(range.clamp(LogNotches.value(number, movedBy: count)))
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

  /// Where `value` stands on the track, from 0 to 1; nil of choices and switches.
  func fraction(of value: ParameterValue) -> Double? {
    switch (kind, value) {
    case (.integer(let range, let scale), .integer(let number)):
      return Self.fraction(
        Double(number), in: Double(range.lowerBound)...Double(range.upperBound), scale)
    case (.number(let range, let scale), .number(let number)):
      return Self.fraction(number, in: range, scale)
    default:
      return nil
    }
  }

  /// The value at a place of the track, at a notch.
  func value(atFraction fraction: Double) -> ParameterValue? {
    let place = min(max(fraction, 0), 1)
    switch kind {
    case .integer(let range, let scale):
      let bounds = Double(range.lowerBound)...Double(range.upperBound)
      return .integer(range.clamp(Int(Self.number(at: place, in: bounds, scale).rounded())))
    case .number(let range, let scale):
      if place == 0 { return .number(range.lowerBound) }
      if place == 1 { return .number(range.upperBound) }
      let number = Self.number(at: place, in: range, scale)
      let snapped =
        scale == .log
        ? LogNotches.value(number, movedBy: 0) : LinearNotches(range).value(number, movedBy: 0)
      return .number(range.clamp(snapped))
    case .choice, .toggle:
      return nil
    }
  }

  private func integerNotch(_ range: ClosedRange<Int>) -> Int {
    max(1, Int(LinearNotches(Double(range.lowerBound)...Double(range.upperBound)).width))
  }

  private static func fraction(
    _ number: Double, in range: ClosedRange<Double>, _ scale: SliderScale
  ) -> Double {
    guard range.upperBound > range.lowerBound else { return 0 }
    let place =
      switch scale {
      case .linear: (number - range.lowerBound) / (range.upperBound - range.lowerBound)
      case .log: log(number / range.lowerBound) / log(range.upperBound / range.lowerBound)
      }
    return place.isFinite ? min(max(place, 0), 1) : 0
  }

  private static func number(
    at fraction: Double, in range: ClosedRange<Double>, _ scale: SliderScale
  ) -> Double {
    switch scale {
    case .linear: range.lowerBound + fraction * (range.upperBound - range.lowerBound)
    case .log: range.lowerBound * pow(range.upperBound / range.lowerBound, fraction)
    }
  }
}

/// Notches of equal width 1, 2 or 5 times a power of ten: about a hundred over the range.
struct LinearNotches {
  private let mantissa: Int
  private let exponent: Int

  init(_ range: ClosedRange<Double>) {
    let aim = log10(max((range.upperBound - range.lowerBound) / 100, .leastNormalMagnitude))
    exponent = Int(aim.rounded(.down))
    let rest = pow(10, aim - aim.rounded(.down))
    mantissa = rest < 1.5 ? 1 : rest < 3.5 ? 2 : 5
  }

  var width: Double { decimal(mantissa, exponent) }

  /// The notch nearest to `number`, then `count` on; decimal, so that 0.3 is 0.3.
  func value(_ number: Double, movedBy count: Int) -> Double {
    decimal((Int((number / width).rounded()) + count) * mantissa, exponent)
  }
}

/// Ten notches a decade, at the preferred numbers of the series R10.
enum LogNotches {
  private static let mantissas = [100, 125, 160, 200, 250, 315, 400, 500, 630, 800]

  static func value(_ number: Double, movedBy count: Int) -> Double {
    let place = Int((log10(number) * 10).rounded()) + count
    let decade = Int((Double(place) / 10).rounded(.down))
    return decimal(mantissas[place - decade * 10], decade - 2)
  }
}

/// mantissa · 10^exponent, correctly rounded.
private func decimal(_ mantissa: Int, _ exponent: Int) -> Double {
  Double("\(mantissa)e\(exponent)") ?? 0
}

extension ClosedRange {
  fileprivate func clamp(_ value: Bound) -> Bound {
    Swift.min(Swift.max(value, lowerBound), upperBound)
  }
}
