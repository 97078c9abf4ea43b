import Foundation
import Margin

/// A number as short as it is exact, or with three digits where it would be long.
func short(_ number: Double) -> String {
  let exact = trimmed("\(number)")
  return exact.count <= 8 ? exact : trimmed(String(format: "%.4g", number))
}

/// A value as the parameters show it.
func short(_ value: ParameterValue, _ words: Words) -> String {
  switch value {
  case .integer(let number): "\(number)"
  case .number(let number): short(number)
  case .choice(let name): name
  case .toggle(let isOn): words.on(isOn)
  case .text(let text): "“\(text)”"
  case .automatic: value.description
  }
}

/// A value as it is recorded, for a legend or a title.
func short(recorded text: String) -> String {
  Int(text) != nil ? text : Double(text).map { short($0) } ?? text
}

/// A measured number with the six digits that are worth reading.
func significant(_ number: Double) -> String { trimmed(String(format: "%.6g", number)) }

/// A difference with its sign and four digits.
func signed(_ difference: Double) -> String {
  trimmed(String(format: "%+.4g", difference)).replacingOccurrences(of: "-", with: "−")
}

/// A rate without digits that jump about.
func rounded(_ rate: Double) -> String {
  switch rate {
  case ..<10: String(format: "%.1f", rate)
  case ..<10_000: String(format: "%.0f", rate)
  case ..<1e6: String(format: "%.1fk", rate / 1e3)
  default: String(format: "%.1fM", rate / 1e6)
  }
}

/// A count with its digits in threes.
func grouped(_ count: Int) -> String {
  let digits = Array(String(count))
  return digits.indices.reduce(into: "") { text, place in
    if place > 0, (digits.count - place).isMultiple(of: 3) { text += " " }
    text.append(digits[place])
  }
}

/// Seconds as a clock shows them.
func clock(_ seconds: Double) -> String {
  let whole = Int(seconds.rounded())
  if whole < 60 { return "\(whole) s" }
  if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
  return "\(whole / 3600) h \(whole % 3600 / 60) min"
}

/// `1e-05` as `1e-5`, `3.0` as `3`.
private func trimmed(_ text: String) -> String {
  let parts = text.split(separator: "e", maxSplits: 1)
  guard let first = parts.first else { return text }
  var mantissa = String(first)
  if mantissa.hasSuffix(".0") { mantissa.removeLast(2) }
  guard parts.count == 2, let exponent = Int(parts[1]) else { return mantissa }
  return "\(mantissa)e\(exponent)"
}
