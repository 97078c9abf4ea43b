import Margin

/// How levels between 0 and 1 become zeros and ones.
enum Binarisation: String, CaseIterable, Sendable {
  /// 1 from one half on.
  case threshold
  /// 1 with the level as probability, drawn anew whenever a vector is asked for.
  case stochastic

  func callAsFunction(
    _ levels: Tensor<Float>, using random: inout RandomSource
  ) -> Tensor<Float> {
    switch self {
    case .threshold: levels .>= 0.5
    case .stochastic: .bernoulli(probabilities: levels, using: &random)
    }
  }
}

/// What densities are learnt from: vectors to train on, to stop by and to judge by.
protocol DensityData {
  /// How many vectors there are to train on.
  var count: Int { get }
  var valid: Tensor<Float> { get }
  var test: Tensor<Float> { get }

  /// The vectors to train on at `rows`.
  func batch(_ rows: [Int], using random: inout RandomSource) -> Tensor<Float>
}

/// Binary vectors whose columns stand in the order of the chain rule.
struct BinaryData: DensityData {
  /// A byte a level, so that fifty thousand pictures fit.
  let train: Images
  let valid, test: Tensor<Float>
  let binarisation: Binarisation
  /// The pixel that each position reads.
  let order: [Int]

  /// The digits in three parts, or the user's own `train`, `valid` and `test`.
  ///
  /// - Throws: What is wrong with the data, and `NoPicture`.
  init(_ binarisation: Binarisation, _ order: PixelOrder, in pane: Pane) throws {
    let (train, valid, test) = try pane.threeParts()
    self.order = try order.positions(train.height, train.width, using: &pane.random)
    self.binarisation = binarisation
    self.train = train.columns(at: self.order)
    self.valid = binarisation(valid.columns(at: self.order).rows(), using: &pane.random)
    self.test = binarisation(test.columns(at: self.order).rows(), using: &pane.random)
  }

  var count: Int { train.count }
  /// D: the numbers of a vector.
  var size: Int { train.size }

  func batch(_ rows: [Int], using random: inout RandomSource) -> Tensor<Float> {
    binarisation(train.rows(at: rows), using: &random)
  }

  /// All vectors to train on.
  func allOfTrain(using random: inout RandomSource) -> Tensor<Float> {
    batch(Array(0..<count), using: &random)
  }
}

extension Pane {
  /// Training, validation and test vectors; a part that is not given is taken from the training ones.
  ///
  /// The parts are the same in every run, whatever its seed, so that kernels can be compared.
  fileprivate func threeParts() throws -> (train: Images, valid: Images, test: Images) {
    var random = RandomSource(seed: 8)
    guard isGiven("train") else {
      let parts = try levels("digits").split(2.0 / 3, 1.0 / 6, 1.0 / 6, using: &random)
      return (parts[0], parts[1], parts[2])
    }
    var train = try levels("train")
    func part(_ name: String) throws -> Images {
      if isGiven(name) {
        let part = try levels(name)
        try part.require(height: train.height, width: train.width)
        return part
      }
      let parts = try train.split(5.0 / 6, 1.0 / 6, using: &random)
      train = parts[0]
      return parts[1]
    }
    let (valid, test) = (try part("valid"), try part("test"))
    return (train, valid, test)
  }

  /// Rows of levels from 0 to 1: grey images, or a table of such numbers.
  ///
  /// - Throws: `NoLevels`, or what is wrong with the file.
  private func levels(_ name: String) throws -> Images {
    if let images = try? images(name), images.channels == 1 { return images }
    let table = try dataset(name)
    let values = table.features
    if let place = values.scalars.firstIndex(where: { !(0...1 ~= $0) }) {
      throw NoLevel(in: table, at: place)
    }
    return Images(
      name: name, bytes: values.scalars.map { UInt8(($0 * 255).rounded()) }, height: 1,
      width: values.shape[1])
  }
}

extension Images {
  /// The same images with the pixels in another order.
  fileprivate func columns(at order: [Int]) -> Images {
    if order == Array(0..<size) { return self }
    let moved = (0..<count).flatMap { n in order.map { bytes[n * size + $0] } }
    return Images(name: name, bytes: moved, height: height, width: width, white: white)
  }
}

/// A table with a number that is no level of a pixel.
struct NoLevel: Error, CustomStringConvertible {
  var file: String
  /// From 1, without the header.
  var row: Int
  var column: String
  var value: Double

  /// The number at `place` of all numbers of `table`, row by row.
  init(in table: Dataset, at place: Int) {
    let columns = table.features.shape[1]
    file = table.path.split(separator: "/").last.map(String.init) ?? table.name
    (row, column) = (place / columns + 1, table.featureNames[place % columns])
    value = table.features.scalars[place]
  }

  var description: String {
    "“\(file)”, row \(row), column “\(column)”: \(value) is no level; numbers from 0 to 1 are needed, "
      + "or images"
  }
}
