/// A reader of the JSON that a safetensors header may have, and of no other.
///
/// Foundation's readers of JSON hide what must be seen here: names that occur twice, numbers that are
/// not whole or do not fit, and the order of the arrays.
struct SafetensorsHeaderParser {
  private let bytes: [UInt8]
  private var position = 0

  /// Understands a header's text; where the arrays lie is checked by `SafetensorsHeader.check`.
  static func header(_ bytes: [UInt8]) throws(SafetensorsDefect) -> SafetensorsHeader {
    if String(validating: bytes, as: UTF8.self) == nil { throw .notUTF8 }
    var parser = SafetensorsHeaderParser(bytes: bytes)
    return try parser.header()
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func header() throws(SafetensorsDefect) -> SafetensorsHeader {
    // The format wants the brace first; behind the object, spaces.
    guard bytes.first == UInt8(ascii: "{") else { throw .syntax(byte: 0, expected: "“{”") }
    var header = SafetensorsHeader()
    // Names that differ only in how Unicode composes their letters are one name to Swift.
    var names: Set<String> = []
    try object { (parser, name) throws(SafetensorsDefect) in
      if !names.insert(name).inserted { throw .repeatedName(name) }
      if name == SafetensorsHeader.metadataName {
        header.metadata = try parser.metadata()
      } else {
        header.entries.append(try parser.entry(name))
      }
    }
    skipSpace()
    if position < bytes.count { throw .syntax(byte: position, expected: "the header's end") }
    return header
  }

  private mutating func metadata() throws(SafetensorsDefect) -> [String: String] {
    var pairs: [String: String] = [:]
    try object { (parser, key) throws(SafetensorsDefect) in
      let value = try parser.string()
      if pairs.updateValue(value, forKey: key) != nil {
        throw .repeatedMember(array: SafetensorsHeader.metadataName, member: key)
      }
    }
    return pairs
  }

  private mutating func entry(_ name: String) throws(SafetensorsDefect) -> SafetensorsHeader.Entry {
    var members: [String: [Int]] = [:]
    var kind: String?
    try object { (parser, member) throws(SafetensorsDefect) in
      if members[member] != nil { throw .repeatedMember(array: name, member: member) }
      switch member {
      case "dtype":
        kind = try parser.string()
        members[member] = []
      case "shape", "data_offsets": members[member] = try parser.numbers()
      default:
        throw .syntax(byte: parser.position, expected: "a value of dtype, shape or data_offsets")
      }
    }
    guard let kind else { throw .missingMember(array: name, member: "dtype") }
    guard let shape = members["shape"] else { throw .missingMember(array: name, member: "shape") }
    guard let offsets = members["data_offsets"], offsets.count == 2 else {
      throw .missingMember(array: name, member: "pair of data_offsets")
    }
    return SafetensorsHeader.Entry(
      name: name, kindName: kind, shape: shape, begin: offsets[0], end: offsets[1])
  }
}

// The grammar of JSON, as far as headers have it.
extension SafetensorsHeaderParser {
  /// An object, whose members `member` reads, called behind each colon.
  private mutating func object(
    _ member: (inout SafetensorsHeaderParser, String) throws(SafetensorsDefect) -> Void
  ) throws(SafetensorsDefect) {
    try expect("{")
    if skip("}") { return }
    repeat {
      let name = try string()
      try expect(":")
      try member(&self, name)
    } while skip(",")
    try expect("}", or: "“,” or “}”")
  }

  private mutating func numbers() throws(SafetensorsDefect) -> [Int] {
    var numbers: [Int] = []
    try expect("[")
    if skip("]") { return numbers }
    repeat { numbers.append(try number()) } while skip(",")
    try expect("]", or: "“,” or “]”")
    return numbers
  }

  private mutating func number() throws(SafetensorsDefect) -> Int {
    skipSpace()
    let start = position
    while position < bytes.count, "-+.0123456789eE".utf8.contains(bytes[position]) {
      position += 1
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    guard text.utf8.allSatisfy({ 48...57 ~= $0 }), let value = Int(text),
      text == "0" || !text.hasPrefix("0")
    else { throw .syntax(byte: start, expected: "a whole number from 0 to \(Int.max)") }
    return value
  }

  private mutating func string() throws(SafetensorsDefect) -> String {
    try expect("\"", or: "a text in double quotes")
    var text: [UInt8] = []
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): text += String(try escaped()).utf8
      case 0..<32: throw .syntax(byte: position - 1, expected: "a text without control characters")
      default: text.append(byte)
      }
    }
    throw .syntax(byte: position, expected: "a closing double quote")
  }

  private mutating func escaped() throws(SafetensorsDefect) -> Character {
    let start = position - 1
    let escape = position < bytes.count ? bytes[position] : 0
    position += 1
    switch escape {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
      return Character(Unicode.Scalar(escape))
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      var units = [try hexadecimal()]
      if UTF16.isLeadSurrogate(units[0]), bytes[position...].starts(with: "\\u".utf8) {
        position += 2
        units.append(try hexadecimal())
      }
      if let text = String(validating: units, as: UTF16.self), text.unicodeScalars.count == 1 {
        return Character(text)
      }
      throw .syntax(byte: start, expected: "the escape of a Unicode character")
    default: throw .syntax(byte: start, expected: "an escape of JSON")
    }
  }

  private mutating func hexadecimal() throws(SafetensorsDefect) -> UInt16 {
    let digits = String(decoding: bytes[position...].prefix(4), as: UTF8.self)
    guard digits.count == 4, digits.allSatisfy(\.isHexDigit), let value = UInt16(digits, radix: 16)
    else { throw .syntax(byte: position, expected: "four hexadecimal digits") }
    position += 4
    return value
  }

  private mutating func expect(
    _ character: Character, or expected: String? = nil
  ) throws(SafetensorsDefect) {
    if !skip(character) { throw .syntax(byte: position, expected: expected ?? "“\(character)”") }
  }

  /// Steps over space and then over `character` if it stands there.
  private mutating func skip(_ character: Character) -> Bool {
    skipSpace()
    guard position < bytes.count, bytes[position] == character.asciiValue else { return false }
    position += 1
    return true
  }

  private mutating func skipSpace() {
    while position < bytes.count, " \n\r\t".utf8.contains(bytes[position]) { position += 1 }
  }
}
