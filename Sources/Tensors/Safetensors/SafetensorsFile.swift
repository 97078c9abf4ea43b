#if _endian(big)
  #error("safetensors files are little-endian, and their bytes are used as they are")
#endif

/// Named arrays in a file, in the format of Hugging Face's `safetensors`.
///
/// The file is open as long as this object lives. Opening it reads and checks the header alone; each
/// array is read when it is asked for, straight into its own memory. A mapping would be no faster, and
/// a file that is cut short meanwhile would then end the program instead of throwing.
public final class SafetensorsFile: Sendable {
  /// Where the file is.
  public let path: String
  private let file: ReadableFile
  private let header: SafetensorsHeader
  private let dataStart: Int

  /// Opens a file and checks its header.
  ///
  /// - Throws: `SafetensorsError.unreadable`, or `.malformed` with what is wrong.
  public init(path: String) throws(SafetensorsError) {
    self.path = path
    let file = try ReadableFile(path: path)
    let length = try Self.headerLength(file)
    let text: [UInt8] = try ReadableFile.array(length) { buffer throws(SafetensorsError) in
      try file.read(at: 8, into: UnsafeMutableRawBufferPointer(buffer))
    }
    do throws(SafetensorsDefect) {
      header = try SafetensorsHeaderParser.header(text)
      try header.check(available: file.size - 8 - length)
    } catch {
      throw .malformed(path: path, defect: error)
    }
    self.file = file
    dataStart = 8 + length
  }

  private static func headerLength(_ file: ReadableFile) throws(SafetensorsError) -> Int {
    if file.size < 8 { throw .malformed(path: file.path, defect: .short(size: file.size)) }
    let start: [UInt64] = try ReadableFile.array(1) { buffer throws(SafetensorsError) in
      try file.read(at: 0, into: UnsafeMutableRawBufferPointer(buffer))
    }
    guard let length = Int(exactly: start[0]), length <= SafetensorsHeader.longest else {
      throw .malformed(path: file.path, defect: .headerTooLong(length: start[0]))
    }
    if length > file.size - 8 {
      let defect = SafetensorsDefect.headerBeyondFile(length: length, size: file.size)
      throw .malformed(path: file.path, defect: defect)
    }
    return length
  }

  /// The arrays' names, in the order of the header.
  public var names: [String] { header.entries.map(\.name) }

  /// The texts that the file has beside its arrays.
  public var metadata: [String: String] { header.metadata }

  /// The shape of an array.
  ///
  /// - Throws: `SafetensorsError.noArray`.
  public func shape(of name: String) throws(SafetensorsError) -> [Int] { try entry(name).shape }

  /// What the numbers of an array are.
  ///
  /// - Throws: `SafetensorsError.noArray`, `.unsupportedKind`.
  public func kind(of name: String) throws(SafetensorsError) -> SafetensorsKind {
    try kind(entry(name))
  }

  private func kind(_ entry: SafetensorsHeader.Entry) throws(SafetensorsError) -> SafetensorsKind {
    guard let kind = entry.kind else {
      throw .unsupportedKind(path: path, name: entry.name, kind: entry.kindName)
    }
    return kind
  }

  private func entry(_ name: String) throws(SafetensorsError) -> SafetensorsHeader.Entry {
    guard let entry = header.entries.first(where: { $0.name == name }) else {
      throw .noArray(path: path, name: name, known: names)
    }
    return entry
  }
}

// Arrays.
extension SafetensorsFile {
  /// An array of F64, F32, F16 or BF16, in the scalar type that is asked for.
  ///
  /// Exact, but for F64 as `Float`, where each number is rounded to the nearest.
  ///
  /// - Throws: `SafetensorsError.noArray`, `.unsupportedKind`, `.wrongKind` for whole numbers,
  ///   `.unreadable`.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func tensor<Scalar: TensorScalar>(
    _ name: String, as type: Scalar.Type = Scalar.self
  ) throws(SafetensorsError) -> Tensor<Scalar> {
    let entry = try entry(name)
    let scalars: [Scalar] =
      switch try kind(entry) {
      case .float64: try numbers(entry) { (x: Double) in Scalar(x) }
      case .float32: try numbers(entry) { (x: Float) in Scalar(x) }
      case .float16: try numbers(entry) { Scalar(float(half: $0)) }
      case .bfloat16: try numbers(entry) { Scalar(float(bfloat: $0)) }
      case let kind: throw .wrongKind(path: path, name: name, kind: kind)
      }
    return Tensor(scalars, shape: entry.shape)
  }

  /// An array of whole numbers or truth values (0 and 1), in row-major order; `shape(of:)` has its shape.
  ///
  /// - Throws: `SafetensorsError.noArray`, `.unsupportedKind`, `.wrongKind` for floating point,
  ///   `.tooLarge` for a U64 that `Int` does not hold, `.unreadable`.
  public func integers(_ name: String) throws(SafetensorsError) -> [Int] {
    let entry = try entry(name)
    switch try kind(entry) {
    case .int64: return try numbers(entry) { (x: Int) in x }
    case .int32: return try numbers(entry) { (x: Int32) in Int(x) }
    case .int16: return try numbers(entry) { (x: Int16) in Int(x) }
    case .int8: return try numbers(entry) { (x: Int8) in Int(x) }
    case .uint32: return try numbers(entry) { (x: UInt32) in Int(x) }
    case .uint16: return try numbers(entry) { (x: UInt16) in Int(x) }
    case .uint8, .bool: return try numbers(entry) { (x: UInt8) in Int(x) }
    case .uint64:
      let values = try numbers(entry) { (x: UInt64) in Int(truncatingIfNeeded: x) }
      if values.contains(where: { $0 < 0 }) { throw .tooLarge(path: path, name: name) }
      return values
    case let kind:
      throw .wrongKind(path: path, name: name, kind: kind)
    }
  }

  /// An array of U8 or truth values (0 and 1), in row-major order; `shape(of:)` has its shape.
  ///
  /// - Throws: `SafetensorsError.noArray`, `.unsupportedKind`, `.wrongKind`, `.unreadable`.
  public func bytes(_ name: String) throws(SafetensorsError) -> [UInt8] {
    let entry = try entry(name)
    let kind = try kind(entry)
    guard kind == .uint8 || kind == .bool else {
      throw .wrongKind(path: path, name: name, kind: kind)
    }
    return try numbers(entry) { (x: UInt8) in x }
  }

  /// The numbers of an array, each through `convert`; without a copy where they are those asked for.
  @inline(__always)
  private func numbers<Stored: BitwiseCopyable, Result: BitwiseCopyable>(
    _ entry: SafetensorsHeader.Entry, _ convert: (Stored) -> Result
  ) throws(SafetensorsError) -> [Result] {
    let (start, count) = (dataStart + entry.begin, entry.count)
    return try ReadableFile.array(count) { output throws(SafetensorsError) in
      if Stored.self == Result.self {
        return try file.read(at: start, into: UnsafeMutableRawBufferPointer(output))
      }
      let chunk = 1 << 14
      let room = UnsafeMutableBufferPointer<Stored>.allocate(capacity: Swift.min(chunk, count))
      defer { room.deallocate() }
      for first in stride(from: 0, to: count, by: chunk) {
        let part = UnsafeMutableBufferPointer(rebasing: room[..<Swift.min(chunk, count - first)])
        try file.read(
          at: start + first * MemoryLayout<Stored>.stride, into: UnsafeMutableRawBufferPointer(part)
        )
        for i in part.indices { output[first + i] = convert(part[i]) }
      }
    }
  }
}
