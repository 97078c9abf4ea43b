import Glibc
import Tensors

/// The bytes of the file at `path`.
///
/// - Throws: `DatasetError.unreadable` with the system's reason.
func readFile(_ path: String) throws(DatasetError) -> [UInt8] {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
  guard descriptor >= 0 else { throw .unreadable(path: path, reason: .last) }
  defer { close(descriptor) }
  var status = stat()
  guard fstat(descriptor, &status) == 0 else { throw .unreadable(path: path, reason: .last) }
  if status.st_mode & S_IFMT == S_IFDIR {
    throw .unreadable(path: path, reason: .isFolder)
  }
  // A device may have no end, and what writes into a pipe may never come.
  guard status.st_mode & S_IFMT == S_IFREG else {
    throw .unreadable(path: path, reason: .isNoFile)
  }
  let limit = readingLimit
  if status.st_size > limit {
    throw .unfit(path: path, .tooLong(bytes: Int(status.st_size), limit: limit))
  }
  var bytes: [UInt8] = []
  bytes.reserveCapacity(Int(status.st_size))
  var chunk = [UInt8](repeating: 0, count: 1 << 18)
  while true {
    let count = read(descriptor, &chunk, chunk.count)
    if count < 0, errno == EINTR { continue }
    guard count >= 0 else { throw .unreadable(path: path, reason: .last) }
    if count == 0 { return bytes }
    bytes += chunk[..<count]
    if bytes.count > limit { throw .unfit(path: path, .tooLong(bytes: bytes.count, limit: limit)) }
  }
}

/// How many bytes of data memory has room for: a quarter of what the process may have.
let readingLimit: Int = {
  var memory = rlimit()
  let pages = sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE))
  guard getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &memory) == 0 else { return pages / 4 }
  return min(pages, Int(min(memory.rlim_cur, rlim_t(Int.max)))) / 4
}()
