import Foundation

/// A folder for the files of a test, which goes with it.
final class Folder {
  let path = FileManager.default.temporaryDirectory.path + "/datasets-" + UUID().uuidString

  init() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file and gives its path.
  func file(_ name: String, _ bytes: [UInt8]) throws -> String {
    try Data(bytes).write(to: URL(filePath: "\(path)/\(name)"))
    return "\(path)/\(name)"
  }

  /// Writes a text and gives its path.
  func file(_ name: String, _ text: String) throws -> String { try file(name, Array(text.utf8)) }
}

/// The bytes of an IDX file.
func idx(_ shape: [Int], _ bytes: [UInt8]) -> [UInt8] {
  let sizes = shape.flatMap { size in
    (0..<4).map { UInt8(truncatingIfNeeded: size >> (24 - 8 * $0)) }
  }
  return [0, 0, 8, UInt8(shape.count)] + sizes + bytes
}

/// What the system's `gzip` makes of bytes.
func gzipped(_ bytes: [UInt8], level: Int = 6) throws -> [UInt8] {
  let process = Process()
  process.executableURL = URL(filePath: "/bin/gzip")
  process.arguments = ["-c", "-\(level)"]
  let (input, output) = (
    FileManager.default.temporaryDirectory.path + "/\(UUID().uuidString)", Pipe()
  )
  try Data(bytes).write(to: URL(filePath: input))
  defer { try? FileManager.default.removeItem(atPath: input) }
  process.standardInput = try FileHandle(forReadingFrom: URL(filePath: input))
  process.standardOutput = output
  try process.run()
  let data = output.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  return Array(data)
}
