import Datasets
import LessonKit
import Margin
import TestSupport
import Testing

@testable import Lesson06

@Suite("Deep InfoMax") struct InfoMaxTests {
  private static let goldenNames: [(Estimator, String)] = [
    (.jsd, "JSD"), (.infoNCE, "InfoNCE, negatives at the same place"),
    (.donskerVaradhan, "Donsker–Varadhan"),
  ]

  private func golden(_ name: String) throws -> GoldenCase {
    try GoldenFile("06-deep-infomax").case(name)
  }

  @Test("local and global objectives and their gradients are PyTorch's")
  func objectives() throws {
    for (name, input) in [
      (
        "local scores",
        "T[i][k][m] = score of the global vector of image i with place m of image k"
      ),
      (
        "global scores",
        "T[i][k] = score of the global vector of image i with the whole feature map of image k"
      ),
    ] {
      let golden = try golden(name)
      let given = try golden.inputs[dynamicMember: input].tensor
      for (estimator, name) in Self.goldenNames {
        let scores = Parameter(wrappedValue: given.rank == 2 ? given.unsqueezed(axis: 2) : given)
        let value = estimator(scores.value)
        let objectives = golden.expected[dynamicMember: "objectives nats (to be maximised)"]
        #expect(abs(value.scalar - (try objectives[dynamicMember: name].number)) < 1e-11)
        try value.backward()
        let expected = try golden.expected[dynamicMember: "gradients by score"][
          dynamicMember: name
        ].tensor
        let gradient = try #require(scores.gradient).reshaped(expected.shape)
        #expect(abs(gradient - expected).max().scalar < 1e-11, "\(name)")
      }
    }
  }

  @Test("a critic that knows nothing gets what is said of it, and none exceeds the ceiling")
  func limits() throws {
    let objectives = try golden("all scores 0").expected[
      dynamicMember: "objectives nats (to be maximised)"]
    var random = RandomSource(seed: 1)
    for (estimator, name) in Self.goldenNames {
      let blind = estimator(Tensor<Double>.zeros(4, 4, 3)).scalar
      #expect(abs(blind - estimator.ofBlind) < 1e-12)
      #expect(abs(blind - (try objectives[dynamicMember: name].number)) < 1e-12)
      for scale in [0.1, 1, 10, 1000] {
        let scores = Tensor<Double>.normal([5, 5, 2], deviation: scale, using: &random)
        let value = estimator(scores).scalar
        #expect(value.isFinite)
        if let ceiling = estimator.ceiling(5) { #expect(value <= ceiling + 1e-12) }
        // The same images in another order.
        let order = random.permutation(5)
        let moved = scores.rows(at: order).permuted(1, 0, 2).rows(at: order).permuted(1, 0, 2)
        #expect(abs(estimator(moved).scalar - value) < 1e-9 * max(1, abs(value)))
      }
    }
  }

  @Test("prior matching has PyTorch's value, and a blind discriminator −2 ln 2")
  func prior() throws {
    let golden = try golden("prior matching")
    let real = try golden.inputs[dynamicMember: "logits of prior samples"].tensor
    let fake = try golden.inputs[dynamicMember: "logits of encoded images"].tensor
    let value = priorValue(real, fake).scalar
    #expect(
      abs(
        value
          - (try golden.expected[dynamicMember: "E log D(prior) + E log(1 - D(encoded))"].number))
        < 1e-12)
    #expect(abs(priorValue(0 * real, 0 * fake).scalar + 2 * log(2.0)) < 1e-12)
  }

  @Test("each of the two players moves its own weights alone")
  func players() throws {
    var random = RandomSource(seed: 2)
    let digits = Images(
      name: "a", bytes: (0..<256).map { UInt8($0 * 37 % 256) }, height: 8, width: 8)
    let encoder = try InfoMaxEncoder<Double>(
      digits, dimensions: 5, isNormalised: true, using: &random)
    let prior = PriorMatching<Double>(5, using: &random)
    let v = Tensor<Double>.uniform([4, 5], using: &random)
    let x = digits.rows(as: Double.self)
    try prior.value(v, encoder(x).y).backward()
    #expect(encoder.parameters.allSatisfy { $0.gradient == nil })
    #expect(prior.parameters.allSatisfy { $0.gradient != nil })
    #expect(try gradientError(of: prior) { prior.value(v, encoder(x).y) } < 1e-6)
    let former = prior.snapshot()
    try Adam(encoder.parameters, rate: 1e-2).minimize(prior.cost(encoder(x).y))
    #expect(prior.snapshot() == former)
  }

  @Test("gradients through encoder, critic and batch normalisation are central differences")
  func gradients() throws {
    var random = RandomSource(seed: 3)
    let images = Images(
      name: "a", bytes: (0..<256).map { UInt8($0 * 53 % 256) }, height: 8, width: 8)
    let x = images.rows(as: Double.self)
    for isNormalised in [true, false] {
      let encoder = try InfoMaxEncoder<Double>(
        images, dimensions: 3, isNormalised: isNormalised, using: &random)
      let critic = Critic<Double>(32, 3, using: &random)
      for estimator in Estimator.allCases {
        func loss() -> Tensor<Double> {
          let (C, y) = encoder(x)
          return estimator(critic(C, y))
        }
        #expect(try gradientError(of: encoder, loss) < 1e-5, "\(estimator)")
        #expect(try gradientError(of: critic, loss) < 1e-5, "\(estimator)")
      }
    }
  }

  @Test("an image alone is evaluated as among others")
  func single() throws {
    var random = RandomSource(seed: 4)
    let images = Images(
      name: "a", bytes: (0..<256).map { UInt8($0 * 29 % 256) }, height: 8, width: 8)
    let encoder = try InfoMaxEncoder<Float>(
      images, dimensions: 4, isNormalised: true, using: &random)
    _ = encoder(images.rows())
    let (all, one) = withoutGradients {
      (encoder(images.rows()).y, encoder(images.rows(at: [2])).y)
    }
    #expect(abs(all.row(2) - one.row(0)).max().scalar < 1e-5)
  }

  @Test("columns are shuffled each by itself; independent ones hardly depend, equal ones do")
  func dependency() throws {
    var random = RandomSource(seed: 5)
    let y = Tensor<Float>.normal([400, 2], using: &random)
    let mixed = shuffled(y, using: &random)
    for column in 0..<2 {
      #expect(mixed.column(column).scalars.sorted() == y.column(column).scalars.sorted())
    }
    #expect(mixed != y)
    let pane = Pane(host: RecordingHost(), seed: 1)
    func measure(_ y: Tensor<Float>) throws -> Double {
      try DependencyMeasure(2, using: &random)
        .value(learntFrom: y.slice(0..<200), on: y.slice(200..<400), in: pane)
    }
    let twice = concatenate([y.slice(axis: 1, 0..<1), y.slice(axis: 1, 0..<1)], axis: 1)
    #expect(try measure(y) < 0.1)
    #expect(try measure(twice) > 0.5)
    #expect(abs(meanCorrelation(twice.as(Double.self)) - 1) < 1e-5)
  }

  @Test("images of one class and too small ones end in one line")
  func degenerate() throws {
    let header = "p0,p1,p2,p3,label\n"
    let one = try temporaryCSV(header + String(repeating: "0,1,2,3,5\n", count: 20))
    #expect(throws: NoClasses.self) { try run(DeepInfoMax()) { $0.paths["digits"] = one } }
    let tiny = try temporaryCSV(header + String(repeating: "0,1,2,3,5\n3,2,1,0,6\n", count: 20))
    let error = #expect(throws: ImagesTooSmall.self) {
      try run(DeepInfoMax()) { $0.paths["digits"] = tiny }
    }
    #expect(error?.description.contains("the encoder needs 4 × 4") == true)
  }

  @Test("with no weight above 0 nothing is learnt, and nothing breaks")
  func nothing() throws {
    let host = try run(
      DeepInfoMax(),
      [
        "steps": .integer(100), "dimensions": .integer(4), "beta": .number(0), "gamma": .number(0),
      ])
    #expect(try host.result("linear probe") > 0.3)
    #expect(host.series["local objective"] == nil)
  }
}
