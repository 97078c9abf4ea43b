import Foundation

/// Estimates of one result, one below the other, with the digits that their errors leave.
struct EstimateColumn {
  /// One for each estimate, all of one width; empty where there is none.
  let texts: [String]

  /// - Parameters:
  ///   - estimates: One for each setting.
  ///   - runs: How many runs of each setting finished; where a result comes from fewer, it is said.
  init(_ estimates: [SweepSummary.Estimate?], runs: [Int]) {
    let form = NumberForm(
      estimates.compactMap { $0?.value.mean },
      errors: estimates.compactMap { $0?.value.standardError })
    let means = Self.aligned(estimates.map { $0.map { form.text($0.value.mean) } ?? "" })
    let errors = Self.aligned(
      estimates.map { $0?.value.standardError.map { form.text($0) } ?? "" })
    let hasErrors = errors.contains { !$0.isEmpty }
    texts = estimates.indices.map { place in
      guard let estimate = estimates[place] else { return "" }
      let error = estimate.value.standardError == nil ? "" : " ± \(errors[place])"
      let count = estimate.count < runs[place] ? " (\(estimate.count))" : ""
      return means[place] + (hasErrors ? error : "") + count
    }
  }

  private static func aligned(_ texts: [String]) -> [String] {
    let width = texts.map(\.count).max() ?? 0
    return texts.map { String(repeating: " ", count: width - $0.count) + $0 }
  }
}

/// How the numbers of a column are written: alike, to two digits of the least error or three of the
/// middle one, and with about six digits at most.
private struct NumberForm {
  private let format: String

  init(_ means: [Double], errors: [Double]) {
    let largest = means.filter(\.isFinite).map(abs).max() ?? 0
    // One that is but rounding is no error to show digits for.
    let known = errors.filter { $0.isFinite && $0 > largest * 1e-9 }.sorted()
    // A single setting that hardly varies shall not give all others digits that say nothing.
    let least = known.first.map { max($0, known[known.count / 2] / 10) } ?? 0
    let told = max(least, largest / 1e4)
    let decimals = told > 0 ? max(0, 1 - Int(log10(told).rounded(.down))) : 0
    let isWhole = (means + errors).allSatisfy { $0 == $0.rounded() && abs($0) < 1e9 }
    format = isWhole ? "%.0f" : decimals > 8 || largest >= 1e9 ? "%.3e" : "%.\(decimals)f"
  }

  func text(_ number: Double) -> String {
    if number == 0, format.hasSuffix("e") { return "0" }
    return number.isFinite
      ? String(format: format, number) : number.isNaN ? "NaN" : number < 0 ? "-inf" : "inf"
  }
}
