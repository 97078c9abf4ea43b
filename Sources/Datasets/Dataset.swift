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

  /// A data set of its parts.
  public init(
    name: String, features: Tensor<Double>, featureNames: [String], labels: [Int]? = nil,
    classNames: [String] = []
  ) {
    self.name = name
    self.features = features
    self.featureNames = featureNames
    self.labels = labels
    self.classNames = classNames
  }

  /// How many rows there are.
  public var count: Int { features.shape[0] }

  /// The numeric column of that name: [N].
  ///
  /// - Throws: `DatasetError.noColumn`, which lists the columns there are.
  public func column(_ name: String) throws(DatasetError) -> Tensor<Double> {
    guard let index = featureNames.firstIndex(of: name) else {
      throw .noColumn(dataset: self.name, name: name, known: featureNames)
    }
    return features.column(index)
  }
}
