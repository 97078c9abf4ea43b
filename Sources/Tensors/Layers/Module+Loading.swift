extension Module {
  /// Takes the values of all parameters from a file of tensors.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - tensorName: The tensor's name in the file for a parameter's name in the model.
  /// - Throws: `SafetensorsError` where a tensor is not there, or is of another shape; parameters
  ///   before it have their new values then.
  public func load(
    from file: SafetensorsFile, named tensorName: (String) -> String = { $0 }
  ) throws(SafetensorsError) {
    for entry in namedParameters {
      let name = tensorName(entry.name)
      let value: Tensor<Scalar> = try file.tensor(name)
      let wanted = entry.parameter.value.shape
      guard value.shape == wanted else {
        throw .wrongShape(path: file.path, name: name, shape: value.shape, wanted: wanted)
      }
      entry.parameter.value = value
    }
  }

  /// All parameters under their names, as a file of tensors takes them.
  public var tensors: [SafetensorsEntry] {
    namedParameters.map { SafetensorsEntry($0.name, $0.parameter.value) }
  }
}
