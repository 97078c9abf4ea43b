import Foundation
import Notebook
import Testing

@testable import NotebookUI

@Suite("The writer of runs")
struct RecordingTests {
  @Test("writes what could not be written as soon as it can be, once, and leaves no empty files")
  func retry() throws {
    let place = NSTemporaryDirectory() + "margin-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: place) }
    try "in the way".write(toFile: place, atomically: true, encoding: .utf8)
    let recording = Recording(store: RunStore(directory: place + "/runs"))
    var record = RunRecord(
      origin: .init(
        kernel: "KMeans", parameters: [:], seed: 0, sourceHash: "ab", isBuiltIn: true), began: 0)
    record.ending = .finished
    #expect(recording.offer(record, of: 1))
    #expect(recording.write(run: 1) != nil)
    #expect(recording.writeAll() != nil)
    try FileManager.default.removeItem(atPath: place)
    #expect(recording.writeAll() == nil && recording.writeAll() == nil)
    #expect(recording.records(of: "KMeans").map(\.ending) == [.finished])
    let files = try FileManager.default.contentsOfDirectory(atPath: place + "/runs")
    #expect(files.filter { !$0.hasPrefix(".") }.count == 1)
  }
}
