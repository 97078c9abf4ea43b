import LessonKit
import Margin

/// Where the examples come from, unless the user gives a table `train`.
enum ExampleSource: String, CaseIterable {
  case moons
  case clouds
  case sine
  case iris
  case breastCancer = "breast cancer"
  case digits
  case diabetes
}

extension Examples {
  /// The training table and the test table.
  static func tables(
    _ source: ExampleSource, in pane: Pane
  ) throws -> (train: Dataset, test: Dataset?) {
    if let train = try pane.ownDataset("train") {
      return (train, try pane.ownDataset("test").map { try $0.matching(train) })
    }
    switch source {
    case .moons:
      return (moons(200, using: &pane.random), moons(2000, using: &pane.random))
    case .clouds: return (clouds(40, using: &pane.random), clouds(2000, using: &pane.random))
    case .sine: return (sine(60, using: &pane.random), sine(2000, using: &pane.random))
    case .iris: return (try pane.dataset("iris"), nil)
    case .digits:
      var digits = try pane.dataset("digits")
      digits.features = digits.features / 16
      let parts = try digits.split(2.0 / 3, using: &pane.random)
      return (parts[0], parts[1])
    case .breastCancer, .diabetes:
      let data = try pane.dataset(source == .diabetes ? "diabetes" : "breast_cancer")
      let parts = try data.split(2.0 / 3, using: &pane.random)
      return (parts[0], parts[1])
    }
  }

  /// The classes as LIBSVM orders them: as they come, but +1 before −1.
  static func order(of data: Dataset) throws(SupportVectorError) -> [Int] {
    guard let labels = data.labels else { throw .noLabels }
    var order: [Int] = []
    for label in labels where !order.contains(label) { order.append(label) }
    if order.count == 1 { throw .oneLabel(data.classNames[order[0]]) }
    let names = order.map { data.classNames[$0] }
    if [["-1", "1"], ["-1", "+1"], ["−1", "+1"]].contains(names) { return order.reversed() }
    // Classes of which the training part has no row.
    return order + data.classNames.indices.filter { !order.contains($0) }
  }

  /// The target is what the file has as one, labels that are numbers included, or the last column.
  static func regression(
    _ data: Dataset
  ) throws(SupportVectorError) -> (Tensor<Double>, [Double]) {
    if let targets = data.targets { return (data.features, targets.scalars) }
    let last = data.featureNames.count - 1
    guard last > 0 else { throw .noTarget }
    return (data.features.slice(axis: 1, 0..<last), data.features.column(last).scalars)
  }
}
