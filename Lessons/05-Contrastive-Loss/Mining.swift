import Margin

// d [B, B] distances · a: anchor, p: of its class, n: of another

/// Which triplets of a batch are learnt from.
enum Mining: String, CaseIterable {
  /// Every one.
  case all
  /// For each a and p the nearest n beyond p; where none is there, the furthest one (TensorFlow's rule).
  case semiHard
  /// For each a the furthest p and the nearest n (Hermans, Beyer & Leibe 2017).
  case batchHard

  /// The triplets of a batch with these distances and classes.
  func triplets<Scalar>(
    _ d: Tensor<Scalar>, _ labels: [Int], margin: Scalar
  ) -> Triplets<Scalar> {
    var found = Triplets<Scalar>(margin: margin)
    for a in labels.indices {
      let row = d.row(a).scalars
      let positives = labels.indices.filter { labels[$0] == labels[a] && $0 != a }
      let negatives = labels.indices.filter { labels[$0] != labels[a] }
      if positives.isEmpty || negatives.isEmpty { continue }
      switch self {
      case .all:
        for p in positives { for n in negatives { found.add(a, p, n, row) } }
      case .semiHard:
        let byDistance = negatives.sorted { row[$0] < row[$1] }
        for p in positives {
          let n = byDistance.first { row[$0] > row[p] } ?? byDistance[byDistance.count - 1]
          found.add(a, p, n, row)
        }
      case .batchHard:
        let p = positives.reduce(positives[0]) { row[$1] > row[$0] ? $1 : $0 }
        let n = negatives.reduce(negatives[0]) { row[$1] < row[$0] ? $1 : $0 }
        found.add(a, p, n, row)
      }
    }
    return found
  }
}

/// Images of a batch by their places, three by three: those triplets that cost something.
struct Triplets<Scalar: TensorScalar> {
  private(set) var anchors: [Int] = []
  private(set) var positives: [Int] = []
  private(set) var negatives: [Int] = []
  /// How many there are with those that cost nothing.
  private(set) var count = 0
  private let margin: Scalar

  init(margin: Scalar) { self.margin = margin }

  /// The share of triplets that cost something; 0 where there are none.
  var activeShare: Double { count == 0 ? 0 : Double(anchors.count) / Double(count) }

  mutating func add(_ a: Int, _ p: Int, _ n: Int, _ distances: [Scalar]) {
    count += 1
    if distances[p] - distances[n] + margin <= 0 { return }
    anchors.append(a)
    positives.append(p)
    negatives.append(n)
  }
}
