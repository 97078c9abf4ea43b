import Margin

/// Where the points come from.
enum ClassSource: String, CaseIterable {
  case table = "breast cancer"
  case moons
}

/// Points of two classes to learn from, and others to be tried on.
struct ClassData {
  /// [N, D].
  let x: Tensor<Double>
  /// [N], ±1.
  let y: Tensor<Double>
  /// Points that were not learnt from.
  let test: (x: Tensor<Double>, y: Tensor<Double>)?
  /// What y = 1 and y = −1 are called.
  let names: (positive: String, negative: String)
  /// What the columns are called.
  let features: [String]
}

extension ClassData {
  /// A table in two parts, or points made with the run's seed.
  init(
    _ source: ClassSource, _ share: Double, _ standardise: Bool, _ points: Int, _ noise: Double,
    in pane: Pane
  ) throws {
    if source == .moons {
      self.init(moons: points, noise, using: &pane.random)
    } else {
      let data = try pane.dataset("breast_cancer")
      try self.init(data, share, standardise, using: &pane.random)
    }
  }

  /// A table of two classes, of each of which a share is learnt from.
  ///
  /// The positive class is the one that is named first, or has the larger number.
  init(
    _ data: Dataset, _ share: Double, _ standardise: Bool, using random: inout RandomSource
  ) throws {
    try data.require(classes: 2)
    let parts = share < 1 ? try data.split(share, using: &random) : [data]
    let positive = data.targets == nil ? 0 : 1
    let labels = parts.map { part in
      Tensor((part.labels ?? []).map { $0 == positive ? 1.0 : -1 })
    }
    for (y, sign) in [(labels[0].max().scalar, 1.0), (-labels[0].min().scalar, -1)] where y < 0 {
      throw LoneClass(
        name: data.classNames[sign > 0 ? 1 - positive : positive], rows: parts[0].count)
    }
    let scale = Standardisation(parts[0].features)
    let features = parts.map { standardise ? scale($0.features) : $0.features }
    self.init(
      x: features[0], y: labels[0], test: share < 1 ? (features[1], labels[1]) : nil,
      names: (data.classNames[positive], data.classNames[1 - positive]),
      features: data.featureNames)
  }

  /// Two half circles in each other's way, and ten times as many points to be tried on.
  init(moons points: Int, _ noise: Double, using random: inout RandomSource) {
    let (x, y) = Self.moons(points, noise, using: &random)
    self.init(
      x: x, y: y, test: Self.moons(2000, noise, using: &random), names: ("lower", "upper"),
      features: ["x_1", "x_2"])
  }

  private static func moons(
    _ count: Int, _ noise: Double, using random: inout RandomSource
  ) -> (x: Tensor<Double>, y: Tensor<Double>) {
    let y = (0..<count).map { $0 % 2 == 0 ? -1.0 : 1 }
    let points = y.map { y in
      let angle = .pi * random.uniform()
      let place = y < 0 ? (cos(angle), sin(angle)) : (1 - cos(angle), 0.5 - sin(angle))
      return Tensor([place.0 + noise * random.normal(), place.1 + noise * random.normal()])
    }
    return (Tensor(rows: points), Tensor(y))
  }
}

/// Rows of one class where two are needed.
struct LoneClass: Error, CustomStringConvertible {
  var name: String
  var rows: Int

  var description: String {
    "all \(rows) rows to learn from are “\(name)”: two classes are needed, or a larger training share"
  }
}
