import Foundation
import Testing

@testable import Tensors

@Suite("Malformed safetensors")
struct SafetensorsDefectTests {
  /// The defect of a file with this header and `count` bytes behind it; nil if there is none.
  func defect(_ header: String, _ count: Int = 0) throws -> SafetensorsDefect? {
    let text = Array(header.utf8)
    let length = (0..<8).map { UInt8(truncatingIfNeeded: text.count >> (8 * $0)) }
    return try defect(length + text + [UInt8](repeating: 0, count: count))
  }

  func defect(_ bytes: [UInt8]) throws -> SafetensorsDefect? {
    try withTemporaryFile { path in
      try Data(bytes).write(to: URL(filePath: path))
      do throws(SafetensorsError) {
        _ = try SafetensorsFile(path: path)
        return nil
      } catch {
        guard case .malformed(path, let defect) = error else { throw error }
        #expect(error.description.hasPrefix("\(path) is no valid safetensors file: "))
        return defect
      }
    }
  }

  func entry(
    _ name: String = "a", _ kind: String = "F32", _ shape: String = "[2]",
    _ offsets: String = "[0,8]"
  ) -> String {
    #""\#(name)":{"dtype":"\#(kind)","shape":\#(shape),"data_offsets":\#(offsets)}"#
  }

  @Test("headers that are right, in all the freedom that JSON leaves")
  func right() throws {
    #expect(try defect("{}") == nil)
    #expect(try defect("{}   ") == nil)
    #expect(try defect("{\(entry())}", 8) == nil)
    #expect(try defect("{ \"__metadata__\" : { } ,\n\t\(entry()) }\r\n ", 8) == nil)
    #expect(try defect("{\(entry("a", "F32", "[ 2 , 1 ]", "[ 0 , 8 ]"))}", 8) == nil)
    // The bytes in another order than the names, and empty arrays anywhere.
    let turned = entry("a", "U8", "[3]", "[5,8]") + "," + entry("b", "U8", "[5]", "[0,5]")
    let empty = entry("c", "F64", "[0]", "[5,5]") + "," + entry("d", "F64", "[7,0]", "[0,0]")
    #expect(try defect("{\(turned),\(empty)}", 8) == nil)
    let members = #"{"a":{"data_offsets":[0,1],"shape":[],"dtype":"BOOL"}}"#
    #expect(try defect(members, 1) == nil)
    let escapes =
      #"{"\u0061\"\\\/\b\f\n\r\t\ud83d\ude42":{"dtype":"U8","shape":[],"data_offsets":[0,1]}}"#
    #expect(try defect(escapes, 1) == nil)
  }

  @Test("an array of a kind that is not read here is refused by itself, and the others are read")
  func unsupportedKinds() throws {
    let forms = [("[4]", "[8,12]", 12), ("[0]", "[8,8]", 8), ("[5]", "[8,11]", 11)]
    for (shape, offsets, count) in forms {
      for kind in ["F8_E4M3", "F8_E5M2", "F4", "C64", "of tomorrow"] {
        let header = "{\(entry()),\(entry("s", kind, shape, offsets))}"
        let bytes = (0..<8).map { UInt8(truncatingIfNeeded: header.utf8.count >> (8 * $0)) }
        try withTemporaryFile { path in
          try Data(bytes + header.utf8 + [UInt8](repeating: 0, count: count))
            .write(to: URL(filePath: path))
          let file = try SafetensorsFile(path: path)
          #expect(file.names == ["a", "s"])
          #expect(try file.tensor("a", as: Float.self) == [0, 0])
          let error = SafetensorsError.unsupportedKind(path: path, name: "s", kind: kind)
          #expect(throws: error) { try file.tensor("s", as: Float.self) }
          #expect(throws: error) { try file.integers("s") }
          #expect(throws: error) { try file.bytes("s") }
          #expect(throws: error) { try file.kind(of: "s") }
          #expect(error.description.contains("“s” holds \(kind), which is not read here"))
        }
      }
    }
    let beyond = "{\(entry()),\(entry("s", "F8_E4M3", "[4]", "[8,12]"))}"
    #expect(try defect(beyond, 11) == .dataBeyondFile(end: 12, available: 11))
    let hole = "{\(entry()),\(entry("s", "F8_E4M3", "[4]", "[9,13]"))}"
    #expect(try defect(hole, 13) == .hole(array: "s", begin: 9, previousEnd: 8))
    let reversed = "{\(entry()),\(entry("s", "F8_E4M3", "[4]", "[9,8]"))}"
    #expect(try defect(reversed, 9) == .reversedOffsets(array: "s", begin: 9, end: 8))
  }

  @Test("files too short for their header")
  func lengths() throws {
    #expect(try defect([]) == .short(size: 0))
    #expect(try defect([2, 0, 0, 0, 0, 0, 0]) == .short(size: 7))
    #expect(
      try defect([3, 0, 0, 0, 0, 0, 0, 0, 123, 125]) == .headerBeyondFile(length: 3, size: 10))
    #expect(
      try defect([1, 225, 245, 5, 0, 0, 0, 0, 123, 125]) == .headerTooLong(length: 100_000_001))
    #expect(
      try defect([0, 225, 245, 5, 0, 0, 0, 0, 123, 125])
        == .headerBeyondFile(length: 100_000_000, size: 10))
    let all = [UInt8](repeating: 255, count: 8)
    #expect(try defect(all + [123, 125]) == .headerTooLong(length: .max))
  }

  @Test("offsets that overlap, leave holes, run backwards or leave the file")
  func offsets() throws {
    let a = entry("a", "U8", "[4]", "[0,4]")
    func two(_ offsets: String, _ size: Int = 4) -> String {
      "{\(a),\(entry("b", "U8", "[\(size)]", offsets))}"
    }
    #expect(try defect(two("[4,8]"), 8) == nil)
    #expect(try defect(two("[3,7]"), 7) == .overlap(array: "b", begin: 3, previousEnd: 4))
    #expect(try defect(two("[0,4]"), 4) == .overlap(array: "b", begin: 0, previousEnd: 4))
    #expect(try defect(two("[5,9]"), 9) == .hole(array: "b", begin: 5, previousEnd: 4))
    #expect(try defect(two("[8,4]"), 8) == .reversedOffsets(array: "b", begin: 8, end: 4))
    #expect(try defect(two("[4,8]"), 7) == .dataBeyondFile(end: 8, available: 7))
    #expect(try defect(two("[4,8]"), 9) == .unusedData(end: 8, available: 9))
    #expect(try defect("{}", 1) == .unusedData(end: 0, available: 1))
    let late = "{\(entry("a", "U8", "[4]", "[1,5]"))}"
    #expect(try defect(late, 5) == .hole(array: "a", begin: 1, previousEnd: 0))
  }

  @Test("sizes that are not those of the shape, or that cannot be counted")
  func sizes() throws {
    #expect(
      try defect("{\(entry("a", "F32", "[3]"))}", 8)
        == .wrongSize(array: "a", kind: .float32, shape: [3], bytes: 8))
    #expect(
      try defect("{\(entry("a", "F64", "[]", "[0,4]"))}", 4)
        == .wrongSize(array: "a", kind: .float64, shape: [], bytes: 4))
    let huge = [4_294_967_296, 4_294_967_296]
    #expect(
      try defect("{\(entry("a", "F32", "[4294967296,4294967296]"))}", 8)
        == .shapeTooLarge(array: "a", shape: huge))
    #expect(
      try defect("{\(entry("a", "F32", "[4294967296,4294967296,0]", "[0,0]"))}")
        == .shapeTooLarge(array: "a", shape: huge + [0]))
  }

  @Test(
    "numbers that are negative, broken, written oddly or too large",
    arguments: ["-2", "2.0", "2e0", "02", "+2", "9223372036854775808", "", "null", "\"2\"", "[2]"])
  func numbers(number: String) throws {
    /// Where what follows `text` begins.
    func byte(_ header: String, _ text: String) -> Int {
      header.range(of: text).map { header[..<$0.upperBound].utf8.count } ?? -1
    }
    let expected = "a whole number from 0 to 9223372036854775807"
    let header = "{\(entry("a", "F32", "[\(number),1]"))}"
    #expect(try defect(header, 8) == .syntax(byte: byte(header, "shape\":["), expected: expected))
    let offsets = "{\(entry("a", "F32", "[2]", "[0,\(number)]"))}"
    #expect(try defect(offsets, 8) == .syntax(byte: byte(offsets, "[0,"), expected: expected))
  }

  @Test("names, members and metadata that occur twice or not at all")
  func members() throws {
    #expect(try defect("{\(entry()),\(entry())}", 8) == .repeatedName("a"))
    #expect(
      try defect(#"{"__metadata__":{},"__metadata__":{}}"#) == .repeatedName("__metadata__"))
    #expect(
      try defect(#"{"__metadata__":{"x":"1","x":"2"}}"#)
        == .repeatedMember(array: "__metadata__", member: "x"))
    #expect(
      try defect(#"{"a":{"dtype":"U8","dtype":"U8"}}"#)
        == .repeatedMember(array: "a", member: "dtype"))
    #expect(
      try defect(#"{"a":{"shape":[1],"shape":[1]}}"#)
        == .repeatedMember(array: "a", member: "shape"))
    #expect(try defect(#"{"a":{}}"#) == .missingMember(array: "a", member: "dtype"))
    #expect(
      try defect(#"{"a":{"dtype":"U8"}}"#) == .missingMember(array: "a", member: "shape"))
    for offsets in [
      "", #","data_offsets":[]"#, #","data_offsets":[0]"#, #","data_offsets":[0,0,0]"#,
    ] {
      #expect(
        try defect(#"{"a":{"dtype":"U8","shape":[0]\#(offsets)}}"#)
          == .missingMember(array: "a", member: "pair of data_offsets"))
    }
  }

  @Test(
    "text that is no header",
    arguments: [
      "", " {}", "[]", "null", "{", "{]", "{}}", "{} x", "{,}", "{\"a\"}", "{\"a\":1}", "{a:1}",
      #"{"a":{"dtype":1}}"#, #"{"a":{"dtype":"U8",}}"#, #"{"a":{"other":"U8"}}"#,
      #"{"__metadata__":{"x":1}}"#, #"{"__metadata__":[]}"#, #"{"__metadata__":{"x":"1"},}"#,
      #"{"\x":{}}"#, #"{"\u12":{}}"#, #"{"\u-123":{}}"#, #"{"\ud83d":{}}"#, #"{"\ud83d\u0041":{}}"#,
      #"{"\ude42":{}}"#, "{\"a\nb\":{}}", "{\"a\u{0}\":{}}", #"{"a"#, #"{"a\"#, #"{"a\u"#,
    ])
  func syntax(text: String) throws {
    guard case .syntax = try defect(text) else {
      Issue.record("\(text): \(String(describing: try defect(text)))")
      return
    }
  }

  @Test("bytes that are not UTF-8")
  func encoding() throws {
    for bad: [UInt8] in [[0xFF], [0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80]] {
      let text = Array("{\"".utf8) + bad + Array("\":{}}".utf8)
      #expect(try defect([UInt8(text.count), 0, 0, 0, 0, 0, 0, 0] + text) == .notUTF8)
    }
  }

  @Test("no damaged byte and no cut makes more than an error")
  func damage() throws {
    let whole = Array(try Data(contentsOf: URL(filePath: fixture("kinds.safetensors"))))
    let length = Int(whole[0]) + 256 * Int(whole[1])
    let characters = Array("[]{},:\"019\\".utf8)
    var random = RandomSource(seed: 51)
    func damaged(_ bytes: ArraySlice<UInt8>, _ round: Int) -> [UInt8] {
      var bytes = Array(bytes)
      if round % 5 == 0 { bytes.removeLast(random.integer(below: bytes.count)) }
      for _ in 0..<(1 + round % 4) {
        let byte = UInt8(random.integer(below: 256))
        bytes[random.integer(below: bytes.count)] =
          round % 2 == 0 ? byte : characters[Int(byte) % characters.count]
      }
      return bytes
    }
    var right = 0
    for round in 0..<10_000 {
      let text = damaged(whole[8..<8 + length], round)
      guard let header = try? SafetensorsHeaderParser.header(text) else { continue }
      guard (try? header.check(available: whole.count - 8 - length)) != nil else { continue }
      for entry in header.entries {
        guard let kind = entry.kind else { continue }
        #expect(entry.count * kind.size == entry.end - entry.begin)
      }
      right += 1
    }
    // Where the damage is in a name or in the padding.
    #expect(right > 50)
    try withTemporaryFile { path in
      for round in 0..<100 {
        try Data(damaged(whole[...], round)).write(to: URL(filePath: path))
        guard let file = try? SafetensorsFile(path: path) else { continue }
        for name in file.names {
          if try file.kind(of: name).isFloatingPoint {
            _ = try file.tensor(name, as: Float.self)
          } else {
            _ = try? file.integers(name)
          }
        }
      }
    }
  }
}
