import LessonKit

/// Accuracies by share of the labels and by way, one for each seed.
struct Outcomes {
  /// How many labels each share is.
  let counts: [Int]
  private var accuracies: [[Way: [Double]]]

  /// A way to a classifier.
  enum Way: String, CaseIterable {
    // In this order legends name them, as far as there is room.
    case scratch = "from scratch"
    case fineTuned = "fine-tuned"
    case probe = "linear probe"
    case untrainedProbe = "untrained probe"
  }

  /// Shares of the labels, in per cent.
  static let shares = [1, 2, 5, 10, 50, 100]

  /// None yet, of so many labelled images.
  init(of count: Int) {
    counts = Self.shares.map { max(1, Int((Double($0 * count) / 100).rounded())) }
    accuracies = Self.shares.map { _ in [:] }
  }

  /// Adds what came of one seed with the share at `index`.
  mutating func add(_ outcome: [Way: Double], at index: Int) {
    accuracies[index].merge(outcome.mapValues { [$0] }) { $0 + $1 }
  }

  /// How the accuracies of all seeds by `way` came out, for each share that has any.
  func estimates(_ way: Way) -> [MeanEstimate] {
    accuracies.compactMap { MeanEstimate($0[way] ?? []) }
  }

  /// By how much fine-tuning is above training from scratch, for each share and seed.
  var gainsBySeed: [[Double]] {
    accuracies.map { zip($0[.fineTuned] ?? [], $0[.scratch] ?? []).map { $0 - $1 } }
  }

  /// The same over all seeds, for each share that has any.
  var gains: [MeanEstimate] { gainsBySeed.compactMap { MeanEstimate($0) } }
}
