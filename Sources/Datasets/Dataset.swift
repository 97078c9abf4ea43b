public import Tensors

/// A table of measurements, with labels where they are known.
public struct Dataset: Sendable {
  /// The name it was asked for by.
  public var name: String
  /// The numeric columns: [N, D].
  public var features: Tensor<Double>
  /// Their names: D.
  public var featureNames: [String]
  /// The label of each row as an index into `classNames`; nil without a label column.
  public var labels: [Int]?
  /// The labels' names, in order of first appearance.
  public var classNames: [String]
}
