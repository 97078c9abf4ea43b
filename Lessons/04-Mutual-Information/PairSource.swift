import Margin

/// Where the pairs come from.
enum PairSource: String, CaseIterable {
  case table
  case correlatedGaussian
  case ring
  case digits
  case iris

  /// Whether pairs are drawn, as many as one likes, rather than read.
  var isDrawn: Bool { self != .digits && self != .iris }
}

/// Joint tables that are known.
enum KnownTable: String, CaseIterable {
  case weather
  case independent
  case diagonal
  case channel
  case square
  case textbook

  var joint: JointTable {
    switch self {
    case .weather: JointTable([[0.30, 0.05], [0.10, 0.15], [0.08, 0.32]])
    case .independent: JointTable([[0.1, 0.2, 0.2], [0.1, 0.2, 0.2]])
    case .diagonal: JointTable(.identity(4) / 4)
    case .channel: JointTable([[0.45, 0.05], [0.05, 0.45]])
    case .square: JointTable(counts: [[0, 1], [1, 0], [0, 1]])
    // Cover & Thomas (2006), example 2.2.1.
    case .textbook:
      JointTable(counts: [[4, 2, 1, 1], [2, 4, 1, 1], [2, 2, 2, 2], [8, 0, 0, 0]])
    }
  }

  /// What x and y may be.
  var values: (x: [String], y: [String]) {
    switch self {
    case .weather: (["sun", "cloud", "rain"], ["none", "umbrella"])
    case .square: (["-1", "0", "1"], ["0", "1"])
    default:
      ((1...joint.p.shape[0]).map { "\($0)" }, (1...joint.p.shape[1]).map { "\($0)" })
    }
  }
}

/// Pairs of numbers, and the information that is known of them.
struct Pairs {
  var x: [Double]
  var y: [Double]

  init(_ x: [Double], _ y: [Double]) { (self.x, self.y) = (x, y) }

  var count: Int { x.count }

  /// The first pairs.
  func prefix(_ count: Int) -> Pairs { Pairs(Array(x.prefix(count)), Array(y.prefix(count))) }

  /// Pearson's correlation; 0 where one of them never changes.
  var correlation: Double {
    let (x, y) = (Tensor(x), Tensor(y))
    let deviations = sqrt(x.variance() * y.variance()).scalar
    let covariance = ((x - x.mean()) * (y - y.mean())).mean().scalar
    return deviations > 0 ? covariance / deviations : 0
  }

  /// With normal noise of a ten-thousandth of a millionth of the spread, so that nothing repeats.
  func jittered(using random: inout RandomSource) -> Pairs {
    func moved(_ values: [Double]) -> [Double] {
      let width = 1e-10 * max(1e-300, sqrt(Tensor(values).variance().scalar))
      return values.map { $0 + width * random.normal() }
    }
    return Pairs(moved(x), moved(y))
  }
}

extension PairSource {
  /// `count` pairs, drawn; of a file its rows in an order that is drawn.
  func pairs(
    _ count: Int, rho: Double, _ table: KnownTable, in pane: Pane
  ) throws -> Pairs {
    switch self {
    case .table:
      let joint = table.joint.p
      let cells = (0..<count).map { _ in pane.random.categorical(joint.scalars) }
      return Pairs(
        cells.map { Double($0 / joint.shape[1]) }, cells.map { Double($0 % joint.shape[1]) })
    case .correlatedGaussian:
      let x = Tensor<Double>.normal([count], using: &pane.random)
      let noise = Tensor<Double>.normal([count], using: &pane.random)
      return Pairs(x.scalars, (rho * x + sqrt(1 - rho * rho) * noise).scalars)
    case .ring:
      let angles = (0..<count).map { _ in 2 * .pi * pane.random.uniform() }
      let radii = (0..<count).map { _ in 1 + 0.1 * pane.random.normal() }
      return Pairs(
        zip(radii, angles).map { $0 * cos($1) }, zip(radii, angles).map { $0 * sin($1) })
    case .digits: return try file("digits", 20, 28, count, in: pane)
    case .iris: return try file("iris", 2, 3, count, in: pane)
    }
  }

  /// Two columns of a file.
  private func file(
    _ name: String, _ first: Int, _ second: Int, _ count: Int, in pane: Pane
  ) throws -> Pairs {
    let data = try pane.dataset(name)
    try data.require(columns: data.features.shape[1])
    let D = data.features.shape[1]
    if D < 2 { throw OneColumn(name: name) }
    let (i, j) = second < D ? (first, second) : (D - 2, D - 1)
    let rows = pane.random.permutation(data.count).prefix(count)
    let chosen = data.features.rows(at: rows)
    return Pairs(chosen.column(i).scalars, chosen.column(j).scalars)
  }

  /// The information in nats, where it is known.
  func truth(rho: Double, _ table: KnownTable) -> Double? {
    switch self {
    case .table: table.joint.information
    case .correlatedGaussian: -log1p(-rho * rho) / 2
    case .ring, .digits, .iris: nil
    }
  }
}

/// A file with a single column has no pairs.
struct OneColumn: Error, CustomStringConvertible {
  var name: String

  var description: String {
    "the data \(name) have one column of numbers: two variables are needed"
  }
}
