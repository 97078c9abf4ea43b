import Foundation
import TestSupport
import Testing

@testable import Datasets

@Suite("PNG files") struct PNGTests {
  private func file(_ name: String) throws -> [UInt8] {
    let text = try GoldenFile("png").case(name).inputs.base64.text
    return try Array(#require(Data(base64Encoded: text)))
  }

  private func message(_ bytes: [UInt8]) -> String {
    let error = #expect(throws: DataDefect.self) { try PNGReader(bytes).read() }
    return error?.description ?? ""
  }

  @Test("every kind of pixels is read as the program that wrote it reads them")
  func kinds() throws {
    for golden in try GoldenFile("png").cases {
      let picture = try PNGReader(file(golden.name)).read()
      let expected = try golden.expected.bytes.tensor
      #expect(picture.size == expected.shape, "\(golden.name)")
      #expect(picture.bytes.map(Double.init) == expected.scalars, "\(golden.name)")
    }
  }

  @Test("a file cut off anywhere is refused in words")
  func truncation() throws {
    let bytes = try file("colour and opacity")
    for count in 8..<bytes.count {
      #expect(message(Array(bytes[..<count])).contains("ends too soon"), "\(count)")
    }
  }

  @Test("a wrong byte anywhere is found")
  func corruption() throws {
    let bytes = try file("palette of 4")
    for place in 8..<bytes.count {
      var broken = bytes
      broken[place] ^= 0x55
      #expect(message(broken) != "", "\(place)")
    }
  }

  @Test(
    "what is no header of such a file is refused, and so are rows that come in seven passes",
    arguments: [
      ([0, 0, 0, 2, 0, 0, 0, 2, 3, 0, 0, 0, 0], "its header is none"),
      ([0, 0, 0, 2, 0, 0, 0, 2, 8, 1, 0, 0, 0], "its header is none"),
      ([0, 0, 0, 2, 0, 0, 0, 2, 4, 2, 0, 0, 0], "its header is none"),
      ([0, 0, 0, 2], "its header is none"),
      ([0, 0, 0, 0, 0, 0, 0, 2, 8, 0, 0, 0, 0], "0 × 2"),
      ([255, 255, 255, 255, 255, 255, 255, 255, 16, 6, 0, 0, 0], "more than memory"),
      ([0, 0, 0, 2, 0, 0, 0, 2, 8, 0, 0, 0, 1], "interlaced"),
      ([0, 0, 0, 2, 0, 0, 0, 2, 8, 0, 0, 0, 0], "its pixels do not fit"),
    ] as [([UInt8], String)])
  func header(content: [UInt8], words: String) {
    let end = chunk("IEND", [])
    let bytes: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    #expect(message(bytes + chunk("IHDR", content) + end).contains(words))
    #expect(message(bytes + end).contains("its header is none"))
  }

  private func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
    func bytes(_ number: Int) -> [UInt8] {
      (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) }
    }
    let named = Array(name.utf8) + content
    return bytes(content.count) + named + bytes(Int(crc32(named[...])))
  }

  @Test("a folder of them has captions too; what is no picture is told as such")
  func folder() throws {
    let folder = try Folder()
    _ = try folder.file("b.png", file("colour"))
    _ = try folder.file("a.PNG", file("every filter"))
    _ = try folder.file("captions.txt", "a.PNG one\nb.png two\n")
    let images = try DataSource(folder.path, name: "x").images()
    #expect(images.captions == ["one", "two"] && images.bytes.count == 2 * images.size)
    #expect(images.images(at: [0]).bytes == images.images(at: [1]).bytes)
    for (name, bytes) in [
      ("a.jpg", [0xFF, 0xD8, 0xFF, 0xE0, 0, 16]), ("a.npy", [0x93, 0x4E, 0x55, 0x4D, 0, 0]),
    ] as [(String, [UInt8])] {
      let path = try folder.file(name, bytes)
      let error = #expect(throws: DatasetError.self) { try DataSource(path, name: "x").images() }
      #expect(error?.description.contains("a folder of PNG, PGM or PPM files") == true)
    }
  }
}
