/// The parameters of one kernel object, found by its property wrappers.
public struct KernelParameters: Sendable {
  private let entries: [(name: String, parameter: Parameter)]

  /// The parameters of `kernel`, in the order in which its source declares them.
  public init(of kernel: any Kernel) {
    entries = Mirror(reflecting: kernel).children.compactMap { child in
      guard let label = child.label, let holder = child.value as? any ParameterHolder else {
        return nil
      }
      // The storage of a wrapped property is its name behind an underscore.
      return (String(label.drop { $0 == "_" }), holder.parameter)
    }
  }

  /// What is known of each without running the kernel.
  public var descriptions: [ParameterDescription] {
    entries.map { $0.parameter.description(name: $0.name) }
  }

  /// The same, of a kernel that was just loaded.
  ///
  /// - Throws: `ParameterError.declaration` where the source declares one that makes no sense.
  public func checkedDescriptions() throws(ParameterError) -> [ParameterDescription] {
    let descriptions = descriptions
    for description in descriptions { try description.checkDeclaration() }
    return descriptions
  }

  /// The values as they are now, by Swift name.
  public var values: [String: ParameterValue] {
    Dictionary(
      entries.map { ($0.name, $0.parameter.value) }, uniquingKeysWith: { first, _ in first })
  }

  /// Sets the parameter `name`, which the kernel sees at its next use.
  ///
  /// - Throws: `ParameterError` where there is no such parameter or it does not take `value`.
  public func set(_ name: String, to value: ParameterValue) throws(ParameterError) {
    let parameter = try parameter(name)
    parameter.set(try parameter.description(name: name).checked(value))
  }

  /// Sets the live parameter `name` of a kernel that runs.
  ///
  /// - Returns: The value in the parameter's own type.
  /// - Throws: `ParameterError` as `set` does, and where a change restarts the run.
  public func change(_ name: String, to value: ParameterValue) throws(ParameterError)
    -> ParameterValue
  {
    let checked = try checkedChange(name, to: value)
    try parameter(name).set(checked)
    return checked
  }

  /// The value in the parameter's own type, if `name` may be set to it while the kernel runs.
  ///
  /// - Throws: `ParameterError` as `change` does.
  public func checkedChange(_ name: String, to value: ParameterValue) throws(ParameterError)
    -> ParameterValue
  {
    let parameter = try parameter(name)
    if parameter.restarts { throw .restarts(name) }
    return try parameter.description(name: name).checked(value)
  }

  private func parameter(_ name: String) throws(ParameterError) -> Parameter {
    guard let entry = entries.first(where: { $0.name == name }) else {
      throw .unknown(name, known: entries.map(\.name))
    }
    return entry.parameter
  }
}
