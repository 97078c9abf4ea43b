/// A line of text: `@Text("a beginning") var prompt = "the "`.
///
/// Read afresh at every use: typed anew during the run, it acts at the next step.
@propertyWrapper
public struct Text: ParameterHolder {
  let parameter: Parameter

  /// A live text of at most `limit` characters, or one whose change restarts the run.
  public init(
    wrappedValue: String, _ label: String, limit: Int = 200, restarts: Bool = false
  ) {
    parameter = Parameter(label: label, text: wrappedValue, limit: limit, restarts: restarts)
  }

  /// The text as it is now.
  public var wrappedValue: String { parameter.text }
}
