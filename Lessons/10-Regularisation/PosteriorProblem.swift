import Margin

/// What is to be explained by weights.
enum PosteriorModel: String, CaseIterable {
  case polynomial
  case oneWeight = "one weight"
  case twoWeights = "two weights"
  case logistic
}

/// Features, targets, and the truth where it is known.
struct PosteriorProblem {
  let model: PosteriorModel
  /// [N, D].
  let X: Tensor<Double>
  /// [N]; ±1 for classes.
  let t: Tensor<Double>
  /// 1 for a weight with a prior, 0 for the intercept: [D].
  let penalised: Tensor<Double>
  /// What the weights are called.
  let names: [String]
  /// Where the points are, of a polynomial.
  var places: [Double] = []
  /// Features and values of the truth.
  private var truth: (X: Tensor<Double>, f: Tensor<Double>)?
  /// The two classes.
  private(set) var classNames: [String] = []

  var isLogistic: Bool { model == .logistic }
  /// Whether all weights there are can be seen at once.
  var isDrawn: Bool { model == .oneWeight || model == .twoWeights }

  /// What `model` is tried on: made with the run's seed, or the last two classes of iris.
  init(
    _ model: PosteriorModel, _ degree: Int, _ points: Int, noise: Double, in pane: Pane
  ) throws {
    switch model {
    case .polynomial:
      self.init(polynomial: degree, points, noise: noise, using: &pane.random)
    case .oneWeight: self.init(weights: 1, points, noise: noise, using: &pane.random)
    case .twoWeights: self.init(weights: 2, points, noise: noise, using: &pane.random)
    case .logistic:
      let data = try pane.dataset("iris")
      try self.init(classesOf: data)
      if data.classNames.count > 2 {
        pane.log(
          "of the \(data.classNames.count) classes the last two are told apart: “\(classNames[1])” from "
            + "“\(classNames[0])”")
      }
    }
  }

  /// Points on a sine with noise, and the Legendre polynomials up to a degree.
  private init(
    polynomial degree: Int, _ points: Int, noise: Double, using random: inout RandomSource
  ) {
    model = .polynomial
    places = (0..<points).map { _ in random.uniform() }.sorted()
    X = Self.legendre(places, degree)
    t = Tensor(places.map { Self.sine($0) + noise * random.normal() })
    penalised = Tensor((0...degree).map { $0 == 0 ? 0 : 1 })
    names = (0...degree).map { "w_\($0)" }
    let grid = (0..<1000).map { Double($0) / 999 }
    truth = (Self.legendre(grid, degree), Tensor(grid.map(Self.sine)))
  }

  /// A line through 0, or a plane whose two features correlate.
  private init(weights D: Int, _ points: Int, noise: Double, using random: inout RandomSource) {
    model = D == 1 ? .oneWeight : .twoWeights
    let w = D == 1 ? Tensor<Double>([1.0]) : .normal([2], using: &random)
    let raw = Tensor<Double>.normal([points, D], using: &random)
    let mixed = D == 1 ? raw : matmul(raw, Tensor([1, 0.5, 0, sqrt(0.75)], shape: [2, 2]))
    X = mixed / sqrt(square(mixed).mean(axis: 0))
    let f = matmul(X, w)
    t = f + noise * .normal([points], using: &random)
    penalised = .ones(D)
    names = D == 1 ? ["w"] : ["w_1", "w_2"]
    truth = (X, f)
  }

  /// The last two classes, +1 the last, with features of one scale and an intercept.
  private init(classesOf data: Dataset) throws {
    guard let labels = data.labels, data.classNames.count > 1 else {
      throw ClassError(classes: data.classNames.count)
    }
    let last = data.classNames.count - 1
    let rows = labels.indices.filter { labels[$0] >= last - 1 }
    let x = data.features.rows(at: rows)
    let centred = x - x.mean(axis: 0)
    let deviation = sqrt(square(centred).mean(axis: 0))
    let standardised = centred / choose(deviation, deviation, .ones(x.shape[1]))
    model = .logistic
    X = concatenate([standardised, .ones(rows.count, 1)], axis: 1)
    t = Tensor(rows.map { labels[$0] == last ? 1.0 : -1 })
    penalised = concatenate([.ones(x.shape[1]), .zeros(1)])
    names = data.featureNames + ["intercept"]
    classNames = Array(data.classNames.suffix(2))
  }

  /// The root of the mean squared error on the data; of classes, that of the probabilities.
  func trainingError(of w: Tensor<Double>) -> Double {
    let f = matmul(X, w)
    let errors = isLogistic ? sigmoid(f) - (1 + t) / 2 : f - t
    return sqrt(square(errors).mean().scalar)
  }

  /// The root of the mean squared distance from the truth, where there is one.
  func trueError(of w: Tensor<Double>) -> Double? {
    truth.map { sqrt(square(matmul($0.X, w) - $0.f).mean().scalar) }
  }

  /// The same points with the polynomials up to a lower degree.
  func limited(toDegree degree: Int) -> PosteriorProblem {
    PosteriorProblem(
      model: model, X: X.slice(axis: 1, 0..<degree + 1), t: t, penalised: penalised[0..<degree + 1],
      names: Array(names[...degree]), places: places,
      truth: truth.map { ($0.X.slice(axis: 1, 0..<degree + 1), $0.f) })
  }

  private init(
    model: PosteriorModel, X: Tensor<Double>, t: Tensor<Double>, penalised: Tensor<Double>,
    names: [String], places: [Double], truth: (X: Tensor<Double>, f: Tensor<Double>)?
  ) {
    (self.model, self.X, self.t, self.penalised) = (model, X, t, penalised)
    (self.names, self.places, self.truth) = (names, places, truth)
  }

  /// sin 2πx.
  static func sine(_ x: Double) -> Double { sin(2 * .pi * x) }

  /// P_0 … P_degree of 2x − 1, by (k + 1) P_{k+1} = (2k + 1) u P_k − k P_{k−1}: [N, degree + 1].
  static func legendre(_ x: [Double], _ degree: Int) -> Tensor<Double> {
    let u = 2 * Tensor(x) - 1
    var P: [Tensor<Double>] = [.ones(x.count), u]
    for k in 1..<max(2, degree) {
      let k1 = Double(k)
      P.append(((2 * k1 + 1) * u * P[k] - k1 * P[k - 1]) / (k1 + 1))
    }
    return Tensor(columns: Array(P.prefix(degree + 1)))
  }
}

/// Data without two classes.
struct ClassError: Error, CustomStringConvertible {
  var classes: Int

  var description: String {
    "the data have \(classes == 1 ? "one class" : "no classes"): logistic regression needs two, in a "
      + "column of labels"
  }
}
