import Margin

/// What the sweeps of a path did.
struct SweepTrace {
  /// The gap after each sweep at the present penalty.
  private(set) var gaps: [Double] = []
  /// The largest move of a weight in each of them.
  private(set) var moves: [Double] = []
  /// All sweeps of the path.
  private(set) var total = 0
  /// How many predictors were left out of the sweeps, over all penalties.
  private(set) var screened = 0
  private(set) var isConverged = true
  /// The gap at which the sweeps end.
  private(set) var tolerance = 0.0

  private let pane: Pane?
  private var largestGap = 0.0
  private var move = 0.0

  /// The most sweeps at one penalty.
  private static let limit = 100_000

  /// No sweeps yet; a run in `pane` that is to end ends them.
  init(_ pane: Pane?) { self.pane = pane }

  /// How many sweeps there were at the present penalty.
  var sweeps: Int { gaps.count }
  /// Whether there is nothing left to do at the present penalty, or no patience to do it.
  var isOver: Bool {
    (gaps.last ?? .infinity) <= tolerance || sweeps >= Self.limit || pane?.checkpoint() == false
  }

  /// Another penalty.
  mutating func begin(tolerance: Double) {
    gaps.removeAll(keepingCapacity: true)
    moves.removeAll(keepingCapacity: true)
    self.tolerance = tolerance
  }

  /// A weight has moved.
  mutating func move(by change: Double) { move = max(move, abs(change)) }

  /// A sweep is over.
  mutating func endSweep(gap: Double) {
    gaps.append(gap)
    moves.append(move)
    move = 0
    total += 1
  }

  /// The minimum is found, or the sweeps were too many.
  mutating func end(screened: Int) {
    self.screened += screened
    let gap = gaps.last ?? 0
    largestGap = max(largestGap, gap)
    if gap > tolerance { isConverged = false }
  }

  /// Reports the largest gap of the path, and what it took.
  func report(in pane: Pane) {
    pane.result("duality gap", largestGap, better: .lower)
    pane.result("sweeps", Double(total), better: .lower)
    pane.result("features screened", Double(screened))
    pane.result("converged", isConverged ? 1 : 0)
    if !isConverged, !pane.isInterrupted {
      pane.log("not converged: \(Self.limit) sweeps at one alpha left a gap above the tolerance")
    }
  }
}
