import Foundation
public import Testing

/// Compares `text` with the file `Goldens/NAME.txt` of the tests that call.
///
/// `RECORD_GOLDENS=1` writes the file and then fails, so that nobody records by accident.
public func expectGolden(
  _ text: String, _ name: String, filePath: String = #filePath,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let file = testFolder(of: filePath).appending(path: "Goldens/\(name).txt")
  if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1" {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: file, atomically: true, encoding: .utf8)
    Issue.record(
      "recorded \(name): look at it, then test without RECORD_GOLDENS",
      sourceLocation: sourceLocation)
    return
  }
  let golden = try String(contentsOf: file, encoding: .utf8)
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  let expected = golden.split(separator: "\n", omittingEmptySubsequences: false)
  let difference = zip(lines, expected).enumerated().first { $1.0 != $1.1 }
  #expect(
    text == golden,
    """
    \(name), line \((difference?.offset ?? min(lines.count, expected.count)) + 1):
    now    \(difference?.element.0 ?? "(\(lines.count) lines)")
    golden \(difference?.element.1 ?? "(\(expected.count) lines)")
    now is
    \(text)
    """, sourceLocation: sourceLocation)
}

/// The text of the file `Fixtures/NAME` of the tests that call.
public func fixture(_ name: String, filePath: String = #filePath) throws -> String {
  let file = testFolder(of: filePath).appending(path: "Fixtures/\(name)")
  return try String(contentsOf: file, encoding: .utf8)
}

/// The folder `Tests/…Tests` that holds the source file at `path`.
func testFolder(of path: String) -> URL {
  var folder = URL(filePath: path).deletingLastPathComponent()
  while folder.deletingLastPathComponent().lastPathComponent != "Tests", folder.path != "/" {
    folder.deleteLastPathComponent()
  }
  return folder
}
