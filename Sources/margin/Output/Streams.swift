import Glibc
import KernelRuntime

/// Writes `text` to stdout.
func put(_ text: String, terminator: String = "\n") { print(text, terminator: terminator) }

/// Sends what was written to stdout on its way.
func flush() { fflush(nil) }

/// Writes a line to stderr, as `margin: …`.
func complain(_ text: String) {
  flush()
  let bytes = Array("margin: \(harmless(text))\n".utf8)
  _ = write(STDERR_FILENO, bytes, bytes.count)
}

/// The value of an environment variable; nil where it is unset or empty.
func environment(_ name: String) -> String? {
  guard let value = getenv(name), value.pointee != 0 else { return nil }
  return String(cString: value)
}
