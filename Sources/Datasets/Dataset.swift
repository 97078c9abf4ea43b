public import Tensors

/// A table of measurements, with labels where they are known.
public struct Dataset: Sendable {
  /// The name it was asked for by.
  public var name: String
  /// The file that it was read from; empty of one that was made.
  public var path = ""
  /// The numeric columns: [N, D].
  public var features: Tensor<Double>
  /// Their names: D.
  public var featureNames: [String]
  /// The label of each row as an index into `classNames`; nil without a label column.
  public var labels: [Int]?
  /// The labels' names, in order of first appearance in a CSV file, else by their numbers.
  public var classNames: [String]
  /// The labels as numbers, such as −1 and 1 or what a regression aims at: [N]; nil where they are words.
  public var targets: Tensor<Double>?

  /// A data set of its parts.
  public init(
    name: String, features: Tensor<Double>, featureNames: [String], labels: [Int]? = nil,
    classNames: [String] = [], targets: Tensor<Double>? = nil
  ) {
    self.name = name
    self.features = features
    self.featureNames = featureNames
    self.labels = labels
    self.classNames = classNames
    self.targets = targets
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

  /// The rows at `indices`, in their order.
  public func rows(at indices: [Int]) -> Dataset {
    var rows = self
    rows.features = features.rows(at: indices)
    rows.labels = labels.map { labels in indices.map { labels[$0] } }
    rows.targets = targets?.rows(at: indices)
    return rows
  }
}

extension Dataset {
  /// What `source` has, with numbers as labels: whole ones are classes too, in their order.
  init(
    _ source: DataSource, features: Tensor<Double>, featureNames: [String]? = nil,
    targets: [Double]? = nil
  ) {
    let values = Set(targets ?? []).sorted()
    let areClasses = !values.isEmpty && values.allSatisfy { Int(exactly: $0) != nil }
    let places = Dictionary(zip(values, values.indices), uniquingKeysWith: { first, _ in first })
    self.init(
      name: source.name, features: features,
      featureNames: featureNames ?? (0..<features.shape[1]).map { "\($0 + 1)" },
      labels: areClasses ? targets?.compactMap { places[$0] } : nil,
      classNames: areClasses ? values.map { "\(Int($0))" } : [], targets: targets.map { Tensor($0) }
    )
    path = source.path
  }
}

// What a kernel needs of its data.
extension Dataset {
  /// Looks whether the data have the shape that the kernel needs.
  ///
  ///     try data.require(columns: 64, classes: 10)
  ///
  /// - Parameters:
  ///   - columns: How many numeric columns; nil: any.
  ///   - classes: How many classes; nil: any, or no labels.
  ///   - rows: How many rows at least.
  /// - Throws: `DatasetError`, which tells what was found and what is needed.
  public func require(
    columns: Int? = nil, classes: Int? = nil, rows: Int = 1
  ) throws(DatasetError) {
    let isWide = columns.map { $0 == features.shape[1] } ?? true
    guard isWide, count >= rows else {
      let needed = rows > 1 ? "N ≥ \(rows)" : "N"
      throw .shape(
        dataset: name, path: path, found: features.shape,
        needed: "[\(needed), \(columns.map { "\($0)" } ?? "D")]")
    }
    if let classes, labels == nil || classNames.count != classes {
      throw .classes(
        dataset: name, path: path, found: labels == nil ? 0 : classNames.count,
        needed: classes)
    }
  }

  /// The same data with the columns and classes of `other`, such as test data with those of training.
  ///
  /// - Returns: The data with labels that are indices into the classes of `other`.
  /// - Throws: `DatasetError` where `other` has other columns, or not all the classes.
  public func matching(_ other: Dataset) throws(DatasetError) -> Dataset {
    guard featureNames == other.featureNames else {
      throw .otherColumns(
        dataset: name, names: featureNames, other: other.name, known: other.featureNames)
    }
    var matched = self
    matched.classNames = other.classNames
    var places: [Int] = []
    for name in classNames {
      guard let place = other.classNames.firstIndex(of: name) else {
        throw .unknownClass(
          dataset: self.name, name: name, other: other.name, known: other.classNames)
      }
      places.append(place)
    }
    matched.labels = labels?.map { places[$0] }
    return matched
  }
}
