/// All that is known of a parameter without running its kernel.
public struct ParameterDescription: Hashable, Codable, Sendable {
  /// What values it takes.
  public enum Kind: Hashable, Codable, Sendable {
    case integer(ClosedRange<Int>, scale: SliderScale)
    case number(ClosedRange<Double>, scale: SliderScale)
    case choice([String])
    case toggle
    /// One line of at most so many characters.
    case text(limit: Int)
  }

  /// The Swift name of the property.
  public var name: String
  /// What the screen calls it.
  public var label: String
  /// What values it takes.
  public var kind: Kind
  /// What the kernel takes where the value is `automatic`, as the screen says it; nil where it cannot be.
  public var automatic: String?
  /// Its value in a new kernel.
  public var defaultValue: ParameterValue
  /// Whether a change restarts the run, rather than acting at the next step.
  public var restarts: Bool

  /// The parameter `name`, called `label` on the screen.
  public init(
    name: String, label: String, kind: Kind, automatic: String? = nil,
    defaultValue: ParameterValue, restarts: Bool = false
  ) {
    self.name = name
    self.label = label
    self.kind = kind
    self.automatic = automatic
    self.defaultValue = defaultValue
    self.restarts = restarts
  }
}

extension ParameterDescription {
  /// The value that `text` stands for, in the form that `margin run --set` takes.
  ///
  /// - Throws: `ParameterError`, which names what is allowed.
  public func value(parsing text: String) throws(ParameterError) -> ParameterValue {
    if automatic != nil, text == ParameterValue.automatic.description { return .automatic }
    guard let value = kind.value(parsing: text) else {
      throw .refused(text, parameter: self)
    }
    return try checked(value)
  }

  /// The same value in the parameter's own type, if the parameter takes it.
  ///
  /// - Throws: `ParameterError` where the value is outside the range or of another kind.
  public func checked(_ value: ParameterValue) throws(ParameterError) -> ParameterValue {
    switch (kind, value) {
    case (.integer(let range, _), .integer(let number)) where range.contains(number): return value
    case (.number(let range, _), .number(let number)) where range.contains(number): return value
    case (.number(let range, _), .integer(let number)) where range.contains(Double(number)):
      return .number(Double(number))
    case (.choice(let cases), .choice(let name)) where cases.contains(name): return value
    case (.toggle, .toggle): return value
    case (.text(let limit), .text(let text)) where text.isLine(ofAtMost: limit): return value
    case (_, .automatic) where automatic != nil: return value
    default: throw .refused(value.description, parameter: self)
    }
  }
}

extension ParameterDescription {
  /// Looks whether the declaration makes sense.
  ///
  /// - Throws: `ParameterError.declaration` where it does not.
  func checkDeclaration() throws(ParameterError) {
    switch kind {
    case .integer(let range, .log) where range.lowerBound < 0 || range.upperBound <= 0:
      throw .declaration(name, .logScaleBelowZero)
    case .number(let range, _) where !(range.upperBound - range.lowerBound).isFinite:
      throw .declaration(name, .endless)
    case .number(let range, .log) where range.lowerBound < 0 || range.upperBound <= 0:
      throw .declaration(name, .logScaleBelowZero)
    default: break
    }
    guard (try? checked(defaultValue)) != nil else {
      throw .declaration(name, .defaultOutside(self))
    }
  }
}

extension ParameterDescription.Kind {
  fileprivate func value(parsing text: String) -> ParameterValue? {
    switch self {
    case .integer: (Int(text) ?? Double(text).flatMap(Int.init(exactly:))).map { .integer($0) }
    case .number: Double(text).map { .number($0) }
    case .choice: .choice(text)
    case .toggle: Self.switchWords[text.lowercased()].map { .toggle($0) }
    case .text: .text(text)
    }
  }

  private static let switchWords = [
    "on": true, "true": true, "yes": true, "1": true,
    "off": false, "false": false, "no": false, "0": false,
  ]
}

extension String {
  /// Whether it is one line, without control characters, of at most `limit` characters.
  fileprivate func isLine(ofAtMost limit: Int) -> Bool {
    count <= limit && !unicodeScalars.contains { $0.properties.generalCategory == .control }
  }
}
