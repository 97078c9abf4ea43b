internal import Foundation

extension StoreFault: CustomStringConvertible {
  /// What is the matter, to follow the file's name.
  public var description: String {
    switch self {
    case .system(let code): String(cString: strerror(code))
    case .damaged: "it is damaged"
    case .newer(let version): "it is of version \(version), from a newer margin"
    case .other(let words): words
    }
  }
}

extension StoreFault {
  /// What the last call to the system failed with.
  static var last: StoreFault { .system(code: errno) }
}

extension Error {
  /// The system's error number, however deep it is wrapped; else what the error says of itself.
  var fault: StoreFault {
    if let fault = self as? StoreFault { return fault }
    let error = self as NSError
    let underlying = error.userInfo[NSUnderlyingErrorKey] as? NSError ?? error
    if underlying.domain == NSPOSIXErrorDomain { return .system(code: Int32(underlying.code)) }
    let code =
      error.domain == NSCocoaErrorDomain ? codes[CocoaError.Code(rawValue: error.code)] : nil
    return code.map { .system(code: $0) } ?? .other(error.localizedDescription)
  }
}

/// The system's error numbers, where Foundation has errors of its own instead.
private let codes: [CocoaError.Code: Int32] = [
  .fileWriteOutOfSpace: ENOSPC, .fileWriteVolumeReadOnly: EROFS, .fileWriteNoPermission: EACCES,
  .fileReadNoPermission: EACCES, .fileNoSuchFile: ENOENT, .fileReadNoSuchFile: ENOENT,
  .fileWriteFileExists: EEXIST, .fileWriteInvalidFileName: EINVAL,
  .fileReadInvalidFileName: EINVAL, .fileReadTooLarge: EFBIG,
]
