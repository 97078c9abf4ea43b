/// What stands where in a safetensors file: its header, understood and checked.
///
/// The format: 8 bytes with the header's length, little-endian; the header, JSON; the arrays' bytes,
/// which the offsets in the header divide without overlap or hole.
struct SafetensorsHeader: Hashable, Sendable {
  /// An array: its numbers are at `begin` ..< `end` of the bytes behind the header.
  struct Entry: Hashable, Sendable {
    var name: String
    /// Of a kind that is read here; else nil.
    var kind: SafetensorsKind? { SafetensorsKind(rawValue: kindName) }
    /// What the kind is called in the file.
    var kindName: String
    var shape: [Int]
    var begin: Int
    var end: Int
  }

  /// The name that holds the metadata and can be no array's.
  static let metadataName = "__metadata__"
  /// As the format's own implementation has it.
  static let longest = 100_000_000

  /// In the order of the header.
  var entries: [Entry] = []
  var metadata: [String: String] = [:]

  /// Checks that the arrays are as large as their shapes say, and fill `available` bytes.
  func check(available: Int) throws(SafetensorsDefect) {
    for entry in entries { try entry.checkSize() }
    var end = 0
    // The header's order need not be that of the bytes.
    for entry in entries.sorted(by: { ($0.begin, $0.end) < ($1.begin, $1.end) }) {
      if entry.begin < end {
        throw .overlap(array: entry.name, begin: entry.begin, previousEnd: end)
      }
      if entry.begin > end {
        throw .hole(array: entry.name, begin: entry.begin, previousEnd: end)
      }
      end = entry.end
    }
    if end > available { throw .dataBeyondFile(end: end, available: available) }
    if end < available { throw .unusedData(end: end, available: available) }
  }
}

extension SafetensorsHeader.Entry {
  /// How many numbers there are.
  var count: Int { shape.reduce(1, *) }

  fileprivate func checkSize() throws(SafetensorsDefect) {
    if begin > end { throw .reversedOffsets(array: name, begin: begin, end: end) }
    // How large a number of another kind is, its reader knows.
    guard let kind else { return }
    var bytes = kind.size
    for size in shape {
      let (product, overflow) = bytes.multipliedReportingOverflow(by: size)
      if overflow { throw .shapeTooLarge(array: name, shape: shape) }
      bytes = product
    }
    if bytes != end - begin {
      throw .wrongSize(array: name, kind: kind, shape: shape, bytes: end - begin)
    }
  }
}

extension SafetensorsDefect: Error {}

// Text.
extension SafetensorsHeader {
  /// The header as JSON, padded with spaces to a multiple of 8 bytes, so that numbers are aligned.
  var text: String {
    var members: [String] = []
    if !metadata.isEmpty {
      let pairs = metadata.sorted { $0.key < $1.key }
        .map { "\(Self.quoted($0.key)):\(Self.quoted($0.value))" }
      members.append("\"\(Self.metadataName)\":{\(pairs.joined(separator: ","))}")
    }
    for entry in entries {
      let shape = entry.shape.map(String.init).joined(separator: ",")
      members.append(
        "\(Self.quoted(entry.name)):{\"dtype\":\(Self.quoted(entry.kindName)),\"shape\":[\(shape)],"
          + "\"data_offsets\":[\(entry.begin),\(entry.end)]}")
    }
    let text = "{" + members.joined(separator: ",") + "}"
    return text + String(repeating: " ", count: (8 - text.utf8.count % 8) % 8)
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case "\0"..<" ":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
