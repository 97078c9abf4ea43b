/// A series of which so many samples are kept as a chart can show, however long it grows.
///
/// All of them up to the capacity; then of each stretch the lowest, the highest and the first that is
/// no number, so that no spike is lost. The first sample and the last one are always there. What is
/// kept depends on the samples alone and not on when they came.
public struct ThinnedSeries: Hashable, Sendable {
  /// The samples that are kept of a stretch, with their places in it.
  private struct Stretch: Hashable {
    struct Place: Hashable {
      var index: Int
      var kept: Kept

      var sample: MetricSample { kept.sample }
    }

    var count = 0
    var lowest: Place?
    var highest: Place?
    var firstSpecial: Place?
    var latest: Place?

    mutating func add(_ kept: Kept) {
      let sample = kept.sample
      let place = Place(index: count, kept: kept)
      count += 1
      latest = place
      if !sample.y.isFinite {
        if firstSpecial == nil { firstSpecial = place }
        return
      }
      if lowest.map({ sample.y < $0.sample.y }) ?? true { lowest = place }
      if highest.map({ sample.y > $0.sample.y }) ?? true { highest = place }
    }

    /// What stays of it, in order; with its latest sample while it is not whole.
    func kept(withLatest: Bool) -> [Kept] {
      var places = [lowest, highest, firstSpecial, withLatest ? latest : nil].compactMap { $0 }
      places.sort { $0.index < $1.index }
      return places.indices.filter { $0 == 0 || places[$0].index != places[$0 - 1].index }
        .map { places[$0].kept }
    }
  }

  /// A sample with the moving averages at it.
  private struct Kept: Hashable {
    var sample: MetricSample
    var averages: RunningAverages.Values
  }

  /// The series' name.
  public let name: String
  /// What is kept of the stretches that are whole.
  private var whole: [Kept] = []
  /// The stretch at the end.
  private var stretch = Stretch()
  /// The sample that came last.
  private var last: Kept?
  /// Over all samples.
  private var averages = RunningAverages()
  /// How many samples a stretch takes; doubled when the capacity is reached.
  private var length = 1
  /// How many samples, all of whole stretches, were told in updates and are the same still.
  private var told = 0
  /// Whether a sample has come since the last update.
  private(set) var hasNews = false

  /// The series `name` without samples.
  public init(_ name: String) { self.name = name }

  /// Adds `sample`, keeping no more than `capacity` in all.
  public mutating func add(_ sample: MetricSample, capacity: Int) {
    hasNews = true
    let kept = Kept(sample: sample, averages: averages.add(sample))
    last = kept
    if length == 1 {
      whole.append(kept)
    } else {
      stretch.add(kept)
      if stretch.count < length { return }
      whole += stretch.kept(withLatest: false)
      stretch = Stretch()
    }
    thin(to: capacity)
  }

  /// Keeps no more than `capacity` samples, which must be ten at least.
  mutating func thin(to capacity: Int) {
    while whole.count > capacity - 4 { halve() }
  }

  /// Joins stretches in pairs, two samples of each pair staying, or three with one that is no number.
  private mutating func halve() {
    // Before the first time a stretch is one sample, later it is two.
    length *= length == 1 ? 4 : 2
    var joined = Array(whole.prefix(1))
    joined.reserveCapacity(whole.count)
    for first in stride(from: 1, to: whole.count, by: 4) {
      var pair = Stretch()
      for kept in whole[first..<min(first + 4, whole.count)] { pair.add(kept) }
      joined += pair.kept(withLatest: false)
    }
    whole = joined
    told = 0
    hasNews = true
  }

  /// What is new since the last call; nil where nothing is.
  mutating func takeUpdate() -> SeriesUpdate? {
    guard hasNews else { return nil }
    defer {
      told = whole.count
      hasNews = false
    }
    var samples = whole[told...] + stretch.kept(withLatest: true)
    if stretch.count == 0, let last,
      whole.last.map({ $0.sample.isSame(as: last.sample) }) != true
    {
      samples.append(last)
    }
    // As long as all samples are there, their reader can make the averages.
    return SeriesUpdate(
      series: name, start: told, samples: samples.map(\.sample),
      averages: length == 1 ? [] : samples.flatMap { kept in (0..<3).map { kept.averages[$0] } })
  }
}

extension MetricSample {
  /// Whether it is the same sample; unlike `==` true of a NaN and itself.
  fileprivate func isSame(as other: Self) -> Bool {
    step == other.step && start == other.start && x.bitPattern == other.x.bitPattern
      && y.bitPattern == other.y.bitPattern && time.bitPattern == other.time.bitPattern
  }
}
