import Glibc

/// A file that is read at any place, as long as this object lives.
final class ReadableFile: Sendable {
  let path: String
  /// How many bytes it had when it was opened.
  let size: Int
  private let descriptor: Int32

  init(path: String) throws(SafetensorsError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { throw .unreadable(path: path, reason: .last) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      let isFolder = status.st_mode & S_IFMT == S_IFDIR
      throw .unreadable(path: path, reason: isFolder ? .isFolder : .isNoFile)
    }
    self.path = path
    self.descriptor = descriptor
    size = Int(status.st_size)
  }

  deinit { close(descriptor) }

  /// Fills `buffer` with the bytes from `offset` on.
  func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(SafetensorsError) {
    var done = 0
    while done < buffer.count {
      let part = pread(
        descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done, offset + done)
      if part < 0 && errno == EINTR { continue }
      if part < 0 { throw .unreadable(path: path, reason: .last) }
      if part == 0 { throw .unreadable(path: path, reason: .becameShorter) }
      done += part
    }
  }

  /// `count` elements that `fill` reads into fresh memory.
  ///
  /// - Parameters:
  ///   - count: How many.
  ///   - fill: Writes all of them, or throws.
  /// - Returns: The elements.
  /// - Throws: What `fill` throws.
  static func array<Element>(
    _ count: Int,
    _ fill: (UnsafeMutableBufferPointer<Element>) throws(SafetensorsError) -> Void
  ) throws(SafetensorsError) -> [Element] {
    // What is thrown through the array's own initialiser would lose its type.
    var failure: SafetensorsError?
    let elements = [Element](unsafeUninitializedCapacity: count) { buffer, initialized in
      do throws(SafetensorsError) {
        try fill(UnsafeMutableBufferPointer(rebasing: buffer[..<count]))
        initialized = count
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return elements
  }
}
