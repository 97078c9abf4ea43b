import Glibc

/// The bytes of the file at `path`.
///
/// - Throws: `DatasetError.unreadable` with the system's reason.
func readFile(_ path: String) throws(DatasetError) -> [UInt8] {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
  guard descriptor >= 0 else { throw unreadable(path) }
  defer { close(descriptor) }
  var status = stat()
  guard fstat(descriptor, &status) == 0 else { throw unreadable(path) }
  if status.st_mode & S_IFMT == S_IFDIR {
    throw .unreadable(path: path, reason: "it is a folder; name a CSV file")
  }
  // A device may have no end, and what writes into a pipe may never come.
  guard status.st_mode & S_IFMT == S_IFREG else {
    throw .unreadable(path: path, reason: "it is a device or a pipe; name a file")
  }
  var bytes: [UInt8] = []
  bytes.reserveCapacity(Int(status.st_size))
  var chunk = [UInt8](repeating: 0, count: 1 << 18)
  while true {
    let count = read(descriptor, &chunk, chunk.count)
    if count < 0, errno == EINTR { continue }
    guard count >= 0 else { throw unreadable(path) }
    if count == 0 { return bytes }
    bytes += chunk[..<count]
  }
}

private func unreadable(_ path: String) -> DatasetError {
  .unreadable(path: path, reason: String(cString: strerror(errno)))
}
