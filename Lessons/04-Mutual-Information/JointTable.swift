import Margin

// p(x, y) [X, Y], rows x · all in nats

/// The joint distribution of two discrete variables, and what can be asked of it.
///
/// Shannon (1948); Cover & Thomas (2006), chapter 2.
struct JointTable: Hashable {
  let p: Tensor<Double>

  init(_ p: Tensor<Double>) { self.p = p }

  /// Relative frequencies of counts.
  init(counts: Tensor<Double>) { p = counts / counts.sum() }

  /// p(x): [X].
  var px: Tensor<Double> { p.sum(axis: 1) }
  /// p(y): [Y].
  var py: Tensor<Double> { p.sum(axis: 0) }

  var entropyX: Double { entropy(px) }
  var entropyY: Double { entropy(py) }
  var jointEntropy: Double { entropy(p) }

  /// I(X; Y) = D_KL(p(x, y) ‖ p(x) p(y)) = Σ p(x, y) ln p(x, y) / (p(x) p(y)).
  var information: Double {
    let pointwise = pointwiseInformation
    return p.scalars.indices.reduce(0) { sum, i in
      p.scalars[i] > 0 ? sum + p.scalars[i] * pointwise.scalars[i] : sum
    }
  }

  /// ln p(x, y) / (p(x) p(y)), NaN where p(x, y) = 0: Church & Hanks (1990).
  var pointwiseInformation: Tensor<Double> {
    let ratio = log(p) - log(outer(px, py))
    return choose(p, ratio, Tensor(repeating: .nan, shape: p.shape))
  }
}

/// −Σ p ln p, where 0 ln 0 = 0.
func entropy(_ p: Tensor<Double>) -> Double {
  -p.scalars.reduce(0) { $1 > 0 ? $0 + $1 * log($1) : $0 }
}

/// Entropies of a sample in nats, and the information that follows from them.
struct Entropies: Hashable {
  var x: Double
  var y: Double
  var joint: Double

  /// I = H(X) + H(Y) − H(X, Y).
  var information: Double { x + y - joint }
  /// H(X | Y).
  var xGivenY: Double { joint - y }
  /// H(Y | X).
  var yGivenX: Double { joint - x }

  init(x: Double, y: Double, joint: Double) { (self.x, self.y, self.joint) = (x, y, joint) }

  /// Those of a table that is known.
  init(_ table: JointTable) {
    self.init(x: table.entropyX, y: table.entropyY, joint: table.jointEntropy)
  }

  /// The plug-in estimate: relative frequencies in place of probabilities.
  init(counts: Tensor<Double>) { self.init(JointTable(counts: counts)) }

  /// The same with (m − 1)/2n for each entropy, m the occupied cells: Miller (1955).
  init(correcting counts: Tensor<Double>) {
    let n = counts.sum().scalar
    func corrected(_ entropy: Double, _ counts: Tensor<Double>) -> Double {
      entropy + Double(counts.scalars.count { $0 > 0 } - 1) / (2 * n)
    }
    let plain = Entropies(counts: counts)
    self.init(
      x: corrected(plain.x, counts.sum(axis: 1)), y: corrected(plain.y, counts.sum(axis: 0)),
      joint: corrected(plain.joint, counts))
  }
}
