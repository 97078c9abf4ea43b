import Margin

// The data as a regression wants them, and what it can say of them once and for all.

/// Predictors x [N, D] and a target y [N] as they were measured.
struct RegressionTable {
  let x: Tensor<Double>
  let y: Tensor<Double>
  let names: [String]

  /// The target is what the file has as one, or the labels where they are numbers, or the last
  /// column; the others predict it.
  ///
  /// - Throws: `RegressionError`, where that is not possible.
  init(_ data: Dataset) throws {
    if let targets = data.targets {
      (x, y, names) = (data.features, targets, data.featureNames)
    } else if let labels = data.labels {
      let values = data.classNames.map { Double($0) }
      if values.contains(where: { $0 == nil }) { throw RegressionError.classes }
      y = Tensor(labels.map { values[$0] ?? 0 })
      (x, names) = (data.features, data.featureNames)
    } else {
      let last = data.featureNames.count - 1
      (y, names) = (data.features.column(last), Array(data.featureNames.dropLast()))
      x = data.features.slice(axis: 1, 0..<last)
    }
    if names.isEmpty { throw RegressionError.noPredictor }
    if data.count < 3 { throw RegressionError.tooFewRows(data.count) }
    if y.max() == y.min() { throw RegressionError.constantTarget }
  }

  init(x: Tensor<Double>, y: Tensor<Double>, names: [String]) {
    (self.x, self.y, self.names) = (x, y, names)
  }

  /// These rows alone.
  func rows(_ rows: [Int]) -> RegressionTable {
    RegressionTable(x: x.rows(at: rows), y: y.rows(at: rows), names: names)
  }

  /// The same with the predictor that goes best with the target once more at the end.
  func withTwin() -> RegressionTable {
    let data = Regression(self, standardising: true)
    let best = abs(Tensor(data.xy)).argmax()
    return RegressionTable(
      x: concatenate([x, x.column(best).unsqueezed(axis: 1)], axis: 1), y: y,
      names: names + ["\(names[best]) again"])
  }
}

/// Predictors around 0, of one scale if asked for, and a target around 0.
struct Regression {
  /// One predictor a row: [D, N].
  let x: Tensor<Double>
  /// [N].
  let y: Tensor<Double>
  /// What was subtracted and divided by: [D].
  let center: Tensor<Double>
  let scale: Tensor<Double>
  let meanOfY: Double
  /// c_j = ‖x_j‖²/N: D numbers.
  let c: [Double]
  /// x_jᵀ y/N: D numbers.
  let xy: [Double]
  /// ‖y‖²/N.
  let yy: Double
  /// XᵀX/N [D, D], where it is smaller than X.
  let gram: Tensor<Double>?

  /// The predictors and the target of `table`, centred; the intercept is then the mean of y and no
  /// penalty can touch it.
  init(_ table: RegressionTable, standardising: Bool) {
    let N = Double(table.x.shape[0])
    center = table.x.mean(axis: 0)
    let centred = table.x - center
    let deviation = sqrt(square(centred).mean(axis: 0))
    // A column whose values differ by less than rounding is constant.
    let isConstant = deviation .<= 1e-13 * (abs(center) + deviation)
    let ones = Tensor<Double>.ones(center.count)
    scale = standardising ? choose(isConstant, ones, deviation) : ones
    let z = centred * choose(isConstant, 0 * ones, 1 / scale)
    x = z.transposed().copied
    meanOfY = table.y.mean().scalar
    y = table.y - meanOfY
    c = square(x).mean(axis: 1).scalars
    xy = (matmul(x, y) / N).scalars
    yy = square(y).mean().scalar
    varying = c.indices.filter { [c] in c[$0] > 0 }
    let (rows, predictors) = (z.shape[0], z.shape[1])
    gram = predictors < rows ? matmul(x, z) / N : nil
  }

  /// The predictors that are not constant.
  let varying: [Int]

  /// The largest of |x_jᵀ y|/N.
  var strongest: Double { xy.reduce(0) { max($0, abs($1)) } }

  /// N and D.
  var rows: Int { x.shape[1] }
  var predictors: Int { x.shape[0] }

  /// Says which predictors cannot have a weight.
  func tellConstantColumns(in pane: Pane) {
    for j in c.indices where !varying.contains(j) {
      pane.log("predictor \(j + 1) is the same in every row: its weight is 0")
    }
  }

  /// Penalties from α_max, at which the last weight becomes 0, evenly on a logarithmic scale down to
  /// `smallest` α_max; α_max = ‖Xᵀy‖_∞/(N ρ).
  ///
  /// Ridge never has a weight of 0; it gets the penalties of the lasso.
  func penalties(_ count: Int, smallest: Double, rho: Double) -> [Double] {
    let largest = strongest / (rho > 0 ? rho : 1)
    return (0..<count).map { k in largest * pow(smallest, Double(k) / Double(count - 1)) }
  }

  /// The mean squared errors of weights w [A, D] for the rows of `table`: [A].
  func errors(of w: Tensor<Double>, on table: RegressionTable) -> [Double] {
    let f = matmul((table.x - center) / scale, w.transposed()) + meanOfY
    return square(f - table.y.unsqueezed(axis: 1)).mean(axis: 0).scalars
  }
}

extension Tensor {
  /// The same elements in row-major order.
  fileprivate var copied: Tensor { Tensor(scalars, shape: shape) }
}

/// Data that a regression can do nothing with.
enum RegressionError: Error, CustomStringConvertible {
  case classes
  case noPredictor
  case tooFewRows(Int)
  case constantTarget

  var description: String {
    switch self {
    case .classes:
      "the labels are classes, and a regression needs a number as its target: give a table whose "
        + "last column is one"
    case .noPredictor:
      "the data have one column of numbers: a regression needs a target, the last column, and "
        + "predictors before it"
    case .tooFewRows(let rows):
      "a regression needs at least 3 rows, and the data have \(rows)"
    case .constantTarget: "the target is the same in every row: there is nothing to explain"
    }
  }
}
