import Foundation
import KernelRuntime

/// The `margin` program under a memory limit of its own, as a script that is removed at the end.
final class LimitedProgram {
  let path: String

  init(kilobytes: Int) throws {
    path = NSTemporaryDirectory() + "margin-\(UUID().uuidString)"
    let script = """
      #!/bin/sh
      ulimit -d \(kilobytes)
      ulimit -s unlimited 2>/dev/null
      exec '\(Installation.current.program)' "$@"
      """
    try script.write(toFile: path, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
