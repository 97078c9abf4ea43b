import Cells
import Foundation
import Testing

@testable import Charts

@Suite("Charts look as they were last approved")
struct GoldenTests {
  private static let sizes: [String: [(Int, Int)]] = [
    "likelihood": [(72, 12), (40, 8)], "rerun": [(72, 14), (44, 7), (20, 5)],
    "losses": [(90, 20)], "gains": [(60, 12)], "bound": [(72, 16)], "offset": [(60, 10)],
    "clouds": [(90, 26), (40, 12)], "posteriors": [(70, 8), (45, 5), (24, 6)],
    "hill": [(72, 22), (36, 12)],
  ]

  @Test("Every picture equals its golden file", arguments: Fixtures.all.map(\.name))
  func matches(_ name: String) throws {
    let chart = try #require(Fixtures.all.first { $0.name == name }?.chart)
    for (width, height) in Self.sizes[name] ?? [(40, 8)] {
      for canvas in ChartStyle.Canvas.allCases {
        try compare(
          chart.frame(width, height, canvas).text,
          with: "\(name).\(width)x\(height).\(canvas.rawValue)")
      }
    }
  }

  /// Compares with `Goldens/<name>.txt`; with `RECORD_GOLDENS=1` writes it and fails.
  private func compare(_ text: String, with name: String) throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Goldens/\(name).txt")
    if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1" {
      try (text + "\n").write(to: file, atomically: true, encoding: .utf8)
      Issue.record("recorded \(name); look at it, then test without RECORD_GOLDENS")
    } else {
      let golden = try String(contentsOf: file, encoding: .utf8)
      #expect(text + "\n" == golden, "\(name) now is\n\(text)\nand was\n\(golden)")
    }
  }
}
