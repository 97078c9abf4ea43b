import Margin

/// What a run of a hidden Markov model shows, drawn anew where a step can be seen.
final class ChainCharts {
  private static let stripLength = 36
  private static let latticeLength = 16
  private static let curveLength = 300
  private let observations: Observations
  private lazy var trellis = Trellis(observations.count)

  init(_ observations: Observations) { self.observations = observations }

  /// The chain as it is, and what it says of the places from `place`, counted from 1.
  func show(
    _ chain: Chain, _ pass: Pass, from place: Int, _ arithmetic: Arithmetic, in pane: Pane
  ) {
    let names = (1...chain.K).map { "\($0)" }
    pane.show(as: "states over time") { [self] in strip(chain, names, from: place, arithmetic) }
    pane.show(as: "γ over time") { [self] in curves(chain, names, from: place, arithmetic) }
    pane.show(as: "transitions") {
      .heatMap(
        HeatMap(
          chain.A.flatMap { $0.prefix(chain.K) }, columns: chain.K, rowLabels: names,
          columnLabels: names, range: 0...1, xLabel: "to", yLabel: "from"))
    }
    pane.show(as: "emissions") { [self] in emissions(chain, names) }
    pane.show(as: "lattice") { [self] in lattice(chain, names, pass, from: place, arithmetic) }
    pane.show(as: "size of α") { [self] in sizes(chain, arithmetic) }
  }

  /// At most `length` places from `place`, or the last ones.
  private func window(_ length: Int, from place: Int) -> Range<Int> {
    let start = max(0, min(place - 1, observations.count - length))
    return start..<min(observations.count, start + length)
  }

  /// The places' γ as shades, a row for each state, and the likeliest path through them.
  private func strip(
    _ chain: Chain, _ names: [String], from place: Int, _ arithmetic: Arithmetic
  ) -> Chart {
    let window = window(Self.stripLength, from: place)
    let path = chain.likeliestPath(observations, in: &trellis).states
    guard (try? chain.expectation(observations, in: &trellis, arithmetic)) != nil else {
      return .heatMap(HeatMap([Double](), columns: 0))
    }
    let gamma = window.map(trellis.gamma)
    return .heatMap(
      HeatMap(
        (0..<chain.K).flatMap { i in gamma.map { $0[i] } }, columns: window.count,
        rowLabels: names, range: 0...1,
        marked: window.enumerated().map { .init(row: path[$1], column: $0) }, xLabel: "place",
        yLabel: "state"))
  }

  /// γ of every state but the first, which is what is left, and in faint lines the known states.
  private func curves(
    _ chain: Chain, _ names: [String], from place: Int, _ arithmetic: Arithmetic
  ) -> Chart {
    let window = window(Self.curveLength, from: place)
    guard (try? chain.expectation(observations, in: &trellis, arithmetic)) != nil else {
      return .line(LineChart([]))
    }
    let places = window.map { Double($0 + 1) }
    var series: [LineChart.Series] = []
    if chain.K == 2, let known = observations.known {
      let kinds = matching(trellis.likeliestStates(2), known.states)
      let isSecond = window.map { t in kinds.count > 1 && known.states[t] == kinds[1] ? 1.0 : 0 }
      series.append(.init("known", x: places, y: isSecond, isGhost: true))
    }
    series += (1..<chain.K).map { i in
      .init("state " + names[i], x: places, y: window.map { trellis.gamma($0)[i] })
    }
    return .line(LineChart(series, xLabel: "place", yLabel: "probability"))
  }

  private func emissions(_ chain: Chain, _ names: [String]) -> Chart {
    switch chain.emission {
    case .discrete(let B):
      .bars(
        BarChart(
          observations.names,
          names.enumerated().map { i, name in .init(name, B.map { $0[i] }) },
          xLabel: "probability"))
    case .gaussian(let mu, let variance):
      .table(
        TableChart(
          columns: ["state", "feature", "mean", "deviation"],
          rows: names.enumerated().flatMap { i, name in
            mu.indices.map { d in
              [
                .text(name), .text(observations.names[d]), .number(mu[d][i]),
                .number(sqrt(variance[d][i])),
              ]
            }
          }))
    }
  }

  /// A pass through a few places, each with what is seen there.
  private func lattice(
    _ chain: Chain, _ names: [String], _ pass: Pass, from place: Int, _ arithmetic: Arithmetic
  ) -> Chart {
    let window = window(Self.latticeLength, from: place)
    let path = chain.likeliestPath(observations, in: &trellis).states
    let isPossible = (try? chain.expectation(observations, in: &trellis, arithmetic)) != nil
    let rows = window.map { t -> StateVector in
      switch pass {
      case .alpha: trellis.alpha[t] / trellis.alpha[t].sum()
      case .beta: trellis.beta[t] / trellis.beta[t].sum()
      case .gamma: trellis.gamma(t)
      }
    }
    return .lattice(
      Lattice(
        states: names, steps: window.map(observations.label),
        probabilities: rows.flatMap { $0.prefix(chain.K) },
        path: isPossible ? window.map { path[$0] } : [], xLabel: "seen"))
  }

  /// The decimal logarithm of Σ_i α_t(i) without scaling; naive, as far as it is a number.
  private func sizes(_ chain: Chain, _ arithmetic: Arithmetic) -> Chart {
    let sequence = observations.sequences[0]
    _ = chain.emission.likelihoods(of: observations, into: &trellis.b)
    var end = sequence.upperBound
    do {
      _ = try trellis.forward(chain, over: sequence, isScaled: arithmetic != .naive)
    } catch let error as NoPath {
      end = error.place
    } catch {}
    let places = 0..<end
    var size = 0.0
    let sizes = places.map { t in
      size += log(trellis.c[t])
      return (arithmetic == .naive ? log(trellis.alpha[t].sum()) : size) / log(10)
    }
    return .line(
      LineChart(
        [.init("log₁₀ Σ α", x: places.map { Double($0 + 1) }, y: sizes)], xLabel: "place",
        references: [.init(y: -323.3, name: "least Double")]))
  }
}

extension Observations {
  /// What is seen at a place, in few letters.
  fileprivate func label(_ t: Int) -> String {
    switch content {
    case .symbols(let symbols, let names): names[symbols[t]]
    case .values(let x): "\(Int(x[t, 0].rounded()))"
    }
  }
}
