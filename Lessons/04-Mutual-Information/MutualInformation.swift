import Margin

// X, Y the two variables · n pairs · k neighbours

/// How much one variable tells about another: from a table, from counts, from distances.
///
/// Shannon (1948); Miller (1955); Kraskov, Stögbauer & Grassberger (2004).
final class MutualInformation: Kernel {
  @Choice("data", restarts: true) var source = PairSource.table
  @Choice("table", restarts: true) var table = KnownTable.weather
  @Choice("estimator") var estimator = InformationEstimator.plugIn
  @Slider("samples n", 20...20_000, scale: .log, restarts: true) var samples = 500
  @Slider("correlation ρ", -0.99...0.99, restarts: true) var rho = 0.8
  @Slider("bins an axis", 2...50) var bins = 8
  @Slider("neighbours k", 1...20) var neighbours = 3
  @Choice("unit") var unit = InformationUnit.bits

  static let reads = ["digits", "iris"]

  /// How many samples of each size show the spread.
  let repetitions = 20

  func run(in pane: Pane) throws {
    let pairs = try source.pairs(samples, rho: rho, table, in: pane)
    if pairs.count < 2 { throw TooFewPairs() }
    var trials: [LineChart.Series] = (0..<repetitions).map { _ in .init("", x: [], y: []) }
    let jitter = pane.random.split()
    for (size, _) in zip(sizes(upTo: pairs.count), pane.steps(8)) {
      for trial in trials.indices {
        let drawn = try source.pairs(size, rho: rho, table, in: pane)
        trials[trial].x.append(Double(drawn.count))
        trials[trial].y.append(estimate(drawn, jitter).information * unit.scale)
      }
      show(pairs, trials, jitter, in: pane)
    }
    show(pairs, trials, jitter, in: pane)
    report(pairs, trials, jitter, in: pane)
  }

  /// Eight sizes of samples, evenly spaced in their logarithms.
  func sizes(upTo count: Int) -> [Int] {
    let least = min(20, count)
    return (0..<8).map { step in
      Int((Double(least) * pow(Double(count) / Double(least), Double(step) / 7)).rounded())
    }
  }

  /// I(X; Y) and, from counts, the entropies.
  func estimate(
    _ pairs: Pairs, _ jitter: RandomSource
  ) -> (information: Double, entropies: Entropies?) {
    if estimator == .ksg {
      var jitter = jitter
      let ties = hasTies(pairs.x) || hasTies(pairs.y)
      let apart = ties ? pairs.jittered(using: &jitter) : pairs
      let k = min(neighbours, pairs.count - 1)
      return (neighbourInformation(apart.x, apart.y, k: k), nil)
    }
    let counts = counts(of: pairs)
    let entropies =
      estimator == .millerMadow ? Entropies(correcting: counts) : Entropies(counts: counts)
    return (entropies.information, entropies)
  }

  /// How often each pair of values, or of bins, came.
  func counts(of pairs: Pairs) -> Tensor<Double> {
    if source == .table {
      let shape = table.joint.p.shape
      return jointCounts(pairs.x.map { Int($0) }, pairs.y.map { Int($0) }, shape)
    }
    let cells = [pairs.x, pairs.y].map {
      estimator == .binned ? equalMassBins($0, bins) : equalWidthBins($0, bins)
    }
    return jointCounts(cells[0], cells[1], [bins, bins])
  }

  /// What is known for certain: of a table everything, unless an estimate is asked for.
  var known: JointTable? { source == .table && estimator == .plugIn ? table.joint : nil }
}
