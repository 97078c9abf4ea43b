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
  /// The user's own tables, a table that comes along in two parts, or points made with the run's seed.
  init(
    _ source: ClassSource, _ share: Double, _ standardise: Bool, _ points: Int, _ noise: Double,
    in pane: Pane
  ) throws {
    let own = try pane.ownDataset("train")
    if let own, let test = try pane.ownDataset("test") {
      try self.init(parts: [own, try test.matching(own)], standardise)
    } else if own == nil, source == .moons {
      self.init(moons: points, noise, using: &pane.random)
    } else {
      let data = try own ?? pane.dataset("breast_cancer")
      try data.require(classes: 2)
      let parts = share < 1 ? try data.split(share, using: &pane.random) : [data]
      try self.init(parts: parts, standardise)
    }
  }

  /// Rows of two classes to learn from, and others to be tried on where there is a second part.
  ///
  /// The positive class is the one that is named first, or has the larger number.
  init(parts: [Dataset], _ standardise: Bool) throws {
    let data = parts[0]
    try data.require(classes: 2)
    let numbers = data.classNames.compactMap { Double($0) }
    let positive = numbers.count == 2 && numbers[1] > numbers[0] ? 1 : 0
    let labels = parts.map { part in
      Tensor((part.labels ?? []).map { $0 == positive ? 1.0 : -1 })
    }
    for (y, sign) in [(labels[0].max().scalar, 1.0), (-labels[0].min().scalar, -1)] where y < 0 {
      throw LoneClass(name: data.classNames[sign > 0 ? 1 - positive : positive])
    }
    let scale = Standardisation(data.features)
    let features = parts.map { standardise ? scale($0.features) : $0.features }
    self.init(
      x: features[0], y: labels[0], test: parts.count > 1 ? (features[1], labels[1]) : nil,
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

  var description: String {
    "every row to learn from is “\(name)”: two classes are needed, or a larger training share"
  }
}
