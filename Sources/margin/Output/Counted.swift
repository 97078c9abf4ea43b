import Foundation

/// `count` and what is counted.
func counted(_ count: Int, _ what: String) -> String {
  "\(count) \(what)\(count == 1 ? "" : "s")"
}

/// A number with the six digits that are worth reading.
func shortNumber(_ number: Double) -> String { String(format: "%.6g", number) }
