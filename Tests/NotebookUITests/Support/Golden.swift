import Cells
import Foundation
import Testing

@testable import NotebookUI

/// Compares a frame with its golden file, `Goldens/NAME.COLUMNSxROWS.LANG.txt`; with
/// `RECORD_GOLDENS=1` writes the file and fails, so that nobody records by accident.
func expectGolden(
  _ name: String, _ session: Session, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let frame = session.frame
  let size = frame.size
  let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(
      path: "Goldens/\(name).\(size.width)x\(size.height).\(session.model.language.rawValue).txt")
  let text = frame.text + "\n"
  if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1" {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: file, atomically: true, encoding: .utf8)
    Issue.record("recorded \(file.lastPathComponent)", sourceLocation: sourceLocation)
    return
  }
  let golden = try String(contentsOf: file, encoding: .utf8)
  #expect(text == golden, "\n\(text)", sourceLocation: sourceLocation)
}
