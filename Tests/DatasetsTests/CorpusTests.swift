import Foundation
import Testing

@testable import Datasets

@Suite("Texts") struct CorpusTests {
  private let folder: Folder

  init() throws { folder = try Folder() }

  private func corpus(_ bytes: [UInt8]) throws -> Corpus {
    try DataSource(folder.file("corpus.txt", bytes), name: "corpus").text()
  }

  private func strings(_ pieces: some Sequence<ArraySlice<UInt8>>) -> [String] {
    pieces.map { String(decoding: $0, as: UTF8.self) }
  }

  @Test("bytes, lines and words; a byte order mark is no part of it")
  func reading() throws {
    let text = try corpus([0xEF, 0xBB, 0xBF] + Array("the cat\r\n\nnaïve 猫\tsat".utf8))
    #expect(text.string == "the cat\r\n\nnaïve 猫\tsat")
    #expect(strings(text.lines) == ["the cat", "", "naïve 猫\tsat"])
    #expect(strings(text.words) == ["the", "cat", "naïve", "猫", "sat"])
    #expect(strings(Corpus("a\n").lines) == ["a"])
    #expect(strings(Corpus("").lines) == [] && strings(Corpus(" \n ").words) == [])
    #expect(text.count == text.bytes.count && text.name == "corpus")
  }

  @Test("the texts of a folder and of those in it, one behind the other")
  func folderOfTexts() throws {
    _ = try folder.file("b.txt", "second")
    _ = try folder.file("a.txt", "\u{FEFF}first\n")
    _ = try folder.file(".hidden.txt", "no")
    _ = try folder.file("c.md", "other")
    try FileManager.default.createDirectory(
      atPath: folder.path + "/d", withIntermediateDirectories: true)
    _ = try folder.file("d/a.txt", "third")
    let source = DataSource(folder.path, name: "texts")
    #expect(try source.text().string == "first\nsecond\nthird\n")
    #expect(source.files.count == 3)
    #expect(try DataSource(folder.path, name: "texts", ending: ".md").text().string == "other\n")
    #expect(throws: DatasetError.self) {
      try DataSource(folder.path, name: "texts", ending: ".none").text()
    }
  }

  @Test("a packed text is unpacked")
  func packed() throws {
    #expect(try corpus(gzipped(Array("packed".utf8))).string == "packed")
  }

  @Test(
    "what is no text is refused with the first wrong place",
    arguments: [
      (Array("ab\ncd".utf8) + [0xC3, 0x28], "line 2, byte 3: C3 is not UTF-8"),
      ([0x61, 0xFF], "line 1, byte 2: FF is not UTF-8"),
      (Array("é".utf8.prefix(1)), "line 1, byte 1: C3"),
      ([0xED, 0xA0, 0x80], "line 1, byte 1: ED"),
      ([0xFF, 0xFE, 0x61, 0], "UTF-16"), (Array("a\nb".utf8) + [0], "line 2, byte 2: a zero byte"),
      ([], "empty"), ([0xEF, 0xBB, 0xBF], "empty"),
    ] as [([UInt8], String)])
  func refusal(bytes: [UInt8], words: String) throws {
    let error = #expect(throws: DatasetError.self) { try corpus(bytes) }
    let message = error?.description ?? ""
    #expect(message.contains(words) && message.contains("corpus.txt:"), "\(message)")
    #expect(!message.contains("\n"))
  }

  @Test("a folder, a device and nothing at all are refused", arguments: ["/", "/dev/zero", "/no"])
  func noFile(path: String) {
    #expect(throws: DatasetError.self) { try DataSource(path, name: "x").text() }
  }
}
