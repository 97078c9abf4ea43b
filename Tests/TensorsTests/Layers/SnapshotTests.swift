import Foundation
import Testing

@testable import Tensors

@Suite("Snapshots and tied weights")
struct SnapshotTests {
  /// A language model whose output weights are its embedding.
  struct Tied: Module {
    let embedding: Embedding<Float>
    let norm: BatchNorm<Float>
    let output: Parameter<Float>

    init(seed: UInt64 = 1, isTied: Bool = true) {
      var random = RandomSource(seed: seed)
      embedding = Embedding(7, 4, deviation: 0.5, using: &random)
      norm = BatchNorm(4)
      output = isTied ? embedding.$weight : Parameter(.normal([7, 4], using: &random))
    }

    func callAsFunction(_ tokens: [Int]) -> Tensor<Float> {
      linear(norm(embedding(tokens)), output.value)
    }
  }

  @Test("An embedding that is the output's weight too has the gradient of both, and is saved once")
  func tied() throws {
    let (model, loose) = (Tied(), Tied(isTied: false))
    loose.embedding.weight = model.embedding.weight
    loose.output.value = model.embedding.weight
    let tokens = [0, 3, 3, 6]
    for model in [model, loose] { try crossEntropy(model(tokens), [1, 2, 3, 4]).mean().backward() }
    let both = try #require(loose.embedding.weight.gradient) + #require(loose.output.gradient)
    let gradient = try #require(model.embedding.weight.gradient)
    #expect(distance(gradient, both) < 1e-6)
    #expect(model.parameterCount == 28 + 8)
    #expect(
      model.tensors.map(\.name) == [
        "embedding.weight", "norm.weight", "norm.bias", "norm.runningMean", "norm.runningVariance",
      ])
  }

  @Test("A tied parameter is loaded from any of its names; copies that differ are refused")
  func loading() throws {
    let path = FileManager.default.temporaryDirectory.path + "/\(UUID().uuidString).safetensors"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let (model, other) = (Tied(), Tied(seed: 2))
    let weight = model.embedding.weight.stoppingGradient()
    try SafetensorsFile.write(model.tensors, to: path)
    try other.load(from: SafetensorsFile(path: path))
    #expect(other.output.value == weight)
    // Other programs keep the last name, or all.
    let rest = Array(model.tensors.dropFirst())
    try SafetensorsFile.write(rest + [SafetensorsEntry("output", weight)], to: path)
    other.restore(Tied(seed: 3).snapshot())
    try other.load(from: SafetensorsFile(path: path))
    #expect(other.embedding.weight == weight)
    try SafetensorsFile.write(model.tensors + [SafetensorsEntry("output", weight)], to: path)
    try other.load(from: SafetensorsFile(path: path))
    try SafetensorsFile.write(model.tensors + [SafetensorsEntry("output", weight + 1)], to: path)
    let error = SafetensorsError.differentCopies(
      path: path, name: "embedding.weight", other: "output")
    let before = other.snapshot()
    #expect(throws: error) { try other.load(from: SafetensorsFile(path: path)) }
    #expect(other.snapshot() == before)
  }

  @Test("A load that fails half-way leaves the model as it was")
  func failedLoad() throws {
    let path = FileManager.default.temporaryDirectory.path + "/\(UUID().uuidString).safetensors"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try SafetensorsFile.write(Array(Tied().tensors.dropLast()), to: path)
    let model = Tied(seed: 2)
    let before = model.snapshot()
    #expect(throws: SafetensorsError.self) { try model.load(from: SafetensorsFile(path: path)) }
    #expect(model.snapshot() == before)
  }

  @Test("A snapshot does not change with the model, and brings it back to the bit with its buffers")
  func snapshot() throws {
    let model = Tied()
    let best = model.snapshot()
    let optimizer = Adam(model.parameters, rate: 0.1)
    for _ in 0..<3 {
      try optimizer.minimize(crossEntropy(model([0, 1, 2]), [1, 2, 3]).mean())
    }
    #expect(model.snapshot() != best)
    #expect(model.norm.runningMean != .zeros(4))
    model.restore(best)
    #expect(model.snapshot() == best)
    #expect(model.norm.runningMean == .zeros(4))
    let copy = model
    copy.output.value = .zeros(7, 4)
    #expect(model.embedding.weight == .zeros(7, 4))
  }

  @Test("A copy takes what is finite from a model that no longer is, and following by 0 does too")
  func copying() {
    let (a, b, c) = (Tied(seed: 1), Tied(seed: 2), Tied(seed: 3))
    b.embedding.weight = Tensor(repeating: .nan, shape: [7, 4])
    c.embedding.weight = Tensor(repeating: .infinity, shape: [7, 4])
    b.norm.runningMean = [1, 2, 3, 4]
    b.copyParameters(from: a)
    c.average(with: a, decay: 0)
    #expect(b.snapshot() == a.snapshot())
    #expect(c.embedding.weight == a.embedding.weight)
  }
}
