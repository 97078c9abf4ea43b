import LessonKit
import Margin

/// What machines are trained and tested on.
struct Examples {
  /// [N, D].
  let x: Tensor<Double>
  /// The class of each row, by `classNames`; none for one class and for regression.
  private(set) var labels: [Int]
  /// In the order of the machines.
  private(set) var classNames: [String]
  /// What a regression aims at: [N].
  let z: [Double]
  let featureNames: [String]
  /// Examples that were not trained on.
  private(set) var test: (x: Tensor<Double>, labels: [Int], z: [Double])?
  /// Where the rows stand in the table, from 1.
  let rowNumbers: [Int]
  /// Rows of other classes than the one class that is learnt.
  let strangers: Tensor<Double>?
  /// 1/(D · variance of all numbers of x), or 1 where they do not vary: what scikit-learn calls "scale".
  ///
  /// Each step asks for it.
  let scale: Double

  var count: Int { x.shape[0] }
  var isFlat: Bool { x.shape[1] == 2 }

  /// The examples for machines of a type.
  ///
  /// - Throws: What is wrong with the data, or `SupportVectorError`.
  init(
    _ source: ExampleSource, for type: SupportVectorType, without leftOut: Int = 0,
    standardising: Bool, in pane: Pane
  ) throws {
    var (train, test) = try Self.tables(source, in: pane)
    rowNumbers = (1...max(1, train.count)).filter { $0 != leftOut || train.count == 1 }
    if rowNumbers.count < train.count { train = train.rows(at: rowNumbers.map { $0 - 1 }) }
    let standardised = Standardisation(train.features)
    func scaled(_ x: Tensor<Double>) -> Tensor<Double> { standardising ? standardised(x) : x }
    featureNames = train.featureNames
    switch type {
    case .cSVC, .nuSVC:
      let order = try Self.order(of: train)
      var places = order
      for (place, label) in order.enumerated() { places[label] = place }
      func labels(_ data: Dataset) -> [Int] { (data.labels ?? []).map { places[$0] } }
      (x, self.labels, z) = (scaled(train.features), labels(train), [])
      classNames = order.map { train.classNames[$0] }
      self.test = test.map { (scaled($0.features), labels($0), []) }
      strangers = nil
    case .epsilonSVR:
      let (features, targets) = try Self.regression(train)
      let own = Standardisation(features)
      func scaled(_ x: Tensor<Double>) -> Tensor<Double> { standardising ? own(x) : x }
      (x, z, labels, classNames, strangers) = (scaled(features), targets, [], [], nil)
      self.test = try test.map { data in
        let (features, targets) = try Self.regression(data)
        return (scaled(features), [], targets)
      }
    case .oneClass:
      let counts = train.classNames.indices.map { k in train.labels?.count { $0 == k } ?? 0 }
      let chosen = counts.indices.max { counts[$0] < counts[$1] }
      func rows(_ data: Dataset, _ isIn: (Int) -> Bool) -> Tensor<Double> {
        guard let labels = data.labels else { return data.features }
        return data.features.rows(at: labels.indices.filter { isIn(labels[$0]) })
      }
      // Its own scale: of the others it is to know nothing.
      let own = rows(train) { $0 == chosen }
      let standardised = Standardisation(own)
      func scaled(_ x: Tensor<Double>) -> Tensor<Double> { standardising ? standardised(x) : x }
      (x, labels, classNames, z) = (scaled(own), [], [], [])
      self.test = test.map { data in (scaled(rows(data) { $0 == chosen }), [], []) }
      strangers = test.flatMap { data in
        data.labels == nil ? nil : scaled(rows(data) { $0 != chosen })
      }
    }
    let variance = square(x - x.mean()).mean().scalar
    scale = variance > 0 ? 1 / (Double(x.shape[1]) * variance) : 1
  }
}

extension Examples {
  /// The same with the classes in the order of a model from a file; where its labels are not theirs,
  /// as they are.
  ///
  /// - Throws: `OtherModel`.
  func ordered(like model: SupportVectorModel) throws(OtherModel) -> Examples {
    if model.vectors.shape[1] != x.shape[1] {
      throw .features(model: model.vectors.shape[1], data: x.shape[1])
    }
    if model.labels.count != classNames.count {
      throw .classes(model: model.labels.count, data: classNames.count)
    }
    let numbers = model.labels.map { Int($0) }
    let places = classNames.compactMap { name in
      Int(name).flatMap { numbers.firstIndex(of: $0) }
    }
    guard places.sorted() == Array(classNames.indices) else { return self }
    var ordered = self
    for (k, place) in places.enumerated() { ordered.classNames[place] = classNames[k] }
    ordered.labels = labels.map { places[$0] }
    ordered.test = test.map { ($0.x, $0.labels.map { places[$0] }, $0.z) }
    return ordered
  }
}

/// A model for other data.
enum OtherModel: Error, CustomStringConvertible {
  case features(model: Int, data: Int)
  case classes(model: Int, data: Int)

  var description: String {
    switch self {
    case .features(let model, let data):
      "the kept model has \(model) features and the data have \(data): choose the data that it was "
        + "trained on"
    case .classes(let model, let data):
      "the kept model has \(model) classes and the data have \(data): choose the type and the data "
        + "that it was trained on"
    }
  }
}
