/// A parameter that moves along a range: `@Slider("rate", 1e-4...1, scale: .log) var rate = 0.1`.
///
/// Read afresh at every use: a value set during the run acts at the next step.
@propertyWrapper
public struct Slider<Value: CellValue>: ParameterHolder {
  let parameter: Parameter

  /// A live slider, or one whose change restarts the run.
  public init(
    wrappedValue: Value, _ label: String, _ range: ClosedRange<Value>,
    scale: SliderScale = .linear, restarts: Bool = false
  ) where Value: SliderValue {
    parameter = Parameter(
      label: label, kind: Value.kind(range, scale: scale), defaultBits: wrappedValue.bits,
      restarts: restarts)
  }

  /// A slider that is nil, so that the data decide, until it is moved:
  /// `@Slider("width γ", 1e-4...10, scale: .log, automatic: "1/(D·var)") var gamma: Double?`.
  ///
  /// - Parameters:
  ///   - label: What the screen calls it.
  ///   - range: The values that it can be moved to.
  ///   - scale: How positions map to values.
  ///   - automatic: What the kernel takes instead of nil, as the screen says it.
  ///   - restarts: Whether a change restarts the run.
  public init<Number: SliderValue>(
    _ label: String, _ range: ClosedRange<Number>, scale: SliderScale = .linear,
    automatic: String, restarts: Bool = false
  ) where Value == Number? {
    parameter = Parameter(
      label: label, kind: Number.kind(range, scale: scale), automatic: automatic,
      defaultBits: Value.none.bits, restarts: restarts)
  }

  /// The value as it is now.
  public var wrappedValue: Value { Value(bits: parameter.bits) }
}

/// How a slider's positions map to values.
public enum SliderScale: String, Hashable, Codable, Sendable {
  case linear
  case log
}

/// What a parameter's cell of 64 bits can hold.
public protocol CellValue: Sendable {
  /// The value in 64 bits: an integer's own, else those of the `Double`.
  var bits: UInt64 { get }
  /// The value that `bits` stands for.
  init(bits: UInt64)
}

/// A number that a slider can hold: `Int`, `Double` or `Float`.
public protocol SliderValue: CellValue, Comparable {
  /// The kind of a parameter over `range`.
  static func kind(_ range: ClosedRange<Self>, scale: SliderScale) -> ParameterDescription.Kind
}

extension Int: SliderValue {
  /// The integer's own bits.
  public var bits: UInt64 { UInt64(bitPattern: Int64(self)) }
  /// The integer with these bits.
  public init(bits: UInt64) { self = Int(Int64(bitPattern: bits)) }
  /// A whole number over `range`.
  public static func kind(_ range: ClosedRange<Int>, scale: SliderScale)
    -> ParameterDescription.Kind
  { .integer(range, scale: scale) }
}

extension Double: SliderValue {
  /// The number's own bits.
  public var bits: UInt64 { bitPattern }
  /// The number with these bits.
  public init(bits: UInt64) { self = Double(bitPattern: bits) }
  /// A number over `range`.
  public static func kind(_ range: ClosedRange<Double>, scale: SliderScale)
    -> ParameterDescription.Kind
  { .number(range, scale: scale) }
}

extension Float: SliderValue {
  /// The bits of the same number as a `Double`.
  public var bits: UInt64 { Double(self).bitPattern }
  /// The nearest `Float` to the `Double` with these bits.
  public init(bits: UInt64) { self = Float(Double(bitPattern: bits)) }
  /// A number over `range`.
  public static func kind(_ range: ClosedRange<Float>, scale: SliderScale)
    -> ParameterDescription.Kind
  { .number(Double(range.lowerBound)...Double(range.upperBound), scale: scale) }
}

/// No number of any range has these bits: those of one NaN among many.
let automaticBits: UInt64 = 0x7ff8_0000_a070_a070

extension Optional: CellValue where Wrapped: SliderValue {
  /// The number's bits, or those that stand for nil.
  public var bits: UInt64 { self?.bits ?? automaticBits }
  /// The number with these bits, or nil.
  public init(bits: UInt64) { self = bits == automaticBits ? nil : Wrapped(bits: bits) }
}
