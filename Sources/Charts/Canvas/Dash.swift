/// Which dots along a line are on: what tells lines apart where there is no colour.
struct Dash: Hashable {
  /// Lengths in dots, on and off in turn.
  private let lengths: [Int]
  /// The dots after which it begins anew.
  let period: Int
  private let bits: UInt32

  private init(_ lengths: [Int]) {
    self.lengths = lengths
    period = lengths.reduce(0, +)
    var bits: UInt32 = 0
    var start = 0
    for (index, length) in lengths.enumerated() {
      if index.isMultiple(of: 2) { bits |= (1 << UInt32(length) - 1) << UInt32(start) }
      start += length
    }
    self.bits = bits
  }

  /// Whether the dot at `place`, 0 ..< `period`, is on.
  func isOn(at place: Int) -> Bool { bits >> UInt32(place) & 1 == 1 }

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
