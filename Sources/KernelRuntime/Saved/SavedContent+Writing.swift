import Glibc
import Margin

extension SavedContent {
  /// Writes it to the file `path`.
  ///
  /// - Throws: `SavingError.unwritable`, and what the kernel's own text throws.
  func write(to path: String) throws {
    switch self {
    case .arrays(let arrays):
      do throws(SafetensorsError) {
        try SafetensorsFile.write(arrays, to: path)
      } catch .unwritable(_, let reason) {
        throw SavingError.unwritable(path: path, reason: reason)
      }
    case .text(let write):
      let file = try TextFile(path: path)
      let text = SavedText(file.append)
      try write(text)
      try text.finish()
      try file.synchronize()
    }
  }

  /// Writes it to a file that takes the place of the one at `path` when it is whole.
  func replace(_ path: String) throws {
    let temporary = path + ".\(getpid()).tmp"
    defer { unlink(temporary) }
    do {
      try write(to: temporary)
    } catch SavingError.unwritable(_, let reason) {
      throw SavingError.unwritable(path: path, reason: reason)
    }
    if rename(temporary, path) != 0 { throw TextFile.unwritable(path) }
  }
}

/// A file that a text is written to.
private final class TextFile {
  private let path: String
  private let descriptor: Int32

  init(path: String) throws(SavingError) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    if descriptor < 0 { throw Self.unwritable(path) }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  func append(_ bytes: [UInt8]) throws(SavingError) {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { bytes in
        Glibc.write(descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done)
      }
      if count < 0, errno == EINTR { continue }
      if count < 0 { throw Self.unwritable(path) }
      done += count
    }
  }

  func synchronize() throws(SavingError) {
    // A device or a pipe has nothing to bring to the disk.
    if fsync(descriptor) != 0, errno != EINVAL, errno != EROFS { throw Self.unwritable(path) }
  }

  static func unwritable(_ path: String) -> SavingError {
    .unwritable(path: path, reason: .last)
  }
}

/// The text in the file at `path`.
///
/// - Throws: `SavingError.unreadable`.
func savedText(at path: String) throws(SavingError) -> String {
  let file = open(path, O_RDONLY | O_CLOEXEC)
  guard file >= 0 else {
    throw .unreadable(path: path, reason: .last)
  }
  defer { close(file) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 18)
  while true {
    let count = read(file, &buffer, buffer.count)
    if count < 0, errno == EINTR { continue }
    guard count >= 0 else {
      throw .unreadable(path: path, reason: .last)
    }
    if count == 0 { break }
    bytes += buffer[..<count]
  }
  guard let text = String(validating: bytes, as: UTF8.self) else {
    throw .unreadable(path: path, reason: .notUTF8)
  }
  return text
}
