/// On or off: `@Toggle("reveal coins") var reveal = false`.
///
/// Read afresh at every use: switched during the run, it acts at the next step.
@propertyWrapper
public struct Toggle: ParameterHolder {
  let parameter: Parameter

  /// A live switch, or one whose change restarts the run.
  public init(wrappedValue: Bool, _ label: String, restarts: Bool = false) {
    parameter = Parameter(
      label: label, kind: .toggle, defaultBits: wrappedValue ? 1 : 0, restarts: restarts)
  }

  /// The value as it is now.
  public var wrappedValue: Bool { parameter.bits != 0 }
}
