/// Why a safetensors file, or an array in it, can't be read or written.
public enum SafetensorsError: Error, Codable, Hashable, Sendable {
  case unreadable(path: String, reason: FileFault)
  case unwritable(path: String, reason: FileFault)
  /// The file is no safetensors file, or one that contradicts itself.
  case malformed(path: String, defect: SafetensorsDefect)
  case noArray(path: String, name: String, known: [String])
  /// The array's numbers are of another kind than the one that was asked for.
  case wrongKind(path: String, name: String, kind: SafetensorsKind)
  /// The array's numbers are of a kind that is not read here; `kind` is its name in the file.
  case unsupportedKind(path: String, name: String, kind: String)
  /// The array is not of the shape that is wanted.
  case wrongShape(path: String, name: String, shape: [Int], wanted: [Int])
  /// The two arrays are one parameter in the model, and differ.
  case differentCopies(path: String, name: String, other: String)
  /// A whole number is larger than `Int` can hold.
  case tooLarge(path: String, name: String)
  /// A file to be written has two arrays of one name.
  case repeatedName(path: String, name: String)
  /// A file to be written has an array with the name that the format keeps for itself.
  case reservedName(path: String)
}

/// What is wrong with the bytes of a safetensors file.
public enum SafetensorsDefect: Codable, Hashable, Sendable {
  /// There are not even the 8 bytes of the header's length.
  case short(size: Int)
  case headerTooLong(length: UInt64)
  case headerBeyondFile(length: Int, size: Int)
  case notUTF8
  /// `byte` counts the header's bytes from 0.
  case syntax(byte: Int, expected: String)
  case repeatedName(String)
  case repeatedMember(array: String, member: String)
  case missingMember(array: String, member: String)
  case shapeTooLarge(array: String, shape: [Int])
  case reversedOffsets(array: String, begin: Int, end: Int)
  case wrongSize(array: String, kind: SafetensorsKind, shape: [Int], bytes: Int)
  case overlap(array: String, begin: Int, previousEnd: Int)
  case hole(array: String, begin: Int, previousEnd: Int)
  case dataBeyondFile(end: Int, available: Int)
  case unusedData(end: Int, available: Int)
}

extension SafetensorsError: CustomStringConvertible {
  /// What happened, where, and what to do, in one line.
  public var description: String {
    switch self {
    case .unreadable(let path, let reason):
      "\(path) cannot be read: \(reason)"
    case .unwritable(let path, let reason):
      "\(path) cannot be written: \(reason)"
    case .malformed(let path, let defect):
      "\(path) is no valid safetensors file: \(defect); make or fetch it again"
    case .noArray(let path, let name, let known):
      "\(path) has no array “\(name)”; it has \(Self.list(known))"
    case .wrongKind(let path, let name, let kind):
      "\(path): “\(name)” holds \(kind.rawValue); read it with \(kind.reader)"
    case .unsupportedKind(let path, let name, let kind):
      "\(path): “\(name)” holds \(kind), which is not read here; convert it to one of "
        + SafetensorsKind.allCases.map(\.rawValue).joined(separator: ", ")
    case .differentCopies(let path, let name, let other):
      "\(path): “\(name)” and “\(other)” differ, and are one parameter in this model: the file is of "
        + "another model"
    case .wrongShape(let path, let name, let shape, let wanted):
      "\(path): “\(name)” has the shape \(shape), and \(wanted) is wanted: the file is of another model"
    case .tooLarge(let path, let name):
      "\(path): “\(name)” has a number above \(Int.max); write it as I64 or F64"
    case .repeatedName(let path, let name):
      "\(path) is not written: two arrays are named “\(name)”; rename one of them"
    case .reservedName(let path):
      "\(path) is not written: “__metadata__” can be no array's name; rename it"
    }
  }

  private static func list(_ names: [String]) -> String {
    if names.isEmpty { return "none" }
    let shown = names.prefix(8).map { "“\($0)”" }.joined(separator: ", ")
    return names.count > 8 ? "\(shown) and \(names.count - 8) more" : shown
  }
}

extension SafetensorsKind {
  /// The method that reads it.
  fileprivate var reader: String {
    if isFloatingPoint { return "tensor(_:as:)" }
    return size == 1 && self != .int8 ? "bytes(_:) or integers(_:)" : "integers(_:)"
  }
}

extension SafetensorsDefect: CustomStringConvertible {
  /// What is wrong, and where.
  public var description: String {
    switch self {
    case .short(let size):
      "it has \(size) bytes, and 8 say how long the header is"
    case .headerTooLong(let length):
      "its header would have \(length) bytes, more than the 100 MB that are allowed"
    case .headerBeyondFile(let length, let size):
      "its header would have \(length) bytes, and the whole file has \(size)"
    case .notUTF8:
      "its header is not UTF-8"
    case .syntax(let byte, let expected):
      "at byte \(byte) of its header stands something else than \(expected)"
    case .repeatedName(let name):
      "two entries are named “\(name)”"
    case .repeatedMember(let array, let member):
      "“\(array)” has \(member) twice"
    case .missingMember(let array, let member):
      "“\(array)” has no \(member)"
    case .shapeTooLarge(let array, let shape):
      "“\(array)” would have more elements than can be counted, its shape is \(shape)"
    case .reversedOffsets(let array, let begin, let end):
      "“\(array)” ends at byte \(end), before it begins at \(begin)"
    case .wrongSize(let array, let kind, let shape, let bytes):
      "“\(array)” has \(bytes) bytes, not those of \(kind.rawValue) in the shape \(shape)"
    case .overlap(let array, let begin, let previousEnd):
      "“\(array)” begins at byte \(begin), within the array that ends at \(previousEnd)"
    case .hole(let array, let begin, let previousEnd):
      "“\(array)” begins at byte \(begin), and the bytes from \(previousEnd) on belong to nothing"
    case .dataBeyondFile(let end, let available):
      "its arrays end at byte \(end), and \(available) bytes follow the header"
    case .unusedData(let end, let available):
      "its arrays end at byte \(end) of \(available), and the rest belongs to nothing"
    }
  }
}
