import Tensors
import Testing

@testable import Datasets

@Suite("Images") struct ImagesTests {
  private let folder: Folder

  init() throws { folder = try Folder() }

  private func images(_ path: String, labels: String? = nil) throws -> Images {
    try DataSource(path, name: "train", labels: labels).images()
  }

  private func message(_ path: String, labels: String? = nil) -> String {
    let error = #expect(throws: DatasetError.self) { try images(path, labels: labels) }
    #expect(error?.description.contains("\n") == false)
    return error?.description ?? ""
  }

  @Test("IDX images have the labels of the file beside them, packed or not")
  func idxImages() throws {
    let path = try folder.file(
      "train-images-idx3-ubyte.gz", gzipped(idx([2, 1, 3], [0, 51, 255, 1, 2, 3])))
    #expect(try images(path).labels == nil)
    _ = try folder.file("train-labels-idx1-ubyte", idx([2], [3, 0]))
    let train = try images(path)
    #expect([train.count, train.channels, train.height, train.width] == [2, 1, 1, 3])
    #expect(train.labels == [3, 0] && train.classNames == ["0", "1", "2", "3"])
    let expected = Tensor<Float>([0, 0.2, 1], shape: [1, 1, 1, 3])
    #expect(train.pixels(at: [0]) == expected)
    #expect(train.rows(as: Double.self).shape == [2, 3])
    #expect(train.bytes == [0, 51, 255, 1, 2, 3])
    let other = try folder.file("other", idx([2], [1, 1]))
    #expect(try images(path, labels: other).labels == [1, 1])
    #expect(try DataSource(path, name: "x").dataset().features == [[0, 51, 255], [1, 2, 3]])
  }

  @Test("IDX of rows, of colours by pixel and by plane")
  func idxShapes() throws {
    let rows = try images(folder.file("a", idx([1, 4], [1, 2, 3, 4])))
    #expect([rows.height, rows.width] == [2, 2])
    let pixels = try images(folder.file("b", idx([1, 1, 2, 3], [1, 2, 3, 4, 5, 6])))
    #expect(pixels.channels == 3 && pixels.bytes == [1, 4, 2, 5, 3, 6])
    let planes = try images(folder.file("c", idx([1, 3, 1, 2], [1, 2, 3, 4, 5, 6])))
    #expect(planes.channels == 3 && planes.bytes == [1, 2, 3, 4, 5, 6])
  }

  @Test(
    "IDX files that are none are refused",
    arguments: [
      (idx([3], [1, 2, 3]), "[3] is no shape of images"),
      (idx([1, 5], [1, 2, 3, 4, 5]), "[1, 5]"),
      (idx([0, 2, 2], []), "[0, 2, 2]"), (idx([1, 0, 2], []), "[1, 0, 2]"),
      (idx([2, 0, 5, 3], []), "[2, 0, 5, 3]"), (idx([2, 5, 0, 3], []), "[2, 5, 0, 3]"),
      (idx([0, 5, 5, 3], []), "[0, 5, 5, 3]"), (idx([2, 3, 0, 5], []), "[2, 3, 0, 5]"),
      (idx([2, 2, 2], [1]), "does not fit"), (idx([1, 1, 1], [1, 2]), "does not fit"),
      (idx([-1, -1, -1], [1]), "does not fit"), ([0, 0, 13, 1, 0, 0, 0, 0], "type 13"),
      ([0, 0, 8, 255], "255 axes"), ([0, 0], "zero bytes"),
    ] as [([UInt8], String)])
  func brokenIDX(bytes: [UInt8], words: String) throws {
    let message = try message(folder.file("x-images-idx3-ubyte", bytes))
    #expect(message.contains(words), "\(message)")
  }

  @Test("labels that do not fit the images are refused with both numbers")
  func brokenLabels() throws {
    let path = try folder.file("images", idx([2, 1, 1], [1, 2]))
    let three = message(path, labels: try folder.file("three", idx([3], [1, 2, 3])))
    #expect(three.contains("2 images, and 3 labels in three"), "\(three)")
    let matrix = message(path, labels: try folder.file("matrix", idx([1, 2], [1, 2])))
    #expect(matrix.contains("matrix is no IDX file of labels"), "\(matrix)")
    #expect(message(path, labels: "/no/where").contains("/no/where"))
  }

  @Test(
    "PGM and PPM, in numbers and in bytes, with comments",
    arguments: [
      (Array("P2\n# a\n2 1 # b\n4\n0 # c\n4".utf8), [0, 255], 1),
      (Array("P3 1 1 255 1 2 3\n".utf8), [1, 2, 3], 3),
      (Array("P5 2 1 255\n".utf8) + [9, 10], [9, 10], 1),
      (Array("P6\n2 1\n255\n".utf8) + [1, 2, 3, 4, 5, 6], [1, 4, 2, 5, 3, 6], 3),
      (Array("P5 1 1 65535\n".utf8) + [0x80, 0x80], [128], 1),
      (Array("P5 2 1 1\n".utf8) + [0, 1], [0, 255], 1),
    ] as [([UInt8], [UInt8], Int)])
  func netpbm(bytes: [UInt8], values: [UInt8], channels: Int) throws {
    let image = try images(folder.file("a.pgm", bytes))
    #expect(image.bytes == values && image.channels == channels && image.count == 1)
  }

  @Test(
    "broken PGM and PPM files are refused",
    arguments: [
      ("P4 1 1\n", "P4"), ("P7\n", "P7"),
      ("P5 2 2 255\nabc", "3 bytes of pixels where its size needs 4"),
      ("P5 1 1 255\nab", "2 bytes"), ("P5 1 1 255", "0 bytes"), ("P5 -1 1 255\na", "“-1”"),
      ("P5 0 1 255\n", "0 × 1"), ("P5 2000000000 2000000000 255\n", "memory"),
      ("P5 99999999999999999999 1 255\n", "“99999999999999999999”"),
      ("P5 1 1 0\na", "greatest value is 0"),
      ("P5 1 1 65536\na", "65536"), ("P2 2 1 4\n0 5", "line 2: “5” is no value from 0 to 4"),
      ("P2 2 1 4\n0", "1 values"), ("P2 1 1 4\n0 1", "2 values"), ("P2 1 1 4\n-1", "“-1”"),
      ("P2 1 1 4\nnan", "“nan”"), ("P5 ", "“”"), ("P5 1 1 100\n\u{7F}", "“127”"),
    ])
  func brokenNetpbm(text: String, words: String) throws {
    let message = try message(folder.file("a.pgm", text))
    #expect(message.contains(words), "\(message)")
  }

  @Test("a folder of images with their captions, in the order of their names")
  func imageFolder() throws {
    _ = try folder.file("b.pgm", "P2 1 1 255 2")
    _ = try folder.file("a.ppm.gz", gzipped(Array("P2 1 1 255 1".utf8)))
    _ = try folder.file("notes.md", "not an image")
    _ = try folder.file("captions.txt", "b.pgm\ta small square\n\na.ppm.gz  a circle\r\n")
    let train = try images(folder.path)
    #expect(train.bytes == [1, 2])
    #expect(train.captions == ["a circle", "a small square"])
    #expect(train.images(at: [1]).captions == ["a small square"])
  }

  @Test(
    "captions that do not fit are refused with their line",
    arguments: [
      ("a.pgm a\nc.pgm b", "line 2: the folder has no image “c.pgm”"),
      ("a.pgm a\na.pgm b", "second"),
      ("a.pgm a\nb.pgm", "line 2: b.pgm has no caption"), ("a.pgm a", "no line for b.pgm"),
    ])
  func brokenCaptions(text: String, words: String) throws {
    for name in ["a.pgm", "b.pgm"] { _ = try folder.file(name, "P2 1 1 255 1") }
    _ = try folder.file("captions.txt", text)
    let message = message(folder.path)
    #expect(message.contains(words), "\(message)")
  }

  @Test("a folder without images, or with images of several sizes, is refused")
  func brokenFolder() throws {
    #expect(message(folder.path).contains("no PNG, PGM or PPM file"))
    _ = try folder.file("a.pgm", "P2 1 1 255 1")
    _ = try folder.file("b.ppm", "P3 1 1 255 1 2 3")
    #expect(message(folder.path).contains("b.ppm is [3, 1, 1] and a.pgm is [1, 1, 1]"))
  }

  @Test("a table of pixels: the scale is told by its greatest value")
  func table() throws {
    let digits = try images(folder.file("d.csv", "a,b,c,d,digit\n0,16,8,1,3\n2,2,2,2,1\n"))
    #expect(digits.white == 16 && digits.labels == [0, 1] && digits.classNames == ["3", "1"])
    #expect(digits.rows(at: [0]) == Tensor<Float>([0, 1, 0.5, 0.0625], shape: [1, 4]))
    #expect(try images(folder.file("b.csv", "a\n0\n1\n")).white == 1)
    #expect(try images(folder.file("c.csv", "a\n0\n17\n")).white == 255)
    #expect(try images(folder.file("e.csv", "a\n0\n0.2\n")).bytes == [0, 51])
    #expect(try images(folder.file("f.csv", "a,b,c\n1,2,3\n")).channels == 3)
    let wide = message(try folder.file("g.csv", "a,b\n1,2\n"))
    #expect(wide.contains("2 pixels in a row"), "\(wide)")
    let large = message(try folder.file("h.csv", "a\n1\n256\n"))
    #expect(large.contains("row 2, column “a”: 256.0 is no pixel"), "\(large)")
    #expect(message(try folder.file("i.csv", "a\n-1\n")).contains("-1.0"))
    #expect(message(try folder.file("j.csv", "a\n2.5\n")).contains("2.5"))
  }

  @Test("images ask for the size that they need in one line")
  func requirement() throws {
    let image = try images(folder.file("a.pgm", "P2 2 1 255 1 2"))
    try image.require(channels: 1, height: 1, width: 2)
    let error = #expect(throws: DatasetError.self) { try image.require(height: 28, width: 28) }
    #expect(error?.description == "train=a.pgm: [1, 1, 1, 2] where [N, C, 28, 28] is needed")
  }
}
