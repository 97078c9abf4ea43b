/// Which dots along a line are on: what tells lines apart where there is no colour.
struct Dash: Hashable {
  /// The dots after which it begins anew, at least four.
  let period: Int
  /// The dots of a period and the next three.
  private let bits: UInt32

  /// A dash of `lengths` in dots, on and off in turn.
  private init(_ lengths: [Int]) {
    var dots: [Bool] = []
    while dots.count < 4 {
      for (index, length) in lengths.enumerated() {
        dots += Array(repeating: index.isMultiple(of: 2), count: length)
      }
    }
    period = dots.count
    bits = (dots + dots.prefix(3)).reversed().reduce(0) { $0 << 1 | ($1 ? 1 : 0) }
  }

  /// Which of the four dots from `place`, 0 ..< `period`, on are on, the first as the lowest bit.
  func dots(at place: Int) -> Int { Int(truncatingIfNeeded: bits >> UInt32(place)) & 15 }

  /// Without gaps.
  static let solid = Dash([1])

  /// The dash of the curve number `index`.
  static func series(_ index: Int) -> Dash { seriesDashes[index % seriesDashes.count] }

  /// The dash of the earlier run number `index`.
  static func ghost(_ index: Int) -> Dash { ghostDashes[index % ghostDashes.count] }

  private static let seriesDashes = [
    solid, Dash([6, 3]), Dash([3, 2]), Dash([8, 2, 2, 2]), Dash([1, 1]), Dash([10, 2, 2, 2, 2, 2]),
  ]
  private static let ghostDashes = [Dash([1, 2]), Dash([1, 3]), Dash([2, 4])]
}
