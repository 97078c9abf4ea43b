/// Weights made ready for many draws: each costs one random word, however many weights there are.
///
/// Walker (1977), built in linear time by Vose (1991): the table has as many columns as weights, all
/// equally likely, and each is shared by two indices, its own and an alias.
public struct AliasTable: Hashable, Sendable {
  private struct Column: Hashable, Sendable {
    /// The part of the column that is its own.
    var share: Double
    /// Whose the rest is.
    var alias: Int
  }

  private var columns: [Column]

  /// The table of `weights`: finite, none below 0, not all 0.
  public init(_ weights: some Collection<Double>) {
    let total = weights.reduce(0, +)
    require(
      total > 0 && total.isFinite && weights.allSatisfy { $0 >= 0 },
      "AliasTable: \(weights.count) weights that sum to \(total); weights of at least 0 with a sum "
        + "above 0 are needed")
    let count = weights.count
    columns = weights.enumerated().map {
      Column(share: $1 / total * Double(count), alias: $0)
    }
    var poor = columns.indices.filter { columns[$0].share < 1 }
    var rich = columns.indices.filter { columns[$0].share >= 1 }
    // Each poor column is filled up by a rich one, which may be poor afterwards.
    while let needy = poor.last, let giver = rich.last {
      poor.removeLast()
      columns[needy].alias = giver
      columns[giver].share -= 1 - columns[needy].share
      if columns[giver].share < 1 {
        rich.removeLast()
        poor.append(giver)
      }
    }
    // What is left over is 1 but for rounding. An index of weight 0 never is: it was filled up
    // while there was a rich column, and those hold more than all the poor ones need.
    for index in rich + poor where columns[index].share > 0 { columns[index].share = 1 }
  }

  /// How many weights there are.
  public var count: Int { columns.count }

  /// The probability of each index, as the table holds them.
  public var probabilities: [Double] {
    var sums = [Double](repeating: 0, count: count)
    for (index, column) in columns.enumerated() {
      sums[index] += column.share
      sums[column.alias] += 1 - column.share
    }
    return sums.map { $0 / Double(count) }
  }

  /// An index, with its probability.
  ///
  /// The high half of a product with `count` is the column, the low half the place in it.
  public func draw(using random: inout RandomSource) -> Int {
    let (high, low) = random.next().multipliedFullWidth(by: UInt64(columns.count))
    let index = Int(truncatingIfNeeded: high)
    let column = columns[index]
    return Double(low >> 11) * 0x1p-53 < column.share ? index : column.alias
  }

  /// As many independent indices as `number`.
  public func draw(_ number: Int, using random: inout RandomSource) -> [Int] {
    (0..<number).map { _ in draw(using: &random) }
  }
}
