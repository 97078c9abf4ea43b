import Foundation
import Tensors
import Testing

/// On files that `Fixtures/make-safetensors.py` made with the format's own package.
@Suite("Reading safetensors")
struct SafetensorsReadingTests {
  @Test("every kind of number, as Python wrote it")
  func kinds() throws {
    let file = try SafetensorsFile(path: fixture("kinds.safetensors"))
    #expect(file.metadata == ["format": "pt", "quote": "a \"b\" \\ \n ü 🙂"])
    #expect(
      file.names == ["i64", "f64", "f32", "i32", "bf16", "f16", "i16", "i8", "u8", "bool"])
    let numbers = [0, -0.0, 1, -2.5, 0.1, 65504, 6e-8, .infinity, -.infinity, .nan]
    // What NumPy and PyTorch print of the narrower ones.
    let expected: [(String, SafetensorsKind, [Double])] = [
      ("f64", .float64, numbers),
      ("f32", .float32, numbers.map { Double(Float($0)) }),
      ("f16", .float16, numbers.replacing([4: 0.0999755859375, 6: 5.9604644775390625e-08])),
      (
        "bf16", .bfloat16,
        numbers.replacing([4: 0.10009765625, 5: 65536, 6: 6.007030606269836e-08])
      ),
    ]
    for (name, kind, values) in expected {
      #expect(try file.kind(of: name) == kind)
      #expect(try file.shape(of: name) == [2, 5])
      let wide = try file.tensor(name, as: Double.self)
      let narrow = try file.tensor(name, as: Float.self)
      #expect(wide.shape == [2, 5] && narrow.shape == [2, 5])
      #expect(same(wide.scalars, values), "\(name): \(wide.scalars)")
      #expect(same(narrow.scalars.map(Double.init), values.map { Double(Float($0)) }))
    }
    #expect(try file.integers("i64") == [.min, -1, .max])
    #expect(try file.integers("i32") == [Int(Int32.min), Int(Int32.max)])
    #expect(try file.integers("i16") == [Int(Int16.min), Int(Int16.max)])
    #expect(try file.integers("i8") == [-128, 127])
    #expect(try file.integers("u8") == [0, 255, 7, 8])
    #expect(try file.bytes("u8") == [0, 255, 7, 8])
    #expect(try file.shape(of: "u8") == [2, 2])
    #expect(try file.bytes("bool") == [1, 0, 1])
  }

  /// Equal, zeros by their sign and NaN as itself.
  func same(_ a: [Double], _ b: [Double]) -> Bool {
    a.count == b.count
      && zip(a, b).allSatisfy { $0 == $1 && $0.sign == $1.sign || $0.isNaN && $1.isNaN }
  }

  @Test("single numbers, empty arrays, names in Unicode, unsigned numbers")
  func shapes() throws {
    let file = try SafetensorsFile(path: fixture("shapes.safetensors"))
    #expect(try file.tensor("scalar", as: Float.self) == Tensor([1.5], shape: []))
    #expect(try file.tensor("empty", as: Double.self).shape == [0, 3])
    #expect(
      try file.tensor("Gewichte/größer", as: Float.self) == [[[0, 1, 2], [3, 4, 5]]])
    #expect(try file.integers("u16") == [65535])
    #expect(try file.integers("u32") == [4_294_967_295])
    #expect(try file.integers("u64") == [1, .max])
    #expect(file.metadata.isEmpty)
    #expect(throws: SafetensorsError.tooLarge(path: file.path, name: "u64 too large")) {
      try file.integers("u64 too large")
    }
  }

  @Test("what is not there, or of another kind, is named")
  func refusals() throws {
    let file = try SafetensorsFile(path: fixture("kinds.safetensors"))
    let error = #expect(throws: SafetensorsError.self) { try file.tensor("f65", as: Float.self) }
    #expect(error == .noArray(path: file.path, name: "f65", known: file.names))
    #expect(error?.description.contains("has no array “f65”; it has “i64”, “f64”") == true)
    let kind = #expect(throws: SafetensorsError.self) { try file.tensor("i64", as: Float.self) }
    #expect(kind?.description.contains("“i64” holds I64; read it with integers(_:)") == true)
    #expect(throws: SafetensorsError.self) { try file.integers("f16") }
    #expect(throws: SafetensorsError.self) { try file.bytes("i8") }
    let missing = #expect(throws: SafetensorsError.self) { try SafetensorsFile(path: "/no/file") }
    #expect(missing?.description == "/no/file cannot be read: No such file or directory")
    #expect(throws: SafetensorsError.unreadable(path: "/tmp", reason: .isFolder)) {
      try SafetensorsFile(path: "/tmp")
    }
  }

  @Test("a file that is cut short while it is open throws")
  func cutShort() throws {
    try withTemporaryFile { path in
      try FileManager.default.copyItem(atPath: fixture("kinds.safetensors"), toPath: path)
      let file = try SafetensorsFile(path: path)
      try FileHandle(forWritingTo: URL(filePath: path)).truncate(atOffset: 750)
      #expect(throws: SafetensorsError.self) { try file.tensor("f16", as: Double.self) }
      #expect(throws: SafetensorsError.self) { try file.bytes("u8") }
      #expect(try file.integers("i64") == [.min, -1, .max])
    }
  }
}

extension [Double] {
  /// The numbers with some of them replaced.
  fileprivate func replacing(_ others: [Int: Double]) -> [Double] {
    indices.map { others[$0] ?? self[$0] }
  }
}
