import Foundation
import Tensors
import Testing

@testable import Datasets

@Suite("Data sets")
struct DatasetTests {
  /// The data set that `bytes` make as a file.
  func load(_ bytes: Data) throws -> Dataset {
    let url = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).csv")
    try bytes.write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    return try Dataset(contentsOf: url.path, name: "test")
  }

  func load(_ text: String) throws -> Dataset { try load(Data(text.utf8)) }

  func builtIn(_ name: String) throws -> Dataset {
    let root = URL(filePath: #filePath).appending(path: "../../..").standardized
    return try Dataset(contentsOf: root.appending(path: "Datasets/\(name).csv").path, name: name)
  }

  @Test(
    "the files that come along have their shapes and classes",
    arguments: [
      ("iris", 150, 4, 3), ("digits", 1797, 64, 10), ("breast_cancer", 569, 30, 2),
      ("diabetes", 442, 11, 0), ("tosses", 5, 2, 2),
    ])
  func files(name: String, rows: Int, columns: Int, classes: Int) throws {
    let data = try builtIn(name)
    #expect(data.features.shape == [rows, columns])
    #expect(data.classNames.count == classes)
    #expect(data.labels?.count ?? 0 == (classes == 0 ? 0 : rows))
    #expect(data.features.isFinite)
  }

  @Test("values, labels and columns by name")
  func values() throws {
    let iris = try builtIn("iris")
    #expect(iris.features.row(0) == [5.1, 3.5, 1.4, 0.2])
    #expect(iris.featureNames == ["sepal_length", "sepal_width", "petal_length", "petal_width"])
    #expect(iris.classNames == ["setosa", "versicolor", "virginica"])
    #expect(iris.labels?.last == 2)
    #expect(try iris.column("petal_width")[0] == 0.2)
    let error = #expect(throws: DatasetError.self) { try iris.column("petal") }
    #expect(error?.description.contains("sepal_length, sepal_width") == true)
  }

  @Test("quotes, CRLF, a byte order mark, blank lines, blanks and other separators")
  func dialects() throws {
    let data = try load(
      "\u{FEFF}\"a, x\" , b,kind\r\n\r\n 1 ,\"2\",\"the \"\"one\"\"\"\r\n3,-4.5e1,two\r\n\r\n")
    #expect(data.featureNames == ["a, x", "b"])
    #expect(data.features == [[1, 2], [3, -45]])
    #expect(data.classNames == ["the \"one\"", "two"])
    #expect(try load("a;b\n1;2").features == [[1, 2]])
    #expect(try load("a\tb\n1\t2\n").features == [[1, 2]])
  }

  @Test("separators within quotes, and in names without them, do not count")
  func separators() throws {
    let quoted = try load("\"length, in cm\";\"petal, its length\"\n5.1;3.5\n")
    #expect(quoted.featureNames == ["length, in cm", "petal, its length"])
    let plain = try load("length, in cm;petal, its length, in cm\n5.1;3.5\n")
    #expect(plain.features == [[5.1, 3.5]])
  }

  @Test("a comma before the fraction makes numbers, also in one column only")
  func decimalCommas() throws {
    #expect(
      try load("a;b\n5,1;14\n-4,95e1;15\n3;16\n").features == [[5.1, 14], [-49.5, 15], [3, 16]])
    #expect(try load("a;b\n0,234;1\n1,234;2\n").features == [[0.234, 1], [1.234, 2]])
    let quoted = try load("a,b,kind\n\"5,1\",1,x\n\"4,9\",2,y\n")
    #expect(quoted.features == [[5.1, 1], [4.9, 2]])
  }

  @Test("in a column of words none, NA and ? are words, also in its first row")
  func missingWords() throws {
    let data = try load("a,severity\n1,none\n2,mild\n3,none\n4,NA\n5,?\n")
    #expect(data.classNames == ["none", "mild", "NA", "?"])
    #expect(data.labels == [0, 1, 0, 2, 3])
    let empty = #expect(throws: DatasetError.self) { try load("a,kind\n1,x\n2,\n") }
    #expect(empty?.description.contains("column “kind”: the value is missing") == true)
  }

  @Test("columns that a program has numbered keep their names; a separator ends each line")
  func numberedColumns() throws {
    #expect(try load("0,1,2,label\n5,6,7,a\n").featureNames == ["0", "1", "2"])
    #expect(try load("a,b,\n1,2,\n").features == [[1, 2]])
    #expect(try load("a,b\r1,2\r3,4\r").features == [[1, 2], [3, 4]])
  }

  @Test("text that is not UTF-8 is told with its line")
  func encodings() {
    let bytes = Data("a,kind\n1,x\n2,".utf8) + [0xE9, 0x0A]
    let error = #expect(throws: DatasetError.self) { try load(bytes) }
    #expect(error?.description.contains("line 3: the text is not UTF-8") == true)
  }

  @Test("a device and a pipe are no data", .timeLimit(.minutes(10)))
  func devices() throws {
    let pipe = NSTemporaryDirectory() + UUID().uuidString
    #expect(mkfifo(pipe, 0o600) == 0)
    defer { unlink(pipe) }
    for path in ["/dev/zero", "/dev/null", pipe] {
      let error = #expect(throws: DatasetError.self) { try Dataset(contentsOf: path, name: "x") }
      #expect(error?.description.contains("a device or a pipe") == true)
    }
  }

  @Test("a whole-numbered column with a label's name is the label")
  func numericLabels() throws {
    let data = try load("x,Label\n1,1\n2,-1\n3,1\n")
    #expect(data.labels == [0, 1, 0])
    #expect(data.classNames == ["1", "-1"])
    #expect(try load("x,target\n1,0.5\n").labels == nil)
  }

  @Test(
    "what is wrong is said in one line with its place",
    arguments: [
      ("", "is empty"),
      ("\n\n", "is empty"),
      ("a,b\n", "has a header and no rows"),
      ("1,2\n3,4\n", "names before it"),
      ("5.1,3.5,setosa\n4.9,3.0,setosa\n", "the first line has the number 5.1"),
      ("0,1,2\n0,1,2\n", "names before it"),
      (",a\n1,2\n", "column 1 has no name"),
      ("a,b\n\"1\"4,0.2\n", "line 2: text follows a closing quote"),
      ("a;b\n1,234;2\n2,345;3\n", "“1,234” may have a fraction or thousands"),
      ("a;b\n1,5;2\n2.5;3\n", "“1,5” may have a fraction or thousands"),
      ("a;b\n1,234,567;2\n2,345,678;3\n", "“1,234,567” is not a number"),
      ("a,b\n1e308,2\n", "“1e308” is too large"),
      ("a,b\n0x10,2\n1,2\n2,2\n", "“0x10” is not a number"),
      ("a,b\nx,2\n1.5,2\n2.5,2\n", "row 1 (line 2), column “a”: “x” is not a number"),
      ("a,b\n1,2\nNaN,3\n", "is not finite"),
      ("a,b\n1,2\n3\n", "row 2 (line 3): 1 fields where the header has 2"),
      ("a,b\n1,2\n\n3,\n", "row 2 (line 4), column “b”: the value is missing"),
      ("a,b\n1,NaN\n", "row 1 (line 2), column “b”: “NaN” is not finite"),
      ("a,b\n1,2\n1,inf\n", "row 2 (line 3), column “b”: “inf” is not finite"),
      ("a,b\n1,2\n1,two\n", "row 2 (line 3), column “b”: “two” is not a number"),
      ("a,b,c\n1,x,y\n", "the columns “b”, “c” are text"),
      ("a\nx\n", "no numeric column"),
      ("a,a\n1,2\n", "two columns are named “a”"),
      ("a,b\n1,\"2\n", "line 2: a quote"),
      ("a,b\n?,2\n", "column “a”: the value is missing"),
    ])
  func complaints(text: String, expected: String) throws {
    let error = #expect(throws: DatasetError.self) { try load(text) }
    let complaint = error?.description ?? ""
    #expect(complaint.contains(expected), "\(complaint)")
    #expect(!complaint.contains("\n"))
  }

  @Test("a binary file, a folder and no file are told apart")
  func notCSV() throws {
    let binary = #expect(throws: DatasetError.self) { try load(Data([0x89, 0x50, 0, 1, 2])) }
    #expect(binary?.description.contains("not a text file") == true)
    let folder = #expect(throws: DatasetError.self) { try Dataset(contentsOf: "/", name: "x") }
    #expect(folder?.description.contains("folder") == true)
    let missing = #expect(throws: DatasetError.self) {
      try Dataset(contentsOf: "/nowhere/x.csv", name: "x")
    }
    #expect(missing?.description.contains("No such file") == true)
  }

  @Test("numbers are read to the last bit, short or long")
  func numbers() {
    var random = RandomSource(seed: 4)
    var texts = [
      "0", "-0.0", "1e5", "123456789012345", "0.1", "+7", "1.", ".5", "1e-320", "9007199254740993",
    ]
    for _ in 0..<2000 {
      texts.append("\(random.normal() * 1000)")
      texts.append("\(Double(random.integer(below: 100_000)) / 1000)")
    }
    for text in texts + ["", "-", ".", "1.2.3", "1,5", "0x", "abc"] {
      Array(text.utf8).withUnsafeBufferPointer { bytes in
        let expected = text == "1." || text == ".5" ? (text == ".5" ? 0.5 : 1) : Double(text)
        #expect(decimalNumber(bytes[...]) == expected, "\(text)")
      }
    }
  }

  @Test("the adjusted Rand index ignores names, is 1 for equals and about 0 by chance")
  func agreement() {
    #expect(adjustedRandIndex([0, 0, 1, 1], [5, 5, 2, 2]) == 1)
    // scikit-learn 1.9.1: adjusted_rand_score([0, 0, 1, 2], [0, 0, 1, 1])
    #expect(abs(adjustedRandIndex([0, 0, 1, 2], [0, 0, 1, 1]) - 0.5714285714285714) < 1e-15)
    #expect(adjustedRandIndex([0, 0, 0], [1, 1, 1]) == 1)
    var random = RandomSource(seed: 6)
    let (a, b) = ((0..<3000).map { _ in random.integer(below: 3) }, (0..<3000).map { $0 % 3 })
    #expect(abs(adjustedRandIndex(a, b)) < 0.01)
  }
}
