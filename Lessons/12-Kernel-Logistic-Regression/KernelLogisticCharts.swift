import Margin

/// What a run of `KernelLogisticRegression` shows.
struct KernelLogisticCharts {
  private let data: ClassData
  private let K: GramMatrix
  /// The margins that points in the plane are drawn over: the first coordinate's range, the second's.
  private var norms: [Double] = []

  init(_ data: ClassData, _ K: GramMatrix) { (self.data, self.K) = (data, K) }

  /// One Newton step.
  mutating func show(
    _ fit: KernelLogisticFit, _ lambda: Double, gradient: Double, in pane: Pane
  ) {
    norms.append(gradient)
    pane.show(as: "gradient norm") { [norms] in .line(Self.gradients(norms)) }
    pane.show(as: "λα by margin") { [self] in .line(coefficients(fit, lambda)) }
    pane.show(as: "λα") { [self] in .histogram(bars(fit, lambda)) }
    if let test = data.test {
      let scores = ProbabilityScores(logits: K.scores(fit, test.x), test.y)
      let learnt = ProbabilityScores(logits: fit.f, data.y)
      pane.plot("log-loss", ["train": learnt.logLoss, "test": scores.logLoss])
      pane.show(as: "test probabilities") { [self] in .histogram(probabilities(scores)) }
    }
    if data.features.count == 2 {
      pane.show(as: "probability map") { [self] in .scatter(map(fit)) }
    }
  }

  private static func gradients(_ norms: [Double]) -> LineChart {
    LineChart(
      [.init("‖λα − (t − p)‖∞", x: norms.indices.map { Double($0) }, y: norms)],
      xLabel: "Newton step", yScale: .log)
  }

  /// λ|α| of each point over its margin y f, and the slope of the loss there.
  private func coefficients(_ fit: KernelLogisticFit, _ lambda: Double) -> LineChart {
    let margins = data.y * fit.f
    let reach = margins.scalars.reduce(1) { max($0, abs($1)) }
    let m = (0...200).map { reach * (Double($0) / 100 - 1) }
    return LineChart(
      [
        .init("slope of the loss", x: m, y: sigmoid(-Tensor(m)).scalars),
        .init(
          "training points", x: margins.scalars, y: (lambda * fit.alpha * data.y).scalars,
          style: .points),
      ], xLabel: "margin y f", yLabel: "λ|α|", references: [.init(x: 1, name: "1")])
  }

  private func bars(_ fit: KernelLogisticFit, _ lambda: Double) -> Histogram {
    Histogram(
      groups(of: lambda * fit.alpha, data.y), bins: 40, range: -1...1, xLabel: "λα")
  }

  private func probabilities(_ scores: ProbabilityScores) -> Histogram {
    Histogram(
      groups(of: scores.p, scores.y), bins: 20, range: 0...1,
      xLabel: "probability of " + data.names.positive)
  }

  /// Values by class.
  private func groups(
    of values: Tensor<Double>, _ y: Tensor<Double>
  ) -> [(name: String, values: [Double])] {
    [(data.names.negative, -1.0), (data.names.positive, 1)].map { name, sign in
      (name, zip(values.scalars, y.scalars).filter { $0.1 == sign }.map(\.0))
    }
  }

  /// The training points over lines of equal probability.
  private func map(_ fit: KernelLogisticFit) -> ScatterChart {
    let ranges = (0..<2).map { column in
      let values = data.x.column(column)
      return values.min().scalar - 0.5...values.max().scalar + 0.5
    }
    let (columns, rows) = (64, 48)
    func places(_ range: ClosedRange<Double>, _ count: Int) -> [Double] {
      (0..<count).map {
        range.lowerBound + (range.upperBound - range.lowerBound) * Double($0) / Double(count - 1)
      }
    }
    let grid = places(ranges[1], rows).flatMap { y in
      places(ranges[0], columns).flatMap { [$0, y] }
    }
    var values = sigmoid(K.scores(fit, Tensor(grid, shape: [columns * rows, 2]))).scalars
      .makeIterator()
    let field = ScatterChart.Field(
      linesOver: ranges[0], ranges[1], levels: [0.1, 0.5, 0.9], columns: columns, rows: rows
    ) { _, _ in values.next() ?? .nan }
    let groups = [(data.names.negative, -1.0), (data.names.positive, 1)].map { name, sign in
      let rows = data.y.scalars.indices.filter { data.y[$0] == sign }
      let points = data.x.rows(at: rows)
      return ScatterChart.Group(name, x: points.column(0).scalars, y: points.column(1).scalars)
    }
    return ScatterChart(groups, xLabel: data.features[0], yLabel: data.features[1], field: field)
  }
}
