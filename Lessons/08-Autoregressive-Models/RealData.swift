import Margin

/// Real vectors, each column with mean 0 and deviation 1 on the training vectors.
struct RealData: DensityData {
  let train, valid, test: Tensor<Float>
  let names: [String]

  /// The irises in three parts, or the user's own `train`, `valid` and `test`.
  ///
  /// - Parameters:
  ///   - copies: Whether the first column stands there once more, at the end.
  ///   - pane: The pane.
  /// - Throws: What is wrong with the data.
  init(copyingAColumn copies: Bool, in pane: Pane) throws {
    let (train, valid, test) = try Self.parts(in: pane)
    try train.require(rows: 2)
    let standardised = Standardisation(train.features)
    func columns(_ data: Dataset) -> Tensor<Float> {
      let x = standardised(data.features).as(Float.self)
      return copies ? concatenate([x, x.slice(axis: 1, 0..<1)], axis: 1) : x
    }
    (self.train, self.valid, self.test) = (columns(train), columns(valid), columns(test))
    names = train.featureNames + (copies ? ["\(train.featureNames[0]) again"] : [])
  }

  /// The same parts in every run, whatever its seed.
  private static func parts(in pane: Pane) throws -> (Dataset, Dataset, Dataset) {
    var random = RandomSource(seed: 8)
    guard pane.isGiven("train") else {
      let parts = try pane.dataset("iris").split(0.6, 0.2, 0.2, using: &random)
      return (parts[0], parts[1], parts[2])
    }
    var train = try pane.dataset("train")
    func part(_ name: String) throws -> Dataset {
      if pane.isGiven(name) {
        let part = try pane.dataset(name)
        try part.require(columns: train.features.shape[1])
        return part
      }
      let parts = try train.split(5.0 / 6, 1.0 / 6, using: &random)
      train = parts[0]
      return parts[1]
    }
    let (valid, test) = (try part("valid"), try part("test"))
    return (train, valid, test)
  }

  var count: Int { train.shape[0] }
  /// D.
  var size: Int { train.shape[1] }

  func batch(_ rows: [Int], using random: inout RandomSource) -> Tensor<Float> {
    train.rows(at: rows)
  }

  /// −log of one Gaussian's density with the training vectors' mean and covariance.
  ///
  /// - Throws: `NotPositiveDefinite` where a column depends on the others.
  func gaussian() throws -> Likelihoods {
    let x = train.as(Double.self)
    let centred = x - x.mean(axis: 0)
    let sigma = matmul(centred.transposed(), centred) / Double(count)
    let L = try (sigma + 1e-6 * .identity(size)).cholesky()
    let logNormal = logNormal(
      test.as(Double.self), means: x.mean(axis: 0).unsqueezed(axis: 0), factors: [L])
    return Likelihoods(values: logNormal.scalars.map { -$0 })
  }

  /// Samples beside the training vectors, in the last two dimensions.
  func show(samples: Tensor<Float>, in pane: Pane) {
    let (i, j) = (max(0, size - 2), size - 1)
    let train = train
    pane.show(as: "samples and data") {
      .scatter(
        ScatterChart(
          [("data", train), ("samples", samples)].map { name, x in
            .init(
              name, x: x.column(i).scalars.map { Double($0) },
              y: x.column(j).scalars.map { Double($0) })
          }, xLabel: names[i], yLabel: names[j]))
    }
  }
}
