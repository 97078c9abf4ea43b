import Foundation
import Tensors
import Testing

@testable import Datasets

@Suite("Parts of data and their scales") struct SplitTests {
  private func data(_ count: Int, labels: [Int]? = nil) -> Dataset {
    Dataset(
      name: "digits", features: Tensor(shape: [count, 1]) { Double($0) }, featureNames: ["x"],
      labels: labels, classNames: labels.map { Set($0).sorted().map { "\($0)" } } ?? [])
  }

  private func rows(_ part: Dataset) -> [Int] { part.features.scalars.map { Int($0) } }

  @Test("the parts are as large as asked for, and every row is in one of them")
  func sizes() throws {
    var random = RandomSource(seed: 3)
    let parts = try data(101).split(0.7, 0.15, using: &random)
    #expect(parts.map(\.count) == [71, 15, 15])
    #expect(parts.flatMap(rows).sorted() == Array(0..<101))
    #expect(rows(parts[0]) == rows(parts[0]).sorted() && rows(parts[0]) != Array(0..<71))
    #expect(try data(10).split(0.5, 0.5, using: &random).map(\.count) == [5, 5])
    #expect(try data(10).split(0.1, 0.2, 0.7, using: &random).map(\.count) == [1, 2, 7])
    #expect(try data(10).split(1, using: &random).map(\.count) == [10])
  }

  @Test(
    "fractions that are no parts of a whole are an error in one line, since a slider may give them",
    arguments: [[0], [1], [0.7, 0.5], [-0.1], [.nan, 0.2], [.infinity]])
  func fractions(_ fractions: [Double]) throws {
    var random = RandomSource(seed: 3)
    let first = fractions[0]
    func split(_ data: Dataset) throws -> [Dataset] {
      fractions.count == 1
        ? try data.split(first, using: &random)
        : try data.split(first, fractions[1], using: &random)
    }
    if fractions == [1] {
      #expect(try split(data(9)).count == 1)
      return
    }
    let error = #expect(throws: DatasetError.self) { try split(data(9)) }
    #expect(error?.description.contains("“digits” cannot be split into parts of \(first)") == true)
    let encoded = try JSONEncoder().encode(try #require(error))
    #expect(try JSONDecoder().decode(DatasetError.self, from: encoded) == error)
  }

  @Test("each class has its share in every part", arguments: [0, 1, 2] as [UInt64])
  func strata(seed: UInt64) throws {
    var random = RandomSource(seed: seed)
    let labels = (0..<300).map { $0 < 200 ? 0 : $0 < 290 ? 1 : 2 }
    let parts = try data(300, labels: labels).split(0.7, 0.2, using: &random)
    for (part, share) in zip(parts, [0.7, 0.2, 0.1]) {
      for (label, total) in [200.0, 90, 10].enumerated() {
        let count = part.labels?.count { $0 == label } ?? 0
        #expect(abs(Double(count) - share * total) <= 1, "\(label) in \(share): \(count)")
      }
    }
    for part in parts { #expect(part.labels == rows(part).map { labels[$0] }) }
  }

  @Test("the same seed draws the same parts, another one others")
  func seeds() throws {
    func first(_ seed: UInt64) throws -> [Int] {
      var random = RandomSource(seed: seed)
      return rows(try data(50).split(0.5, using: &random)[0])
    }
    #expect(try first(1) == first(1))
    #expect(try first(1) != first(2))
  }

  @Test("too few rows for a part are told in one line")
  func tooFew() {
    var random = RandomSource(seed: 0)
    let error = #expect(throws: DatasetError.self) {
      try data(2).split(0.8, 0.1, using: &random)
    }
    #expect(
      error?.description.contains("“digits” has too few rows (2) for parts of 0.8, 0.1") == true)
  }

  @Test("columns get mean 0 and variance 1; others are moved alike; a constant column becomes 0")
  func standardisation() {
    let x: Tensor<Double> = [[1, 0.1, 1e150], [3, 0.1, -1e150], [5, 0.1, 1e150]]
    let standardised = Standardisation(x)
    let z = standardised(x)
    #expect(abs(z.column(0).mean().scalar) < 1e-15)
    #expect(abs(z.column(0).variance().scalar - 1) < 1e-12)
    #expect(z.column(1) == [0, 0, 0])
    #expect(abs(z.column(2).variance().scalar - 1) < 1e-12)
    #expect(standardised([[3, 1.1, 0]]).row(0)[1] == 1)
    #expect(abs(standardised.undone(z)[2, 0] - 5) < 1e-14)
    let single = Standardisation([[4, 5]] as Tensor<Float>)
    #expect(single([[4, 6]]) == [[0, 1]])
    let tiny: Tensor<Float> = [[1e-30], [3e-30]]
    #expect(Standardisation(tiny)(tiny) == [[-1], [1]])
  }

  @Test("what a kernel needs of its data is one line, and what it got instead another")
  func requirement() throws {
    var iris = data(150, labels: (0..<150).map { $0 / 50 })
    iris.path = "/home/me/iris.csv"
    try iris.require(columns: 1, classes: 3, rows: 150)
    func words(_ body: () throws -> Void) -> String {
      (#expect(throws: DatasetError.self) { try body() })?.description ?? ""
    }
    #expect(
      words { try iris.require(columns: 64) }
        == "digits=iris.csv: [150, 1] where [N, 64] is needed")
    #expect(words { try iris.require(rows: 151) }.contains("[N ≥ 151, D]"))
    #expect(words { try iris.require(classes: 2) }.contains("3 classes where 2 classes are needed"))
    #expect(words { try data(3).require(classes: 2) }.contains("name their column “label”"))
  }

  @Test("test data take the classes of the training data, by their names")
  func matching() throws {
    var train = data(3, labels: [0, 1, 0])
    train.classNames = ["cat", "dog"]
    var test = data(2, labels: [0, 1])
    test.classNames = ["dog", "cat"]
    #expect(try test.matching(train).labels == [1, 0])
    #expect(try test.matching(train).classNames == ["cat", "dog"])
    test.classNames = ["dog", "cow"]
    let error = #expect(throws: DatasetError.self) { try test.matching(train) }
    #expect(error?.description.contains("“cow”") == true)
    test.featureNames = ["y"]
    #expect(throws: DatasetError.self) { try test.matching(train) }
  }
}
