import LessonKit
import Margin

extension Outcomes {
  /// Shows accuracies and gains as far as they are known.
  func show(in pane: Pane) {
    let now = self
    pane.show(as: "accuracy by labels") { .line(now.accuracyChart) }
    pane.show(as: "gain of pre-training") { .bars(now.gainChart) }
  }

  /// Adds the gains of the seed that came last to their chart.
  func plotLastGains(in pane: Pane) {
    for (share, gains) in zip(Self.shares, gainsBySeed) {
      guard let gain = gains.last, share <= 5 else { continue }
      pane.plot("gain", curve: "\(share) %", gain, x: gains.count, xLabel: "seed")
    }
  }

  /// Over the number of labels, with bars of one standard error.
  private var accuracyChart: LineChart {
    LineChart(
      Way.allCases.map { way in
        let estimates = estimates(way)
        // The first shares are the first that have several seeds.
        let ends = estimates.compactMap { estimate in
          estimate.standardError.map { (estimate.mean - $0, estimate.mean + $0) }
        }
        return .init(
          way.rawValue, x: counts.prefix(estimates.count).map { Double($0) },
          y: estimates.map(\.mean), lower: ends.map(\.0), upper: ends.map(\.1), spread: .bars)
      }, xLabel: "labels", yLabel: "accuracy", xScale: .log)
  }

  /// Fine-tuned less from scratch.
  private var gainChart: BarChart {
    BarChart(
      zip(Self.shares, gains).map { "\($0.0) %" }, gains.map(\.mean),
      errors: gains.compactMap(\.standardError), xLabel: "fine-tuned − from scratch")
  }

  /// Reports all, share by share; the gains, which the lesson is about, first.
  func report(in pane: Pane) {
    for (share, gain) in zip(Self.shares, gains) {
      pane.result("gain, \(share) %", gain.mean, better: .higher)
      if let error = gain.standardError {
        pane.result("standard error, \(share) %", error, better: .lower)
      }
    }
    for way in Way.allCases {
      for (share, estimate) in zip(Self.shares, estimates(way)) {
        pane.result("\(way.rawValue), \(share) %", estimate.mean, better: .higher)
      }
    }
  }
}
