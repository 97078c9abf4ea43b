import Foundation
public import Tensors

/// Golden values: the file `Goldens/NAME.json` of the tests that read it.
public struct GoldenFile: Decodable, Sendable {
  /// What the numbers were made and checked with.
  public var source: String
  /// Inputs, and what must come of them.
  public var cases: [GoldenCase]

  /// Reads the file `name`.
  public init(_ name: String, filePath: String = #filePath) throws {
    let file = testFolder(of: filePath).appending(path: "Goldens/\(name).json")
    self = try JSONDecoder().decode(GoldenFile.self, from: Data(contentsOf: file))
  }

  /// The case whose name begins with `words`.
  ///
  /// - Throws: `GoldenError`, which names the cases that there are.
  public func `case`(_ words: String) throws -> GoldenCase {
    guard let found = cases.first(where: { $0.name.hasPrefix(words) }) else {
      throw GoldenError(wanted: words, there: cases.map(\.name).joined(separator: "; "))
    }
    return found
  }
}

/// One computation: what goes in, what comes out.
public struct GoldenCase: Decodable, Sendable {
  /// What is computed.
  public var name: String
  /// By name, as the source names them.
  public var inputs: GoldenValue
  /// By name, as the source names them.
  public var expected: GoldenValue
  /// The difference that is allowed, relative or absolute as the case says.
  public var tolerance: Double
}

/// A value of a golden file: `expected.trace[0].inertia.number`.
@dynamicMemberLookup
public enum GoldenValue: Decodable, Sendable {
  case number(Double)
  case text(String)
  case flag(Bool)
  case list([GoldenValue])
  case object([String: GoldenValue])
  case null

  /// Reads whatever stands there.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let list = try? container.decode([GoldenValue].self) {
      self = .list(list)
    } else if let object = try? container.decode([String: GoldenValue].self) {
      self = .object(object)
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let flag = try? container.decode(Bool.self) {
      self = .flag(flag)
    } else {
      self = .null
    }
  }

  /// The value called `name`; null where there is none.
  public subscript(dynamicMember name: String) -> GoldenValue {
    if case .object(let values) = self { values[name] ?? .null } else { .null }
  }

  /// The value at `index` of a list; null where there is none.
  public subscript(index: Int) -> GoldenValue {
    if case .list(let values) = self, values.indices.contains(index) {
      values[index]
    } else {
      .null
    }
  }

  /// The values of a list; none of anything else.
  public var values: [GoldenValue] {
    if case .list(let values) = self { values } else { [] }
  }

  /// The number that this is.
  public var number: Double {
    get throws {
      guard case .number(let number) = self else { throw GoldenError(wanted: "a number", self) }
      return number
    }
  }

  /// The text that this is.
  public var text: String {
    get throws {
      guard case .text(let text) = self else { throw GoldenError(wanted: "a text", self) }
      return text
    }
  }

  /// The numbers of nested lists of one shape, as an array of that shape.
  public var tensor: Tensor<Double> {
    get throws { Tensor(try scalars, shape: shape) }
  }

  private var shape: [Int] {
    if case .list(let values) = self { [values.count] + (values.first?.shape ?? []) } else { [] }
  }

  private var scalars: [Double] {
    get throws {
      guard case .list(let values) = self else { return [try number] }
      return try values.flatMap { try $0.scalars }
    }
  }
}

/// A golden file has not what a test asks it for.
public struct GoldenError: Error, CustomStringConvertible {
  var wanted: String
  var there: String

  init(wanted: String, there: String) { (self.wanted, self.there) = (wanted, there) }

  init(wanted: String, _ value: GoldenValue) {
    self.init(wanted: wanted, there: String("\(value)".prefix(80)))
  }

  /// What was asked for, and what is there.
  public var description: String { "there is no \(wanted), but \(there)" }
}
