/// A mean over several runs, and how far off it may be.
public struct MeanEstimate: Hashable, Sendable {
  /// The mean.
  public let mean: Double
  /// s/√S of S values, with s² their variance by S − 1; nil of one value, which says nothing of it.
  public let standardError: Double?

  /// The estimate from one value a run; nil where there is none.
  public init?(_ values: [Double]) {
    if values.isEmpty { return nil }
    let S = Double(values.count)
    let mean = values.reduce(0, +) / S
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    self.mean = mean
    standardError = values.count > 1 ? (squares / (S - 1) / S).squareRoot() : nil
  }
}
