import Foundation
import Testing

/// Compares `text` with the golden file `name`; `RECORD_GOLDENS=1` writes it and then fails, so that
/// nobody records by accident.
func expectGolden(
  _ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let file = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Goldens/\(name).txt")
  if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1" {
    try text.write(to: file, atomically: true, encoding: .utf8)
    Issue.record("recorded \(name)", sourceLocation: sourceLocation)
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
    """, sourceLocation: sourceLocation)
}

/// The text of a file in the folder `Fixtures`.
func fixture(_ name: String) throws -> String {
  let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
  return try String(contentsOf: folder.appending(path: name), encoding: .utf8)
}

/// A seeded generator (SplitMix64, Steele, Lea & Flood 2014), so that a failed random test fails
/// again.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
