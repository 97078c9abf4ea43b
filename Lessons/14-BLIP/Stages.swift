import Margin

/// How far each stage of CapFilt has come, and the whole run.
final class Stages {
  /// A part of the work.
  enum Stage: String, CaseIterable {
    case web = "pre-training on the web"
    case captioner = "tuning the captioner"
    case filter = "tuning the filter"
    case shared = "tuning captioner and filter"
    case writing = "writing and filtering"
    case set = "pre-training on the new set"

    /// About what one of its units costs, in tenths of a step of pre-training.
    fileprivate var cost: Int {
      switch self {
      case .web, .set: 10
      case .captioner: 4
      case .filter: 8
      case .shared: 11
      case .writing: 30
      }
    }
  }

  /// So many images are written about at once.
  static let part = 250

  private let units: [Stage: Int]
  private var done: [Stage: Int] = [:]
  private let seeds: Int

  /// The work of these arms with so many seeds, steps of pre-training and of tuning, and images.
  ///
  /// Captioner and filter are one net where it `shares`.
  init(
    _ arms: [BootstrappedSet.Arm], seeds: Int, steps: Int, tuning: Int, images: Int, shares: Bool
  ) {
    self.seeds = seeds
    let trained = arms.count { $0 != .none }
    units = [
      .web: steps, .set: trained * steps,
      .captioner: !shares && arms.contains(where: \.writes) ? tuning : 0,
      .filter: !shares && arms.contains(where: \.filters) ? tuning : 0,
      .shared: shares && trained > 0 ? tuning : 0,
      .writing: trained > 0 ? (images + Self.part - 1) / Self.part : 0,
    ].filter { $0.value > 0 }
  }

  /// One more unit of a stage is done.
  func advance(_ stage: Stage, in pane: Pane) {
    done[stage, default: 0] += 1
    let work = units.reduce(0) { $0 + $1.value * $1.key.cost } * seeds
    pane.progress(min(work, done.reduce(0) { $0 + $1.value * $1.key.cost }), of: work)
    show(in: pane)
  }

  /// Shows how far each stage is.
  func show(in pane: Pane) {
    let rows = Stage.allCases.filter { units[$0] != nil }.map { stage in
      [
        .text(stage.rawValue),
        .share(min(1, Double(done[stage] ?? 0) / Double(seeds * (units[stage] ?? 1)))),
      ] as [TableChart.Entry]
    }
    pane.show(as: "stages") { .table(TableChart(columns: ["stage", "done"], rows: rows)) }
  }
}
