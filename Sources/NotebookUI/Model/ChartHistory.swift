import Charts

/// What the kernel's own charts showed in the steps of a run, of which so much is kept as there is room
/// for, however long the run goes on.
///
/// Of each chart the first and the newest are always there. Of those between, the one goes first whose
/// neighbours are the fewest steps apart, so that what stays is spread evenly over the steps.
struct ChartHistory: Equatable {
  /// A chart as it was in a step.
  struct Moment: Equatable {
    var step: Int
    var chart: Chart
    /// About how much memory it takes.
    var byteCount: Int
  }

  /// The moments of one slot, in the order of their steps.
  private struct Track: Equatable {
    var moments: [Moment] = []
    var byteCount = 0

    /// Takes `moment` in, in place of a former one of the same step; what is older than the newest one
    /// is known already.
    mutating func add(_ moment: Moment) {
      if let last = moments.last {
        guard moment.step >= last.step else { return }
        if moment.step == last.step { remove(at: moments.count - 1) }
      }
      moments.append(moment)
      byteCount += moment.byteCount
    }

    var canThin: Bool { moments.count > 2 }

    /// Removes the moment whose neighbours are nearest to each other, the oldest of several.
    mutating func thin() {
      let inner = 1..<max(1, moments.count - 1)
      func gap(_ index: Int) -> Int { moments[index + 1].step - moments[index - 1].step }
      if let index = inner.min(by: { gap($0) < gap($1) }) { remove(at: index) }
    }

    private mutating func remove(at index: Int) {
      byteCount -= moments.remove(at: index).byteCount
    }
  }

  /// So many moments of a chart are kept at most.
  private let countLimit: Int
  /// So many bytes of all charts are kept at most, but for the first and the newest of each.
  private let byteLimit: Int
  private var tracks: [String: Track] = [:]

  /// A run's history, empty as yet.
  init(countLimit: Int = 1000, byteLimit: Int = 16 << 20) {
    self.countLimit = countLimit
    self.byteLimit = byteLimit
  }

  /// Whether nothing was recorded.
  var isEmpty: Bool { tracks.isEmpty }

  /// About how much memory all of it takes.
  var byteCount: Int { tracks.values.reduce(0) { $0 + $1.byteCount } }

  /// Records `chart`, which stood in the slot `name` in `step`.
  mutating func add(_ chart: Chart, as name: String, in step: Int) {
    tracks[name, default: Track()].add(
      Moment(step: step, chart: chart, byteCount: chart.byteCount))
    if let count = tracks[name]?.moments.count, count > countLimit { tracks[name]?.thin() }
    while byteCount > byteLimit, let name = largest { tracks[name]?.thin() }
  }

  /// The slot that takes the most memory, of those of which something can go.
  private var largest: String? {
    tracks.filter(\.value.canThin).max { $0.value.byteCount < $1.value.byteCount }?.key
  }

  /// The chart that stood in the slot `name` in `step`, as far as it was recorded; nil before its first.
  func moment(of name: String, at step: Int) -> Moment? {
    guard let moments = tracks[name]?.moments else { return nil }
    let next = moments.firstIndex { $0.step > step } ?? moments.count
    return next > 0 ? moments[next - 1] : nil
  }

  /// The steps in which a chart was recorded.
  var steps: Set<Int> { Set(tracks.values.lazy.flatMap { $0.moments.lazy.map(\.step) }) }
}
