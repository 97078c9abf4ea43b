// Rows added up by group, and sums of all rows up to each.

extension Loops {
  static func groupSums(_ x: Input, groups: [Int], count: Int, size: Int, _ sums: Output) {
    withUnsafeTemporaryAllocation(of: Int.self, capacity: count + 1 + groups.count) { memory in
      let ends = memory.baseAddress.unsafelyUnwrapped
      let places = ends + count + 1
      let largest = countMembers(groups, count, ends)
      if largest <= 64, groups.count * size < Grain.light {
        return addPlainly(x, groups, count, size, sums)
      }
      orderByGroup(groups, count, ends, places)
      let grain = 1 + Grain.light * count / (groups.count * size + count * size + 1)
      Threads.parallel(over: count, grain: grain) { range in
        for group in range {
          let (first, end) = (group == 0 ? 0 : ends[group - 1], ends[group])
          Vector.gatheredSums(
            x, places + first, rows: end - first, size: size, sums + group * size)
        }
      }
    }
  }

  /// Counts group g's places at g + 1, and returns the largest number of them.
  private static func countMembers(
    _ groups: [Int], _ count: Int, _ members: UnsafeMutablePointer<Int>
  ) -> Int {
    members.update(repeating: 0, count: count + 1)
    for group in groups { members[group + 1] += 1 }
    return (0...count).reduce(0) { max($0, members[$1]) }
  }

  /// Row after row: groups that are no larger than a block of a long sum.
  private static func addPlainly(
    _ x: Input, _ groups: [Int], _ count: Int, _ size: Int, _ sums: Output
  ) {
    sums.clear(count: count * size)
    for (row, group) in groups.enumerated() {
      let (sum, more) = (sums + group * size, x + row * size)
      for i in 0..<size { sum[i] += more[i] }
    }
  }

  /// The places of group 0, then those of 1, …, each in order, and where each group ends: at first `ends`
  /// has what `countMembers` counted.
  private static func orderByGroup(
    _ groups: [Int], _ count: Int, _ ends: UnsafeMutablePointer<Int>,
    _ places: UnsafeMutablePointer<Int>
  ) {
    for group in 0..<count { ends[group + 1] += ends[group] }
    // Each start moves on with the places that are put there, and so becomes the group's end.
    for (place, group) in groups.enumerated() {
      places[ends[group]] = place
      ends[group] += 1
    }
  }

  static func runningSums(_ x: Input, _ y: Output, size: Int, inner: Int, isReversed: Bool) {
    if inner == 1 {
      var total = RunningSum<Scalar>()
      for step in 0..<size {
        let i = isReversed ? size - 1 - step : step
        total.add(x[i])
        if step % 64 == 63 { total.settle() }
        y[i] = total.value
      }
      return
    }
    withScratch(of: Scalar.self, 2 * inner) { sums in
      sums.clear(count: 2 * inner)
      for step in 0..<size {
        let row = (isReversed ? size - 1 - step : step) * inner
        Vector.addRunning(x + row, sums, sums + inner, y + row, inner)
      }
    }
  }
}

extension Loops {
  static func addRunning(_ x: Input, sums: Output, rests: Output, _ count: Int) {
    Vector.addRunning(x, sums: sums, rests: rests, count)
  }
}

extension Lanes {
  @inline(never)
  fileprivate static func addRunning(
    _ x: UnsafePointer<Scalar>, sums: UnsafeMutablePointer<Scalar>,
    rests: UnsafeMutablePointer<Scalar>, _ count: Int
  ) {
    forEachVector(count) { j, n in
      var total = RunningSum(sum: Self(upTo: n, sums + j), rest: Self(upTo: n, rests + j))
      total.add(Self(upTo: n, x + j))
      total.sum.store(upTo: n, sums + j)
      total.rest.store(upTo: n, rests + j)
    }
  }

  /// Adds x to running sums, and writes these.
  @inline(never)
  fileprivate static func addRunning(
    _ x: UnsafePointer<Scalar>, _ sums: UnsafeMutablePointer<Scalar>,
    _ rests: UnsafeMutablePointer<Scalar>, _ y: UnsafeMutablePointer<Scalar>, _ count: Int
  ) {
    forEachVector(count) { j, n in
      var total = RunningSum(sum: Self(upTo: n, sums + j), rest: Self(upTo: n, rests + j))
      total.add(Self(upTo: n, x + j))
      total.settle()
      total.sum.store(upTo: n, sums + j)
      total.rest.store(upTo: n, rests + j)
      total.sum.store(upTo: n, y + j)
    }
  }

  /// Sums of the columns of the rows at `places`.
  @inline(never)
  fileprivate static func gatheredSums(
    _ x: UnsafePointer<Scalar>, _ places: UnsafePointer<Int>, rows: Int, size: Int,
    _ sums: UnsafeMutablePointer<Scalar>
  ) {
    columnSums(rows: rows, columns: size, sums) { x + places[$0] &* size }
  }
}
