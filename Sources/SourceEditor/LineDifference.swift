/// Which lines of a text differ from those of another one.
public struct LineDifference: Hashable, Sendable {
  /// Lines of the old text in whose place others stand; either range may be empty.
  public struct Hunk: Hashable, Sendable {
    /// Lines of the old text, from 0.
    public var old: Range<Int>
    /// Lines of the new text, from 0.
    public var new: Range<Int>
  }

  /// How many lines may differ before all between the first and the last of them count as one hunk,
  /// so that a difference is told at every key.
  static let limit = 256

  /// The places that differ, from top to bottom.
  public let hunks: [Hunk]

  /// A shortest script from `old` to `new`, hunk by hunk.
  ///
  /// Myers (1986), An O(ND) difference algorithm and its variations, Algorithmica 1.
  public init(from old: [String], to new: [String]) {
    var first = 0
    let common = min(old.count, new.count)
    while first < common && old[first] == new[first] { first += 1 }
    var oldEnd = old.count
    var newEnd = new.count
    while oldEnd > first && newEnd > first && old[oldEnd - 1] == new[newEnd - 1] {
      oldEnd -= 1
      newEnd -= 1
    }
    if first == oldEnd && first == newEnd {
      hunks = []
    } else if first == oldEnd || first == newEnd {
      hunks = [Hunk(old: first..<oldEnd, new: first..<newEnd)]
    } else {
      hunks = Self.hunks(old[first..<oldEnd], new[first..<newEnd])
    }
  }

  private static func hunks(_ old: ArraySlice<String>, _ new: ArraySlice<String>) -> [Hunk] {
    guard let reaches = reaches(old, new) else {
      return [Hunk(old: old.indices, new: new.indices)]
    }
    // Back from the end: each depth adds one line that was inserted or removed.
    var hunks: [Hunk] = []
    var x = old.count
    var y = new.count
    for reach in reaches.reversed() {
      let arrival = reach.arrival(at: x - y)
      let toX = arrival.x
      let toY = toX - (x - y)
      x = arrival.isInsertion ? toX : toX - 1
      y = arrival.isInsertion ? toY - 1 : toY
      if let next = hunks.last, next.old.lowerBound == old.startIndex + toX,
        next.new.lowerBound == new.startIndex + toY
      {
        hunks[hunks.count - 1] = Hunk(
          old: old.startIndex + x..<next.old.upperBound,
          new: new.startIndex + y..<next.new.upperBound)
      } else {
        hunks.append(
          Hunk(
            old: old.startIndex + x..<old.startIndex + toX,
            new: new.startIndex + y..<new.startIndex + toY))
      }
    }
    return hunks.reversed()
  }

  /// How far 0, 1, 2 … edits reach, before the edit that reaches the end; nil past the limit.
  private static func reaches(_ old: ArraySlice<String>, _ new: ArraySlice<String>) -> [Reach]? {
    var reaches: [Reach] = []
    for depth in 0...limit {
      var x = Array(repeating: 0, count: depth + 1)
      for (index, k) in stride(from: -depth, through: depth, by: 2).enumerated() {
        x[index] = reaches.last?.arrival(at: k).x ?? 0
        while x[index] < old.count, x[index] - k < new.count,
          old[old.startIndex + x[index]] == new[new.startIndex + x[index] - k]
        { x[index] += 1 }
        if x[index] >= old.count && x[index] - k >= new.count { return reaches }
      }
      reaches.append(Reach(x: x))
    }
    return nil
  }
}

/// How far a number of edits reaches: the furthest x on the diagonals k = x − y of that many edits,
/// which are −edits, −edits + 2 … edits.
private struct Reach {
  var x: [Int]

  private subscript(k: Int) -> Int { x[(k + x.count - 1) / 2] }

  /// The place to which one edit more leads on diagonal `k`.
  func arrival(at k: Int) -> (x: Int, isInsertion: Bool) {
    if k == -x.count { return (self[k + 1], true) }
    if k == x.count { return (self[k - 1] + 1, false) }
    return self[k - 1] < self[k + 1] ? (self[k + 1], true) : (self[k - 1] + 1, false)
  }
}
