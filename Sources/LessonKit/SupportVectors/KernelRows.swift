import Margin

/// The rows of a kernel matrix K [N, N], computed as they are asked for; those used last are kept, in
/// single precision and within a bound.
///
/// Where rounding to single precision exceeds the tolerance, as with features in the thousands and a
/// kernel of products, they are computed in double precision and kept with what rounding cuts off.
///
/// Points have positions, which a solver exchanges so that those it still works on come first. Rows
/// hold the points in that order.
struct KernelRows: Sendable {
  let kernel: KernelFunction
  /// K_tt by position: [N].
  private(set) var diagonal: [Double]
  /// Which point stands at each position.
  private(set) var order: [Int]
  /// How many numbers of K were computed.
  private(set) var evaluations = 0
  /// How many rows were there already.
  private(set) var hits = 0

  private var points: PointTiles
  /// The points in their own order where single precision is too little.
  private let exact: Tensor<Double>?
  /// By point: its row as far as it was computed, or nothing.
  private var rows: [KernelRow]
  private var lastUse: [Int]
  private var kept: [Int] = []
  private var clock = 0
  private var numbers = 0
  private let limit: Int

  /// The kernel matrix of x [N, D], as exact as `tolerance` needs; of its rows so many bytes are kept,
  /// and two rows at least.
  init(_ kernel: KernelFunction, _ x: Tensor<Double>, tolerance: Double, cacheBytes: Int) {
    self.kernel = kernel
    let N = x.shape[0]
    points = PointTiles(kernel.isShiftInvariant ? x - x.mean(axis: 0) : x)
    order = Array(0..<N)
    (rows, lastUse) = (order.map { _ in KernelRow() }, order.map { _ in 0 })
    let rounded = order.map { [points] in Double(kernel.row($0, of: points, $0..<$0 + 1)[0]) }
    let rounding = Double(Float.ulpOfOne) * rounded.reduce(0) { max($0, abs($1)) }
    let isExact = rounding > tolerance && rounding.isFinite
    exact = isExact ? x : nil
    limit = max(cacheBytes / MemoryLayout<Float>.size, (isExact ? 4 : 2) * N)
    diagonal =
      isExact ? order.map { kernel.matrix(x[$0..<$0 + 1], x[$0..<$0 + 1]).scalar } : rounded
  }

  /// K_it for the positions t < `count` at least.
  mutating func row(_ i: Int, _ count: Int) -> KernelRow {
    let point = order[i]
    clock += 1
    lastUse[point] = clock
    if rows[point].count >= count {
      hits += 1
      return rows[point]
    }
    drop(point)
    let needed = (exact == nil ? 1 : 2) * count
    while numbers + needed > limit, let oldest = kept.min(by: { lastUse[$0] < lastUse[$1] }) {
      drop(oldest)
    }
    rows[point] = part(ofRow: i, 0..<count)
    kept.append(point)
    numbers += rows[point].numbers
    return rows[point]
  }

  /// K_it for the positions t of `range`, which are not kept.
  mutating func part(ofRow i: Int, _ range: Range<Int>) -> KernelRow {
    evaluations += range.count
    guard let exact else { return KernelRow(rounded: kernel.row(i, of: points, range)) }
    let values = kernel.matrix(exact[order[i]..<order[i] + 1], exact).scalars
    return KernelRow(exact: range.map { values[order[$0]] })
  }

  /// Exchanges the points at pairs of positions, one pair after another.
  mutating func swap(_ pairs: [(Int, Int)]) {
    for (a, b) in pairs {
      points.swapAt(a, b)
      diagonal.swapAt(a, b)
      order.swapAt(a, b)
    }
    // Row by row, so that each passes through the processor's cache once.
    let end = pairs.reduce(0) { max($0, $1.0, $1.1) }
    for point in kept {
      if rows[point].count > end { rows[point].swap(pairs) } else { drop(point) }
    }
  }

  private mutating func drop(_ point: Int) {
    guard rows[point].count > 0 else { return }
    numbers -= rows[point].numbers
    rows[point] = KernelRow()
    kept.removeAll { $0 == point }
  }
}
