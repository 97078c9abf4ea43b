import Foundation
import KernelRuntime

@testable import margin

/// A folder for the notebook's own files, removed at the end.
final class TemporaryHome: Sendable {
  let path = NSTemporaryDirectory() + "margin-notebook-" + UUID().uuidString

  init() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

extension NotebookSession {
  /// Waits until the program has ended by itself.
  func waitForEnd() throws {
    let deadline = ContinuousClock.now + .seconds(20)
    while program.exitCode == nil {
      guard ContinuousClock.now < deadline else {
        throw Missing(awaited: "the program's end", screen: screen.text)
      }
      look(within: 0.01)
    }
  }
}

/// Whether all of `processes` come to their end within 20 seconds.
func areGone(_ processes: [Int32]) -> Bool {
  let deadline = ContinuousClock.now + .seconds(20)
  while processes.contains(where: ProcessTree.isAlive) {
    if ContinuousClock.now > deadline { return false }
    usleep(1000)
  }
  return true
}
