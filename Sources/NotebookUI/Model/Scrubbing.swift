import Foundation

/// A look back at a run, which may go on meanwhile.
struct Scrubbing: Equatable {
  /// The step that the charts show.
  var step: Int
  /// The key that led there, as long as it may be held.
  var hold: Hold?

  /// A key that repeats: the longer it is held, the faster it goes, so that it is at the end in the same
  /// time whatever the number of steps.
  struct Hold: Equatable {
    /// -1: back, 1: forward.
    private let direction: Int
    private var began: Double
    private var last: Double

    /// Keyboards repeat a held key sooner than that, in seconds; fingers take longer.
    private static let patience = 0.12
    /// So long after the first repetition the end is reached, in seconds.
    private static let duration = 0.6

    /// A first press at `time`.
    init(_ direction: Int, at time: Double) {
      (self.direction, began, last) = (direction, time, time)
    }

    /// How many of the `count` places up to the end the press at `time` goes on.
    mutating func advance(_ direction: Int, of count: Int, at time: Double) -> Int {
      guard direction == self.direction, time - last <= Self.patience else {
        self = Hold(direction, at: time)
        return min(1, count)
      }
      func share(_ time: Double) -> Double { min(1, pow((time - began) / Self.duration, 2)) }
      let (before, now) = (share(last), share(time))
      last = time
      let part = before < 1 ? (now - before) / (1 - before) : 1
      return min(count, max(1, Int((Double(count) * part).rounded(.up))))
    }
  }
}

extension RunModel {
  /// The recorded steps that a key goes to, in order.
  ///
  /// Those of the kernel's own charts; where these are few, points of the curves lie between, no more
  /// than can be told apart.
  var recordedSteps: [Int] {
    var steps = history.steps
    if steps.count < Self.manyCharts {
      let points = record.series.values.max { $0.count < $1.count } ?? []
      let count = min(points.count, Self.mostPoints)
      for index in 0..<count {
        steps.insert(points[index * (points.count - 1) / max(1, count - 1)].step)
      }
    }
    return steps.sorted()
  }

  /// Whether any step is recorded.
  var hasRecordedSteps: Bool { !history.isEmpty || !record.series.isEmpty }

  /// Whether there is a step to go back to that shows something else than the newest one.
  var hasSeveralSteps: Bool {
    var ends = record.series.values.compactMap { samples in
      samples.first.flatMap { first in samples.last.map { (first.step, $0.step) } }
    }
    let charts = history.steps
    if let first = charts.min(), let last = charts.max() { ends.append((first, last)) }
    guard let first = ends.map(\.0).min(), let last = ends.map(\.1).max() else { return false }
    return first < last
  }

  /// With so many charts each press shows another one.
  private static let manyCharts = 64
  /// So many that each of them moves the line in a wide chart.
  private static let mostPoints = 256
}
