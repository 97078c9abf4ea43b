extension SafetensorsFile {
  /// Writes a file of arrays, which takes its place when it is whole and on the disk.
  ///
  /// The header names them in the order given. Their bytes follow with the largest numbers first, so
  /// that all are aligned, as some readers want them.
  ///
  /// - Parameters:
  ///   - entries: The arrays with their names.
  ///   - metadata: Texts beside them.
  ///   - path: Where the file is to be.
  /// - Throws: `SafetensorsError.repeatedName`, `.reservedName`, `.unwritable`; what was at `path` is
  ///   then still there.
  public static func write(
    _ entries: [SafetensorsEntry], metadata: [String: String] = [:], to path: String
  ) throws(SafetensorsError) {
    var names: Set<String> = [SafetensorsHeader.metadataName]
    for entry in entries where !names.insert(entry.name).inserted {
      throw entry.name == SafetensorsHeader.metadataName
        ? .reservedName(path: path) : .repeatedName(path: path, name: entry.name)
    }
    // Stable, since the offset breaks ties.
    let order = entries.indices.sorted {
      (-entries[$0].kind.size, $0) < (-entries[$1].kind.size, $1)
    }
    var begins = [Int](repeating: 0, count: entries.count)
    var end = 0
    for index in order {
      begins[index] = end
      end += entries[index].size
    }
    let header = SafetensorsHeader(
      entries: zip(entries, begins).map { entry, begin in
        SafetensorsHeader.Entry(
          name: entry.name, kindName: entry.kind.rawValue, shape: entry.shape, begin: begin,
          end: begin + entry.size)
      }, metadata: metadata)
    var file = try NewFile(path: path)
    let text = Array(header.text.utf8)
    try file.write([UInt64(text.count)])
    try file.write(text)
    for index in order { try entries[index].append(file) }
    try file.finish()
  }

  /// Writes a file of arrays of one scalar type, in the order given.
  ///
  /// - Parameters:
  ///   - tensors: The arrays with their names.
  ///   - kind: What their numbers are in the file; by default what they are here.
  ///   - metadata: Texts beside them.
  ///   - path: Where the file is to be.
  /// - Throws: `SafetensorsError`, as above.
  public static func write<Scalar>(
    _ tensors: [(name: String, tensor: Tensor<Scalar>)], as kind: SafetensorsKind? = nil,
    metadata: [String: String] = [:], to path: String
  ) throws(SafetensorsError) {
    try write(
      tensors.map { SafetensorsEntry($0.name, $0.tensor, as: kind) }, metadata: metadata, to: path)
  }

  /// Writes a file of arrays of one scalar type, in the order of their names.
  ///
  /// - Parameters:
  ///   - tensors: The arrays by their names.
  ///   - kind: What their numbers are in the file; by default what they are here.
  ///   - metadata: Texts beside them.
  ///   - path: Where the file is to be.
  /// - Throws: `SafetensorsError`, as above.
  public static func write<Scalar>(
    _ tensors: [String: Tensor<Scalar>], as kind: SafetensorsKind? = nil,
    metadata: [String: String] = [:], to path: String
  ) throws(SafetensorsError) {
    let sorted = tensors.sorted { $0.key < $1.key }
    try write(
      sorted.map { SafetensorsEntry($0.key, $0.value, as: kind) }, metadata: metadata, to: path)
  }
}
