import Margin

// What a run of mutual information shows and reports.
extension MutualInformation {
  func show(
    _ pairs: Pairs, _ trials: [LineChart.Series], _ jitter: RandomSource, in pane: Pane
  ) {
    let unit = unit
    let truth = source.truth(rho: rho, table).map { $0 * unit.scale }
    pane.show(as: "estimate by n") {
      .line(
        LineChart(
          [.folded("estimate", trials)], xLabel: "n", yLabel: unit.rawValue, xScale: .log,
          references: truth.map { [.init(y: $0, name: "truth")] } ?? []))
    }
    if source != .table {
      pane.show(as: "pairs") {
        let shown = pairs.prefix(1000)
        return .scatter(
          ScatterChart([.init("", x: shown.x, y: shown.y)], xLabel: "x", yLabel: "y"))
      }
    }
    if estimator == .ksg { return }
    let joint = known ?? JointTable(counts: counts(of: pairs))
    let names = source == .table ? table.values : ([], [])
    pane.show(as: "joint distribution") {
      .heatMap(
        HeatMap(
          joint.p.scalars, columns: joint.p.shape[1], rowLabels: names.0, columnLabels: names.1,
          hasMargins: true, xLabel: "y", yLabel: "x"))
    }
    pane.show(as: "pointwise information") {
      .heatMap(
        HeatMap(
          (joint.pointwiseInformation * unit.scale).scalars, columns: joint.p.shape[1],
          rowLabels: names.0, columnLabels: names.1, map: .diverging, xLabel: "y", yLabel: "x"))
    }
    let entropies = known.map { Entropies($0) } ?? estimate(pairs, jitter).entropies
    guard let entropies else { return }
    pane.show(as: "entropies") { .bars(bars(entropies, unit)) }
    pane.show(as: "four forms") { .table(fourForms(joint, unit)) }
  }

  func report(
    _ pairs: Pairs, _ trials: [LineChart.Series], _ jitter: RandomSource, in pane: Pane
  ) {
    let scale = unit.scale
    let found = known.map { ($0.information, Entropies($0)) } ?? estimate(pairs, jitter)
    pane.result("mutual information", found.0 * scale)
    if let truth = source.truth(rho: rho, table) {
      pane.result("true mutual information", truth * scale)
    }
    if let entropies = found.1 {
      for (name, value) in [
        ("H(X)", entropies.x), ("H(Y)", entropies.y), ("H(X,Y)", entropies.joint),
        ("H(X|Y)", entropies.xGivenY),
      ] { pane.result(name, value * scale) }
    }
    if source != .table { pane.result("correlation", pairs.correlation) }
    let last = trials.compactMap(\.y.last)
    if known == nil, source.isDrawn, last.count > 1 {
      let n = Double(last.count)
      pane.result("mean of the estimates", Tensor(last).mean())
      pane.result("spread", sqrt(Tensor(last).variance().scalar * n / (n - 1)))
    }
    if estimator == .ksg, hasTies(pairs.x) || hasTies(pairs.y) {
      pane.log(
        "values repeat, and neighbours need those that do not: they were moved a little apart")
    }
  }
}

/// The entropies as bars that overlap by the information.
private func bars(_ entropies: Entropies, _ unit: InformationUnit) -> BarChart {
  let (x, y, both) = (
    entropies.xGivenY * unit.scale, entropies.yGivenX * unit.scale,
    entropies.information * unit.scale
  )
  return BarChart(
    ["H(X)", "H(Y)", "H(X,Y)"],
    [
      .init("H(X|Y)", [x, 0, x]), .init("I(X;Y)", [both, both, both]),
      .init("H(Y|X)", [0, y, y]),
    ], arrangement: .stacked, xLabel: unit.rawValue)
}

/// The same number by four formulas.
private func fourForms(_ joint: JointTable, _ unit: InformationUnit) -> TableChart {
  let (p, px, py) = (joint.p.scalars, joint.px, joint.py)
  let columns = joint.p.shape[1]
  func sum(_ term: (_ p: Double, _ px: Double, _ py: Double) -> Double) -> Double {
    p.indices.reduce(0) { sum, i in
      p[i] > 0 ? sum + p[i] * term(p[i], px[i / columns], py[i % columns]) : sum
    }
  }
  let entropies = Entropies(joint)
  let forms = [
    ("x given y", sum { log($0 / $2 / $1) }),
    ("y given x", sum { log($0 / $1 / $2) }),
    ("H(X) − H(X|Y)", entropies.x - entropies.xGivenY),
    ("H(X) + H(Y) − H(X,Y)", entropies.information),
  ]
  return TableChart(
    columns: ["form", unit.rawValue],
    // Rounding differs, and would be shown with all its digits.
    rows: forms.map { [.text($0.0), .number(($0.1 * unit.scale * 1e12).rounded() / 1e12)] })
}
