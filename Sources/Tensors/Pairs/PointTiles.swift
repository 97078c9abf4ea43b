/// Points that stand ready for a row of a kernel matrix: the products or the squared distances of one
/// of them with all others, in single precision.
///
/// The points lie in tiles of 64, feature by feature, so that a row is a pass over memory with nothing
/// but multiplications and additions. Distances are sums of squared differences: that of equal points
/// is exactly 0, which no expansion into norms promises.
public struct PointTiles: Sendable {
  /// How many points there are.
  public let count: Int
  /// How many features a point has.
  public let features: Int
  /// [tiles, D, 64]; what is left over of the last tile is 0.
  private var tiles: [Float]

  private static let width = 64

  /// The points x [N, D], rounded to single precision.
  ///
  /// Distances keep their digits where the points lie around 0: shift them first.
  public init(_ x: Tensor<Double>) {
    require(x.rank == 2, "PointTiles: a matrix of points is needed, not \(x.shape)")
    (count, features) = (x.shape[0], x.shape[1])
    let tileCount = (count + Self.width - 1) / Self.width
    tiles = [Float](repeating: 0, count: tileCount * features * Self.width)
    for n in 0..<count {
      for d in 0..<features { tiles[place(n, d)] = Float(x[n, d]) }
    }
  }

  private func place(_ n: Int, _ d: Int) -> Int {
    (n / Self.width * features + d) * Self.width + n % Self.width
  }

  /// Exchanges two points.
  public mutating func swapAt(_ a: Int, _ b: Int) {
    for d in 0..<features { tiles.swapAt(place(a, d), place(b, d)) }
  }

  /// ‖x_n − x_i‖² for the points n of `range`.
  public func squaredDistances(to i: Int, _ range: Range<Int>) -> Tensor<Float> {
    row(i, range, SquaredDifference.self)
  }

  /// x_n · x_i for the points n of `range`.
  public func products(with i: Int, _ range: Range<Int>) -> Tensor<Float> {
    row(i, range, FeatureProduct.self)
  }

  /// Sums over the features for the points of `range`.
  private func row<Term: PairTerm>(
    _ i: Int, _ range: Range<Int>, _ term: Term.Type
  ) -> Tensor<Float> {
    require(
      0..<count ~= i && range.lowerBound >= 0 && range.upperBound <= count,
      "PointTiles: of \(count) points there is no \(i), or no range \(range)")
    let first = range.lowerBound / Self.width
    let end = (range.upperBound + Self.width - 1) / Self.width
    let skipped = range.lowerBound - first * Self.width
    let x = (0..<features).map { tiles[place(i, $0)] }
    let sums = [Float](unsafeUninitializedCapacity: (end - first) * Self.width) { sums, written in
      written = skipped + range.count
      guard let output = sums.baseAddress, !range.isEmpty else { return }
      if features == 0 { return output.clear(count: written) }
      tiles.withUnsafeBufferPointer { tiles in
        x.withUnsafeBufferPointer { x in
          guard let tiles = tiles.baseAddress, let x = x.baseAddress else { return }
          let (size, features) = (features * Self.width, features)
          Threads.parallel(over: end - first, grain: max(1, (1 << 19) / size)) {
            for tile in $0 {
              sumTile(
                term, x, tiles + (first + tile) * size, features: features,
                output + tile * Self.width)
            }
          }
        }
      }
    }
    return Tensor(skipped == 0 ? sums : Array(sums[skipped...]), shape: [range.count])
  }
}

/// What a feature adds for a pair of points.
private protocol PairTerm {
  static func add(_ x: FloatLanes, _ y: FloatLanes, to sum: FloatLanes) -> FloatLanes
}

private enum FeatureProduct: PairTerm {
  @inline(__always)
  static func add(_ x: FloatLanes, _ y: FloatLanes, to sum: FloatLanes) -> FloatLanes {
    x.times(y, plus: sum)
  }
}

private enum SquaredDifference: PairTerm {
  @inline(__always)
  static func add(_ x: FloatLanes, _ y: FloatLanes, to sum: FloatLanes) -> FloatLanes {
    let difference = y - x
    return difference.times(difference, plus: sum)
  }
}

/// The sums of one tile: x [D], tile [D, 64], output [64].
@inline(__always)
private func sumTile<Term: PairTerm>(
  _ term: Term.Type, _ x: UnsafePointer<Float>, _ tile: UnsafePointer<Float>, features: Int,
  _ output: UnsafeMutablePointer<Float>
) {
  var (s0, s1): (FloatLanes, FloatLanes) = (0, 0)
  var (s2, s3): (FloatLanes, FloatLanes) = (0, 0)
  for d in 0..<features {
    let (x, y) = (FloatLanes(repeating: x[d]), tile + d * 64)
    s0 = Term.add(x, FloatLanes(y), to: s0)
    s1 = Term.add(x, FloatLanes(y + 16), to: s1)
    s2 = Term.add(x, FloatLanes(y + 32), to: s2)
    s3 = Term.add(x, FloatLanes(y + 48), to: s3)
  }
  s0.store(output)
  s1.store(output + 16)
  s2.store(output + 32)
  s3.store(output + 48)
}
