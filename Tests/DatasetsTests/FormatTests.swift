import Glibc
import Tensors
import Testing

@testable import Datasets

@Suite("Tables in other formats than CSV") struct FormatTests {
  private let folder: Folder

  init() throws { folder = try Folder() }

  private func dataset(_ text: String, _ name: String = "data") throws -> Dataset {
    try DataSource(folder.file(name, text), name: "data").dataset()
  }

  private func message(_ text: String, _ name: String = "data") -> String {
    let error = #expect(throws: DatasetError.self) { try dataset(text, name) }
    #expect(error?.description.contains("\n") == false)
    return error?.description ?? ""
  }

  @Test("LIBSVM: what is not named is 0, labels are ±1, comments and qid are passed over")
  func libsvm() throws {
    let data = try dataset("+1 1:0.5 3:-2e1 # note 7:8\n\n-1 qid:4 2:1\n-1\n")
    #expect(data.features == [[0.5, 0, -20], [0, 1, 0], [0, 0, 0]])
    #expect(data.classNames == ["-1", "1"] && data.labels == [1, 0, 0])
    #expect(data.targets == [1, -1, -1])
    #expect(data.featureNames == ["1", "2", "3"])
    #expect(try dataset("1\r\n2 1:3\r\n").features == [[0], [3]])
    #expect(try dataset("1 qid:1 1:2\n").features == [[2]])
  }

  @Test("LIBSVM: indices from 0, and targets of a regression")
  func libsvmVariants() throws {
    let data = try dataset("0.5 0:1 2:3\n2 1:4\n")
    #expect(data.features == [[1, 0, 3], [0, 4, 0]])
    #expect(data.labels == nil && data.targets == [0.5, 2])
    #expect(data.featureNames == ["0", "1", "2"])
  }

  @Test(
    "LIBSVM: a broken line is refused with its number",
    arguments: [
      ("1 1:2\nx 1:2", "line 2: “x” is no number"), ("1 1:2\n1 2:x", "line 2: “2:x”"),
      ("1 1:2\n1 2:nan", "“2:nan”"), ("1 1:2\n1 2:1e999", "“2:1e999”"), ("1 1:2\n1 -1:2", "“-1:2”"),
      ("1 1:2\n1 2", "“2”"), ("1 1:2\n1 3:1 2:1", "“2:1” does not have a greater index"),
      ("1 1:2\n1 1:1 1:1", "greater"), ("1 1:2\ninf 1:1", "“inf”"),
      ("1 1:2\n1 999999999999999:1", "more than memory has room for"),
      ("1 1:2\n1 99999999999999999999:1", "no pair"), ("1 1:2\n1 2:3:4", "“2:3:4”"),
    ])
  func brokenLIBSVM(text: String, words: String) {
    let message = message(text)
    #expect(message.contains(words) && message.contains("/data:"), "\(message)")
  }

  @Test("amat: the last column is the label where the others make a square")
  func amat() throws {
    let labelled = try dataset("0 0.5 1 0.25 3\n 1 1 0 0  1.000 \n")
    #expect(labelled.features == [[0, 0.5, 1, 0.25], [1, 1, 0, 0]])
    #expect(labelled.labels == [1, 0] && labelled.classNames == ["1", "3"])
    let binary = try dataset("0 1 1 0\n1 1 0 0\n", "binary.amat")
    #expect(binary.features.shape == [2, 4] && binary.labels == nil)
    #expect(try dataset("1\t2\n", "a.amat").features == [[1, 2]])
    #expect(try dataset("0.5 1 7\n0.25 2 8\n").labels == [0, 1])
    #expect(try dataset("1 2 7\n").labels == nil)
  }

  @Test(
    "amat: a broken line is refused with its number",
    arguments: [
      ("1 2\n3", "line 2: 1 numbers where the first line has 2"), ("1 2\n3 4 5", "3 numbers"),
      ("1 2\n3 x", "line 2, number 2: “x”"), ("1 2\nnan 1", "number 1: “nan”"),
      ("1 2\n1 inf", "“inf”"),
      ("1 2\n1e151 1", "“1e151”"),
    ])
  func brokenNumbers(text: String, words: String) {
    let message = message(text)
    #expect(message.contains(words), "\(message)")
  }

  @Test("a packed table is read, and CSV stays CSV whatever its name")
  func kinds() throws {
    let path = try folder.file("t.csv.gz", gzipped(Array("a,b\n1,2\n".utf8)))
    #expect(try DataSource(path, name: "x").dataset().features == [[1, 2]])
    #expect(try dataset("a b\n1 \n").featureNames == ["a b"])
    #expect(try dataset("x\n1\n2\n", "data.libsvm").features == [[1], [2]])
    let broken = try folder.file("u.csv.gz", Array(gzipped(Array("a,b\n1,2\n".utf8)).dropLast(9)))
    let error = #expect(throws: DatasetError.self) { try DataSource(broken, name: "x").dataset() }
    #expect(error?.description.contains("ends too soon") == true)
  }

  @Test("a file of more bytes than memory has room for is refused before it is read")
  func sparse() throws {
    let path = try folder.file("huge", "")
    #expect(truncate(path, 1 << 42) == 0)
    let error = #expect(throws: DatasetError.self) { try DataSource(path, name: "x").text() }
    #expect(error?.description.contains("4194304 MB, more than the") == true)
  }

  @Test("all files that were read are kept as they were on the disk")
  func files() throws {
    let packed = try gzipped(idx([1, 1, 1], [5]))
    let source = DataSource(
      try folder.file("images.gz", packed), name: "x", labels: try folder.file("l", idx([1], [2])))
    _ = try source.images()
    #expect(source.files.map(\.name) == ["images.gz", "l"])
    #expect(source.files.map(\.bytes) == [packed, idx([1], [2])])
  }
}
