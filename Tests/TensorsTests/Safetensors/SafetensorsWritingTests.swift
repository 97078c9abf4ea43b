import Foundation
import Tensors
import Testing

@Suite("Writing safetensors")
struct SafetensorsWritingTests {
  @Test("what is written is read again, in the order given, with its metadata")
  func roundTrip() throws {
    try withTemporaryFile { path in
      let single: Tensor<Float> = sample([3, 5])
      let double: Tensor<Double> = sample([2, 2, 2])
      // Larger than a piece of those that are converted.
      let long: Tensor<Float> = sample([123, 457])
      let metadata = ["format": "pt", "a \"b\"\\\n\u{1}": "ü 🙂"]
      try SafetensorsFile.write(
        [
          SafetensorsEntry("bytes", [1, 2, 3] as [UInt8]),
          SafetensorsEntry("single", single.transposed()),
          SafetensorsEntry("größe \"q\"", [-1, .max, 7, 8], shape: [2, 2]),
          SafetensorsEntry("double", double.select(axis: 2, index: 1)),
          SafetensorsEntry("half", long, as: .float16),
          SafetensorsEntry("brain", double, as: .bfloat16),
          SafetensorsEntry("wide", long, as: .float64),
          SafetensorsEntry("narrow", double, as: .float32),
          SafetensorsEntry("scalar", Tensor<Float>([7], shape: [])),
          SafetensorsEntry("empty", Tensor<Double>.zeros(0, 4)),
        ], metadata: metadata, to: path)
      let file = try SafetensorsFile(path: path)
      #expect(
        file.names == [
          "bytes", "single", "größe \"q\"", "double", "half", "brain", "wide", "narrow", "scalar",
          "empty",
        ])
      #expect(file.metadata == metadata)
      #expect(try file.bytes("bytes") == [1, 2, 3])
      #expect(try file.tensor("single", as: Float.self) == single.transposed())
      #expect(try file.integers("größe \"q\"") == [-1, .max, 7, 8])
      #expect(try file.shape(of: "größe \"q\"") == [2, 2])
      #expect(try file.tensor("double", as: Double.self) == double.select(axis: 2, index: 1))
      let half = try file.tensor("half", as: Float.self)
      #expect(half.shape == [123, 457])
      #expect(distance(half, long) < 0x1p-11)
      #expect(distance(try file.tensor("brain", as: Double.self), double) < 0x1p-8)
      #expect(try file.tensor("wide", as: Float.self) == long)
      #expect(
        try file.tensor("narrow", as: Float.self)
          == Tensor(double.scalars.map { Float($0) }, shape: [2, 2, 2]))
      #expect(try file.tensor("scalar", as: Double.self) == Tensor([7], shape: []))
      #expect(try file.tensor("empty", as: Float.self).shape == [0, 4])
    }
  }

  @Test("arrays by name, sorted or in the order given")
  func named() throws {
    try withTemporaryFile { path in
      let (w, b): (Tensor<Float>, Tensor<Float>) = (sample([2, 3]), sample([2]))
      try SafetensorsFile.write(["w": w, "b": b], to: path)
      #expect(try SafetensorsFile(path: path).names == ["b", "w"])
      try SafetensorsFile.write([("w", w), ("b", b)], as: .bfloat16, to: path)
      let file = try SafetensorsFile(path: path)
      #expect(file.names == ["w", "b"])
      #expect(try file.kind(of: "w") == .bfloat16)
      try SafetensorsFile.write([], to: path)
      #expect(try SafetensorsFile(path: path).names.isEmpty)
    }
  }

  @Test("the header's length is a multiple of 8, and every number is aligned")
  func alignment() throws {
    try withTemporaryFile { path in
      for length in 1...9 {
        let name = String(repeating: "n", count: length)
        try SafetensorsFile.write(
          [
            SafetensorsEntry(name, [1, 2, 3] as [UInt8]),
            SafetensorsEntry("x", Tensor<Double>([1])),
            SafetensorsEntry("y", Tensor<Float>([1]), as: .float16),
            SafetensorsEntry("z", Tensor<Float>([1])),
          ], to: path)
        let bytes = Array(try Data(contentsOf: URL(filePath: path)))
        #expect(bytes[0] % 8 == 0)
        let text = String(decoding: bytes[8..<8 + Int(bytes[0])], as: UTF8.self)
        #expect(text.contains(#""x":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}"#))
        #expect(text.contains(#""z":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}"#))
        #expect(text.contains(#""y":{"dtype":"F16","shape":[1],"data_offsets":[12,14]}"#))
        #expect(text.contains(#"\#(name)":{"dtype":"U8","shape":[3],"data_offsets":[14,17]}"#))
      }
    }
  }

  @Test("a file that cannot be written leaves what was there, and nothing beside it")
  func failures() throws {
    try withTemporaryFile { path in
      try SafetensorsFile.write([("x", Tensor<Float>([1]))], to: path)
      let entry = SafetensorsEntry("x", Tensor<Float>([2]))
      #expect(throws: SafetensorsError.repeatedName(path: path, name: "x")) {
        try SafetensorsFile.write([entry, entry], to: path)
      }
      #expect(throws: SafetensorsError.reservedName(path: path)) {
        try SafetensorsFile.write([SafetensorsEntry("__metadata__", [1])], to: path)
      }
      #expect(try SafetensorsFile(path: path).tensor("x", as: Float.self) == [1])
      let folder = URL(filePath: path).deletingLastPathComponent()
      let error = #expect(throws: SafetensorsError.self) {
        try SafetensorsFile.write([entry], to: folder.path() + "none/x")
      }
      #expect(error?.description.hasSuffix("cannot be written: No such file or directory") == true)
      // A folder stands where the file should be.
      #expect(throws: SafetensorsError.self) {
        try SafetensorsFile.write([entry], to: folder.path(percentEncoded: false))
      }
      let taken = folder.appending(path: "taken").path(percentEncoded: false)
      try FileManager.default.createDirectory(atPath: taken, withIntermediateDirectories: false)
      #expect(throws: SafetensorsError.self) { try SafetensorsFile.write([entry], to: taken) }
      let left = try FileManager.default.contentsOfDirectory(atPath: folder.path())
      #expect(left.sorted() == ["taken", "test.safetensors"])
    }
  }
}
