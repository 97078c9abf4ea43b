import Foundation
import Testing

@testable import Datasets

@Suite("IDX files")
struct IDXFileTests {
  func file(_ bytes: [UInt8]) throws -> String {
    let path = FileManager.default.temporaryDirectory.path + "/\(UUID().uuidString).idx"
    try Data(bytes).write(to: URL(filePath: path))
    return path
  }

  @Test("Shape and bytes are read")
  func reading() throws {
    let path = try file([0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 255])
    defer { try? FileManager.default.removeItem(atPath: path) }
    let images = try IDXFile(contentsOf: path)
    #expect(images.shape == [2, 3])
    #expect(images.bytes == [1, 2, 3, 4, 5, 255])
  }

  @Test(
    "What is no such file is refused",
    arguments: [
      [], [0, 0, 8], [1, 0, 8, 1], [0, 0, 13, 1, 0, 0, 0, 0], [0, 0, 8, 2, 0, 0, 0, 1],
      [0, 0, 8, 1, 0, 0, 0, 2, 7], [0, 0, 8, 1, 0, 0, 0, 1, 7, 7],
      [0, 0, 8, 3] + [UInt8](repeating: 255, count: 12),
    ] as [[UInt8]])
  func refusal(_ bytes: [UInt8]) throws {
    let path = try file(bytes)
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(throws: DatasetError.self) { try IDXFile(contentsOf: path) }
  }
}
