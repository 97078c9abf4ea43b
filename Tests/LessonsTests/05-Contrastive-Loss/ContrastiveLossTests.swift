import Margin
import TestSupport
import Testing

@testable import Lesson05

@Suite("Contrastive losses") struct ContrastiveLossTests {
  @Test(
    "the loss of pairs and its gradients are PyTorch's; two equal points that should differ give none",
    arguments: [
      "pairwise contrastive loss, margin 1", "pairwise contrastive loss, margin 2",
      "pairwise contrastive loss of two equal points",
    ])
  func pairs(name: String) throws {
    let golden = try GoldenFile("05-contrastive").case(name)
    let a = Parameter(wrappedValue: try golden.inputs.a.tensor)
    let b = try golden.inputs.b.tensor
    let loss = contrastiveLoss(
      a.value, b, y: try golden.inputs[dynamicMember: "y (1 = similar)"].tensor,
      margin: try golden.inputs.margin.number)
    #expect(abs(loss.scalar - (try golden.expected.loss.number)) < 1e-12)
    try loss.backward()
    let difference =
      try #require(a.gradient) - golden.expected[dynamicMember: "gradient of a"].tensor
    #expect(abs(difference).max().scalar < 1e-12)
  }

  @Test("the distance of vectors is one number, not one a component")
  func distance() throws {
    let golden = try GoldenFile("05-contrastive").case("what the note's formula gives")
    let a = try golden.inputs.a.tensor.unsqueezed(axis: 0)
    let loss = contrastiveLoss(a, Tensor.zeros(1, 2), y: [1], margin: 1)
    let d = try golden.expected[dynamicMember: "Euclidean distance"].number
    #expect(loss.scalar == d * d / 2)
  }

  @Test("triplets cost what they cost in PyTorch, and pull and push as there")
  func triplets() throws {
    let golden = try GoldenFile("05-contrastive").case("triplet loss, plain distances")
    let rows = try ["anchor", "positive", "negative"].map {
      Parameter(wrappedValue: try golden.inputs[dynamicMember: $0].tensor)
    }
    let loss = tripletCosts(rows[0].value, rows[1].value, rows[2].value, margin: 0.5).mean()
    #expect(
      abs(
        loss.scalar
          - (try golden.expected[dynamicMember: "loss (mean over triplets, zeros included)"].number)
      )
        < 1e-12)
    try loss.backward()
    for (row, name) in zip(rows, ["anchor", "positive", "negative"]) {
      let expected = try golden.expected[dynamicMember: "gradient of \(name)"].tensor
      #expect(abs(try #require(row.gradient) - expected).max().scalar < 1e-12)
    }
  }

  @Test("alignment and uniformity, the latter's gradient along the sphere")
  func sphere() throws {
    let golden = try GoldenFile("05-contrastive").case("alignment (alpha=2) and uniformity (t=2)")
    let (x, y) = try (
      golden.inputs[dynamicMember: "x (unit rows)"].tensor,
      golden.inputs[dynamicMember: "y (unit rows)"].tensor
    )
    let both = alignment(concatenate([x, y])).scalar
    #expect(abs(both - (try golden.expected.alignment.number)) < 1e-10)
    let parameter = Parameter(wrappedValue: x)
    let value = uniformity(parameter.value)
    #expect(abs(value.scalar - (try golden.expected.uniformity.number)) < 1e-10)
    try value.backward()
    let g = try golden.expected[dynamicMember: "gradient of uniformity by x"].tensor
    let along = g - (g * x).sum(axis: 1, keepingAxis: true) * x
    #expect(abs(try #require(parameter.gradient) - along).max().scalar < 1e-10)
  }

  @Test("uniformity of points all over the sphere is near its floor, and of one point 0")
  func floor() throws {
    let golden = try GoldenFile("05-contrastive").case("uniformity (t=2) of the perfectly")
    var random = RandomSource(seed: 3)
    for D in [2, 3, 8, 32] {
      let z = Tensor<Double>.normal([1500, D], using: &random)
      let floor = try golden.expected[dynamicMember: "by d"][dynamicMember: "\(D)"].number
      #expect(abs(uniformity(z).scalar - floor) < 0.03, "\(D)")
    }
    #expect(abs(uniformity(Tensor<Double>.ones(6, 4)).scalar) < 1e-12)
  }

  @Test("the share of rows whose nearest is their other view")
  func firstRanked() throws {
    for name in ["NT-Xent N=3 tau=0.5", "NT-Xent N=2 tau=1"] {
      let golden = try GoldenFile("05-contrastive").case(name)
      let z = try concatenate([
        golden.inputs[dynamicMember: "z view 1"].tensor,
        golden.inputs[dynamicMember: "z view 2"].tensor,
      ])
      let expected = try golden.expected[dynamicMember: "positive is the nearest (share)"].number
      #expect(firstRankedShare(z) == expected)
    }
  }
}
