import Glibc

/// A file that takes its place when it is whole: until then, and if that never happens, what was there
/// stays.
struct NewFile: ~Copyable {
  private let path: String
  private let temporary: String
  private let descriptor: Int32
  private var isInPlace = false

  /// Begins a file that is to be at `path`, under another name in the same folder.
  init(path: String) throws(SafetensorsError) {
    let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    let mark = String(UInt64.random(in: .min ... .max), radix: 36)
    let temporary = "\(path[..<slash]).\(path[slash...]).\(mark).tmp"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    if descriptor < 0 { throw .unwritable(path: path, reason: .last) }
    self.path = path
    self.temporary = temporary
    self.descriptor = descriptor
  }

  deinit {
    close(descriptor)
    if !isInPlace { unlink(temporary) }
  }

  /// Appends numbers as they lie in memory.
  func write(_ numbers: [some BitwiseCopyable]) throws(SafetensorsError) {
    // What is thrown through the array's own method would lose its type.
    var failure: SafetensorsError?
    numbers.withUnsafeBytes { bytes in
      do throws(SafetensorsError) { try write(bytes) } catch { failure = error }
    }
    if let failure { throw failure }
  }

  private func write(_ bytes: UnsafeRawBufferPointer) throws(SafetensorsError) {
    var done = 0
    while done < bytes.count {
      let part = Glibc.write(
        descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done)
      if part < 0 && errno == EINTR { continue }
      if part < 0 { throw .unwritable(path: path, reason: .last) }
      done += part
    }
  }

  /// Puts the file in its place, on the disk when it returns.
  mutating func finish() throws(SafetensorsError) {
    guard fsync(descriptor) == 0, rename(temporary, path) == 0 else {
      throw .unwritable(path: path, reason: .last)
    }
    isInPlace = true
    // The folder's entry too; a file system that can't do that has done what it can.
    let slash = path.lastIndex(of: "/").map { path.index(after: $0) }
    let folder = open(slash.map { String(path[..<$0]) } ?? ".", O_RDONLY | O_CLOEXEC)
    if folder >= 0 {
      fsync(folder)
      close(folder)
    }
  }
}
