import LessonKit
import Margin

// h, n [R] heads and tosses of each row · r [R] the probability that a row was tossed with coin A
// Do & Batzoglou (2008), figure 1; the bound is that of Neal & Hinton (1998).

/// Two coins of unknown bias, tossed by an unknown hand.
///
/// Do & Batzoglou (2008).
final class TwoCoins: Kernel {
  @Slider("θ_A at the start", 0.01...0.99, restarts: true) var thetaA = 0.6
  @Slider("θ_B at the start", 0.01...0.99, restarts: true) var thetaB = 0.5
  @Toggle("assign each row wholly") var hard = false
  @Toggle("show the coins", restarts: true) var reveal = false
  @Toggle("accelerate") var accelerate = false
  @Slider("steps at most", 0...1000, restarts: true) var steps = 1000

  static let reads = ["tosses"]

  var coins: Coins?
  /// A step that changes θ by less is the last one.
  let tolerance = 1e-8

  func run(in pane: Pane) throws {
    let data = try pane.dataset("tosses")
    let (h, n) = (try data.column("heads"), try data.column("tosses"))
    let known = reveal ? knownCoins(data, in: pane) : nil
    let charts = CoinCharts(h, n) { Coins(thetaA: $0, thetaB: $1).logLikelihood(h, n) }
    charts.showRows(known, in: pane)
    var coins = Coins(thetaA: thetaA, thetaB: thetaB)
    var (change, evaluations) = (Double.infinity, 0)
    for _ in pane.steps(upTo: steps) {
      self.coins = coins
      let r = assigned(known ?? coins.posteriorOfA(h, n))
      let next = Coins(maximising: r, h, n, from: coins)
      change = next.distance(to: coins)
      evaluations += 1
      let reached =
        accelerate && change >= tolerance
        ? coins.squaredExtrapolation(through: next, h, n) { [self] coins in
          evaluations += 1
          let r = assigned(known ?? coins.posteriorOfA(h, n))
          return Coins(maximising: r, h, n, from: coins)
        } : next
      charts.show(coins.theta, r, next: next.theta, reached: reached.theta, in: pane) {
        [coins] thetaA in Coins(thetaA: thetaA, thetaB: coins.thetaB).bound(r, h, n)
      }
      coins = reached
      if change < tolerance { break }
    }
    if pane.step > 0 { report(coins, h, n, change, evaluations, in: pane) }
  }

  /// The weights as they are, or each row wholly to the likelier coin.
  func assigned(_ r: Tensor<Double>) -> Tensor<Double> {
    hard ? Tensor(r.scalars.map { $0 > 0.5 ? 1 : 0 }) : r
  }

  /// 1 for the rows of coin A, if the data name the coins.
  func knownCoins(_ data: Dataset, in pane: Pane) -> Tensor<Double>? {
    guard let labels = data.labels, let A = data.classNames.firstIndex(of: "A") else {
      pane.log("the data do not say which row was tossed with A: a column coin would, with A and B")
      return nil
    }
    return Tensor(labels.map { $0 == A ? 1 : 0 })
  }

  func report(
    _ coins: Coins, _ h: Tensor<Double>, _ n: Tensor<Double>, _ change: Double,
    _ evaluations: Int, in pane: Pane
  ) {
    let isConverged = change < tolerance
    pane.result("log-likelihood", coins.logLikelihood(h, n), better: .higher)
    pane.result("theta A", coins.thetaA)
    pane.result("theta B", coins.thetaB)
    pane.result("iterations", Double(pane.step))
    pane.result("evaluations of E and M", Double(evaluations), better: .lower)
    if isConverged, !reveal, !hard { pane.result("rate", coins.rate(h, n), better: .lower) }
    reportConvergence(isConverged, in: pane)
  }
}

/// What is learnt: the probability of heads of each coin.
struct Coins: Hashable {
  var thetaA: Double
  var thetaB: Double

  init(thetaA: Double, thetaB: Double) { (self.thetaA, self.thetaB) = (thetaA, thetaB) }

  /// E step: Bayes' rule with both coins equally likely beforehand.
  func posteriorOfA(_ h: Tensor<Double>, _ n: Tensor<Double>) -> Tensor<Double> {
    logJoint(h, n).softmax(axis: 1).column(0)
  }

  /// M step: count, each row in part for A and in part for B.
  init(maximising r: Tensor<Double>, _ h: Tensor<Double>, _ n: Tensor<Double>, from former: Coins) {
    // A coin that tossed no row keeps its bias.
    func share(_ r: Tensor<Double>, _ former: Double) -> Double {
      let tosses = (r * n).sum().scalar
      return tosses > 0 ? (r * h).sum().scalar / tosses : former
    }
    thetaA = share(r, former.thetaA)
    thetaB = share(1 - r, former.thetaB)
  }

  /// (θ_A, θ_B).
  var theta: (Double, Double) { (thetaA, thetaB) }

  /// The largest difference of a bias.
  func distance(to other: Coins) -> Double {
    max(abs(thetaA - other.thetaA), abs(thetaB - other.thetaB))
  }

  /// log ½ θ^h (1 − θ)^(n − h) for A and B, of the ordered tosses: [R, 2].
  func logJoint(_ h: Tensor<Double>, _ n: Tensor<Double>) -> Tensor<Double> {
    Tensor(
      columns: [thetaA, thetaB].map { theta in
        xlogy(h, theta) + xlogy(n - h, 1 - theta) + log(0.5)
      })
  }

  /// ℓ(θ) = Σ log Σ_z p(x, z | θ).
  func logLikelihood(_ h: Tensor<Double>, _ n: Tensor<Double>) -> Double {
    logJoint(h, n).logSumExp(axis: 1).sum().scalar
  }

  /// F(q, θ) = Σ_z q(z) log p(x, z | θ) / q(z), for q(A) = r: never above ℓ(θ).
  func bound(_ r: Tensor<Double>, _ h: Tensor<Double>, _ n: Tensor<Double>) -> Double {
    let q = Tensor(columns: [r, 1 - r])
    let logJoint = logJoint(h, n)
    return q.scalars.indices.reduce(0) { sum, i in
      let (q, logJoint) = (q.scalars[i], logJoint.scalars[i])
      return q == 0 ? sum : sum + q * (logJoint - log(q))
    }
  }
}
