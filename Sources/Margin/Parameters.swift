import Synchronization

/// A parameter that moves along a range: `@Slider("rate", 1e-4...1, scale: .log) var rate = 0.1`.
///
/// Read afresh at every use: a value set during the run acts at the next step.
@propertyWrapper
public struct Slider<Value: SliderValue> {
  let parameter: Parameter

  /// A live slider, or one whose change restarts the run.
  public init(
    wrappedValue: Value, _ label: String, _ range: ClosedRange<Value>,
    scale: SliderScale = .linear, restarts: Bool = false
  ) {
    parameter = Parameter(
      label: label, kind: Value.kind(range, scale: scale), defaultBits: wrappedValue.bits,
      restarts: restarts)
  }

  /// The value as it is now.
  public var wrappedValue: Value { Value(bits: parameter.bits) }
}

/// A number that a slider can hold: `Int`, `Double` or `Float`.
public protocol SliderValue: Comparable, Sendable {
  /// The value in 64 bits, as the cell holds it.
  var bits: UInt64 { get }
  /// The value that `bits` stands for.
  init(bits: UInt64)
  /// The kind of a parameter over `range`.
  static func kind(_ range: ClosedRange<Self>, scale: SliderScale) -> ParameterDescription.Kind
}

extension Int: SliderValue {
  public var bits: UInt64 { UInt64(bitPattern: Int64(self)) }
  public init(bits: UInt64) { self = Int(Int64(bitPattern: bits)) }
  public static func kind(_ range: ClosedRange<Int>, scale: SliderScale)
    -> ParameterDescription.Kind
  {
    .integer(range)
  }
}

extension Double: SliderValue {
  public var bits: UInt64 { bitPattern }
  public init(bits: UInt64) { self = Double(bitPattern: bits) }
  public static func kind(_ range: ClosedRange<Double>, scale: SliderScale)
    -> ParameterDescription.Kind
  {
    .number(range, scale: scale)
  }
}

/// One of the cases of an enum: `@Choice("covariance", restarts: true) var covariance = Shape.full`.
@propertyWrapper
public struct Choice<Value: CaseIterable & RawRepresentable & Sendable>
where Value.RawValue == String {
  let parameter: Parameter

  /// A live choice, or one whose change restarts the run.
  public init(wrappedValue: Value, _ label: String, restarts: Bool = false) {
    let names = Value.allCases.map(\.rawValue)
    parameter = Parameter(
      label: label, kind: .choice(names),
      defaultBits: UInt64(names.firstIndex(of: wrappedValue.rawValue) ?? 0), restarts: restarts)
  }

  /// The value as it is now.
  public var wrappedValue: Value {
    let cases = Array(Value.allCases)
    return cases[Int(parameter.bits)]
  }
}

/// On or off: `@Toggle("reveal coins") var reveal = false`.
@propertyWrapper
public struct Toggle {
  let parameter: Parameter

  /// A live switch, or one whose change restarts the run.
  public init(wrappedValue: Bool, _ label: String, restarts: Bool = false) {
    parameter = Parameter(
      label: label, kind: .toggle, defaultBits: wrappedValue ? 1 : 0, restarts: restarts)
  }

  /// The value as it is now.
  public var wrappedValue: Bool { parameter.bits != 0 }
}

/// The cell behind a parameter's property wrapper.
public final class Parameter: Sendable {
  let label: String
  let kind: ParameterDescription.Kind
  let defaultBits: UInt64
  let restarts: Bool
  private let cell: Atomic<UInt64>

  init(label: String, kind: ParameterDescription.Kind, defaultBits: UInt64, restarts: Bool) {
    self.label = label
    self.kind = kind
    self.defaultBits = defaultBits
    self.restarts = restarts
    cell = Atomic(defaultBits)
  }

  var bits: UInt64 { cell.load(ordering: .relaxed) }
}
