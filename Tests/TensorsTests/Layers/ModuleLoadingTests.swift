import Foundation
import Testing

@testable import Tensors

@Suite("Models in files")
struct ModuleLoadingTests {
  let path = FileManager.default.temporaryDirectory.path + "/\(UUID().uuidString).safetensors"

  func net(_ sizes: [Int], seed: UInt64) -> MLP<Float> {
    var random = RandomSource(seed: seed)
    return MLP(sizes, using: &random)
  }

  @Test("A model that was written comes back to the bit, under other names too")
  func roundTrip() throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    let net = net([3, 4, 2], seed: 1)
    try SafetensorsFile.write(net.tensors, to: path)
    let other = self.net([3, 4, 2], seed: 2)
    try other.load(from: SafetensorsFile(path: path))
    #expect(zip(net.parameters, other.parameters).allSatisfy { $0.value == $1.value })
    #expect(throws: SafetensorsError.self) {
      try other.load(from: SafetensorsFile(path: path)) { "net." + $0 }
    }
  }

  @Test("A file of another model is refused in words")
  func otherModel() throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    try SafetensorsFile.write(net([3, 4, 2], seed: 1).tensors, to: path)
    let other = net([3, 5, 2], seed: 2)
    let error = SafetensorsError.wrongShape(
      path: path, name: "layers.0.weight", shape: [4, 3], wanted: [5, 3])
    #expect(throws: error) { try other.load(from: SafetensorsFile(path: path)) }
  }
}
