extension Module {
  /// Takes the values of all parameters and buffers from a file of tensors.
  ///
  /// A parameter that stands in several places is looked for under each of its names, since other
  /// programs keep the last of them, or all; where all are there, they must be the same.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - tensorName: The tensor's name in the file for a name in the model.
  /// - Throws: `SafetensorsError` where a tensor is not there, or is of another shape or kind; the model
  ///   is then as it was.
  public func load(
    from file: SafetensorsFile, named tensorName: (String) -> String = { $0 }
  ) throws(SafetensorsError) {
    let (contents, known) = (contents, Set(file.names))
    var values: [Tensor<Scalar>] = []
    for entry in contents {
      let names = ([entry.name] + entry.otherNames).map(tensorName)
      let present = names.filter(known.contains)
      let name = present.first ?? names[0]
      let value: Tensor<Scalar> = try file.tensor(name)
      let wanted = entry.array.storage.shape
      guard value.shape == wanted else {
        throw .wrongShape(path: file.path, name: name, shape: value.shape, wanted: wanted)
      }
      for other in present.dropFirst() where other != name {
        guard value.hasSameBits(as: try file.tensor(other)) else {
          throw .differentCopies(path: file.path, name: name, other: other)
        }
      }
      values.append(value)
    }
    for (entry, value) in zip(contents, values) { entry.array.set(value) }
  }

  /// All parameters and buffers under their names, as a file of tensors takes them.
  ///
  /// One that stands in several places is there once, under the name of its first place.
  public var tensors: [SafetensorsEntry] {
    contents.map { SafetensorsEntry($0.name, $0.array.storage) }
  }
}

extension Tensor {
  /// Whether shapes and elements are the same, NaN like NaN.
  fileprivate func hasSameBits(as other: Tensor) -> Bool {
    shape == other.shape
      && zip(scalars, other.scalars).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) }
  }
}
