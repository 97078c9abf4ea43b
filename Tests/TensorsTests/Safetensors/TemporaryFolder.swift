import Foundation

/// A folder of its own for a test, with a path for `name` in it; gone afterwards.
func withTemporaryFile<Result>(
  _ name: String = "test.safetensors", _ body: (String) throws -> Result
) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appending(path: "margin-\(UUID())")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder.appending(path: name).path(percentEncoded: false))
}

/// The path of a file in the folder `Fixtures`.
func fixture(_ name: String) -> String {
  URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures/\(name)").path(percentEncoded: false)
}
