import KernelRuntime

/// A JSON value whose objects keep the order of their members, for lines that people read too.
indirect enum JSON: Hashable {
  case null
  case bool(Bool)
  case integer(Int)
  /// A whole number that an `Int` need not hold, such as a seed.
  case natural(UInt64)
  case number(Double)
  case string(String)
  case array([JSON])
  case object([Member])

  /// A name and its value.
  struct Member: Hashable {
    var name: String
    var value: JSON
  }

  /// An object of `members`, in their order.
  static func object(_ members: KeyValuePairs<String, JSON>) -> JSON {
    .object(members.map { Member(name: $0.key, value: $0.value) })
  }

  /// The members that tell a number; JSON has none that is not finite, so it is null and a text.
  static func members(_ name: String, _ number: Double) -> [Member] {
    if number.isFinite { return [Member(name: name, value: .number(number))] }
    let text = number.isNaN ? "nan" : number < 0 ? "-inf" : "inf"
    return [Member(name: name, value: .null), Member(name: "text", value: .string(text))]
  }

  /// The member that tells `text`; none where there is none.
  static func members(_ name: String, _ text: String?) -> [Member] {
    text.map { [Member(name: name, value: .string($0))] } ?? []
  }

  /// The value, or null.
  init(_ text: String?) { self = text.map(JSON.string) ?? .null }
}

extension JSON: CustomStringConvertible {
  /// In one line.
  var description: String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .integer(let value): "\(value)"
    case .natural(let value): "\(value)"
    case .number(let value): value.isFinite ? "\(value)" : "null"
    case .string(let text): Self.quoted(text)
    case .array(let values): "[" + values.map(\.description).joined(separator: ",") + "]"
    case .object(let members):
      "{" + members.map { "\(Self.quoted($0.name)):\($0.value)" }.joined(separator: ",") + "}"
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      // What commands a terminal or turns a line around has an escape, by which nothing is lost.
      case _ where !isHarmless(scalar):
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
