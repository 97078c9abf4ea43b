import LessonKit
import Margin

// x [T] what is seen · i, j ∈ K hidden states · pi [K] · A [K, K] · b_j(x) what state j shows
// alpha, beta, gamma [T, K] · xi [K, K] summed over t
// Rabiner (1989); Baum, Petrie, Soules & Weiss (1970).

/// A hidden Markov model fitted by Baum–Welch, which is EM for it, and read by Viterbi's algorithm.
final class HiddenMarkov: Kernel {
  @Slider("states K", 2...8, restarts: true) var states = 2
  @Choice("emission", restarts: true) var emission = EmissionKind.discrete
  @Choice("arithmetic", restarts: true) var arithmetic = Arithmetic.scaled
  @Slider("restarts", 1...50, restarts: true) var restarts = 10
  @Slider("pseudocount", 0.0...1) var pseudocount = 0.0
  @Toggle("count the known states", restarts: true) var reveal = false
  @Slider("steps of a start", 1...10_000, scale: .log, restarts: true) var steps = 300
  @Slider("tolerance per symbol", 0...1e-3) var tolerance = 1e-8
  @Choice("lattice of") var pass = Pass.gamma
  @Slider("first place shown", 1...100_000, scale: .log) var place = 1

  static let reads = ["casino", "nile"]

  /// A chain at the end of its climb, and whether the climb was over.
  typealias Fit = (chain: Chain, logLikelihood: Double, isConverged: Bool)

  var chain: Chain?
  var best: Chain?

  func run(in pane: Pane) throws {
    let observations =
      switch emission {
      case .discrete: try Observations.symbols("casino", in: pane)
      case .gaussian: try Observations.values("nile", in: pane)
      }
    let charts = ChainCharts(observations)
    if reveal { return try count(observations, charts, in: pane) }
    var trellis = Trellis(observations.count)
    var best: Fit?
    for start in 1...restarts where !pane.isInterrupted {
      let fit = try climb(observations, start, &trellis, charts, in: pane)
      if fit.logLikelihood > best?.logLikelihood ?? -.infinity { best = fit }
    }
    guard let best else { return }
    self.best = best.chain
    charts.show(best.chain, pass, from: place, arithmetic, in: pane)
    report(best, observations, in: pane)
  }

  /// Baum–Welch from one start, until a step gains less than the tolerance.
  func climb(
    _ observations: Observations, _ start: Int, _ trellis: inout Trellis, _ charts: ChainCharts,
    in pane: Pane
  ) throws -> Fit {
    var chain = Chain(states: states, observations, using: &pane.random)
    var ascent = Ascent()
    for _ in pane.steps(upTo: steps) {
      self.chain = chain
      charts.show(chain, pass, from: place, arithmetic, in: pane)
      let counts = try chain.expectation(observations, in: &trellis, arithmetic)
      pane.plot("log-likelihood", counts.logLikelihood, start: start)
      if ascent.isOver(
        at: counts.logLikelihood, tolerance: tolerance * Double(observations.count))
      {
        break
      }
      chain = Chain(
        maximising: counts, trellis.gamma, observations, from: chain, pseudocount: pseudocount)
    }
    let counts = try chain.expectation(observations, in: &trellis, arithmetic)
    pane.plot("log-likelihood of each start", counts.logLikelihood, x: start, xLabel: "start")
    return (chain, counts.logLikelihood, ascent.isConverged)
  }

  /// One M step with the states that the data tell: nothing is hidden, and counting is all.
  func count(_ observations: Observations, _ charts: ChainCharts, in pane: Pane) throws {
    guard let known = observations.known else { throw NoKnownStates() }
    for _ in pane.steps(1) {
      let chain = try Chain(counting: known.states, observations, pseudocount: pseudocount)
      self.chain = chain
      var trellis = Trellis(observations.count)
      let counts = try chain.expectation(observations, in: &trellis, arithmetic)
      pane.plot("log-likelihood", counts.logLikelihood)
      charts.show(chain, pass, from: place, arithmetic, in: pane)
      report((chain, counts.logLikelihood, true), observations, in: pane)
    }
  }

  func report(_ fit: Fit, _ observations: Observations, in pane: Pane) {
    pane.result("log-likelihood", fit.logLikelihood, better: .higher)
    pane.result("log-likelihood per symbol", fit.logLikelihood / Double(observations.count))
    if let independent = observations.independentLogLikelihood {
      pane.result("log-likelihood without states", independent)
    }
    pane.result("iterations", Double(pane.step))
    var trellis = Trellis(observations.count)
    if let known = observations.known,
      (try? fit.chain.expectation(observations, in: &trellis, arithmetic)) != nil
    {
      let likeliest = trellis.likeliestStates(fit.chain.K)
      let path = fit.chain.likeliestPath(observations, in: &trellis)
      pane.result("state accuracy", stateAccuracy(likeliest, known.states), better: .higher)
      pane.result("Viterbi accuracy", stateAccuracy(path.states, known.states), better: .higher)
      pane.result("accuracy of one state", stateAccuracy(likeliest.map { _ in 0 }, known.states))
    }
    reportConvergence(fit.isConverged, in: pane)
  }
}

/// What the states show.
enum EmissionKind: String, CaseIterable {
  case discrete
  case gaussian = "Gaussian"
}

/// What a lattice shows of each state at each place.
enum Pass: String, CaseIterable {
  case alpha = "α"
  case beta = "β"
  case gamma = "γ"
}
