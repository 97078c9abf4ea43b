import Foundation

/// The path of a new file with `text`.
func temporaryCSV(_ text: String) throws -> String {
  let url = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).csv")
  try text.write(to: url, atomically: true, encoding: .utf8)
  return url.path
}
