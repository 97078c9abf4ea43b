/// One of the cases of an enum: `@Choice("covariance", restarts: true) var covariance = Shape.full`.
///
/// Read afresh at every use: a case chosen during the run acts at the next step.
@propertyWrapper
public struct Choice<Value: CaseIterable & RawRepresentable & Sendable>: ParameterHolder
where Value.RawValue == String {
  let parameter: Parameter
  private let cases: [Value]

  /// A live choice, or one whose change restarts the run.
  public init(wrappedValue: Value, _ label: String, restarts: Bool = false) {
    cases = Array(Value.allCases)
    let names = cases.map(\.rawValue)
    parameter = Parameter(
      label: label, kind: .choice(names),
      defaultBits: UInt64(names.firstIndex(of: wrappedValue.rawValue) ?? 0), restarts: restarts)
  }

  /// The value as it is now.
  public var wrappedValue: Value { cases[Int(parameter.bits)] }
}
