/// The series of a run, thinned so that all of them together stay small however long it goes on.
public struct ThinnedMetrics: Hashable, Sendable {
  /// How many samples of a series are kept at most.
  public static let capacity = 8192
  /// How many series a run can have; points of further ones are not kept.
  public static let seriesLimit = 2048
  /// How many samples of all series are kept at most, about.
  private static let budget = 1 << 18

  private var series: [ThinnedSeries] = []
  private var places: [String: Int] = [:]
  /// Where the next point belongs if the series take turns as before.
  private var expected = 0
  private var capacity = Self.capacity
  /// Whether there were more series than are kept.
  public private(set) var isOverfull = false
  /// Whether something has come since the last updates.
  public private(set) var hasNews = false

  /// No series yet.
  public init() {}

  /// Adds `sample` to the series `name`.
  public mutating func add(_ sample: MetricSample, to name: String) {
    guard let place = place(of: name) else { return }
    hasNews = true
    series[place].add(sample, capacity: capacity)
  }

  /// What is new in each series since the last call, in the order of their first points.
  public mutating func takeUpdates() -> SeriesUpdates {
    guard hasNews else { return SeriesUpdates([]) }
    hasNews = false
    return SeriesUpdates(series.indices.compactMap { series[$0].takeUpdate() })
  }

  /// Where the series is, which is begun if it is new; nil where there is no room for it.
  private mutating func place(of name: String) -> Int? {
    // To look a name up takes longer than all else, and series mostly come in the same order.
    if expected == series.count { expected = 0 }
    if expected < series.count, series[expected].name == name {
      expected += 1
      return expected - 1
    }
    if let place = places[name] {
      expected = place + 1
      return place
    }
    guard series.count < Self.seriesLimit else {
      isOverfull = true
      return nil
    }
    series.append(ThinnedSeries(name))
    places[name] = series.count - 1
    expected = series.count
    makeRoom()
    return series.count - 1
  }

  private mutating func makeRoom() {
    let share = Self.budget / series.count
    guard share < capacity else { return }
    capacity = share
    for index in series.indices {
      series[index].thin(to: share)
      if series[index].hasNews { hasNews = true }
    }
  }
}
