import CProcess
import Glibc

/// Exit codes with which a kernel process says why it ended.
enum ExitCode {
  /// A frame came that cannot be read (EX_PROTOCOL of sysexits.h).
  static let protocolError: Int32 = 76
}

/// Ends this process and those that the kernel has started, since the front end is gone.
func endProcess() -> Never {
  // The client made this process the leader of a group of its own.
  if getpgrp() == getpid() { kill(0, SIGKILL) }
  _exit(0)
}

/// Where writing fails, the reader is gone.
struct WriteError: Error {
  var code: Int32
}

/// Writes all of `bytes`, waiting as long as it takes.
func writeAll(_ bytes: [UInt8], to socket: Int32) throws(WriteError) {
  var start = 0
  while start < bytes.count {
    let count = bytes.withUnsafeBytes { buffer in
      margin_send(socket, buffer.baseAddress?.advanced(by: start), buffer.count - start)
    }
    if count < 0, errno == EINTR { continue }
    guard count > 0 else { throw WriteError(code: errno) }
    start += count
  }
}
