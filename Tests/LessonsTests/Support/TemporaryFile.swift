import Foundation

/// The path of a new file with `text`, which is there until the tests end.
func temporaryCSV(_ text: String) throws -> String {
  let url = temporaryFolder.appending(path: "\(UUID().uuidString).csv")
  try text.write(to: url, atomically: true, encoding: .utf8)
  return url.path
}

/// A folder that goes with the process.
private let temporaryFolder: URL = {
  let url = FileManager.default.temporaryDirectory.appending(path: "margin-lessons-\(UUID())")
  try? FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  atexit { try? FileManager.default.removeItem(at: temporaryFolder) }
  return url
}()
