import Foundation
import Testing

@Suite("margin run draws and tells curves that belong together", .timeLimit(.minutes(3)))
struct CurveTests {
  let program: Program
  let source: String

  init() throws {
    program = try Program()
    source = try program.file(
      "KMeans.swift",
      """
      import Margin

      final class KMeans: Kernel {
        @Slider("rate", 0.0...1.0) var rate = 0.5

        func run(in pane: Pane) throws {
          for epoch in 1...3 {
            for _ in pane.steps(10) { pane.plot("test loss", rate) }
            pane.plot("NLL", ["train": 1.0 / Double(epoch), "valid": 3], x: epoch, xLabel: "epoch")
          }
          for start in 1...4 { for _ in pane.steps(5) { pane.plot("J", start, start: start) } }
        }
      }
      """)
  }

  @Test("JSON tells each point as ever, and besides its x, its axis, its chart and its start")
  func json() throws {
    let outcome = try program.call(["run", "KMeans", "--source", source, "--json"])
    #expect(outcome.code == 0, "\(outcome.errors)")
    let metrics = outcome.objects.filter { $0["event"] as? String == "metric" }
    let valid = metrics.filter { $0["series"] as? String == "valid NLL" }
    #expect(valid.map { $0["step"] as? Int } == [10, 20, 30])
    #expect(valid.map { $0["x"] as? Double } == [1, 2, 3])
    #expect(valid.allSatisfy { $0["value"] as? Double == 3 && $0["xLabel"] as? String == "epoch" })
    #expect(
      valid.allSatisfy { $0["chart"] as? String == "NLL" && $0["curve"] as? String == "valid" })
    let plain = metrics.filter { $0["series"] as? String == "test loss" }
    #expect(plain.allSatisfy { Set($0.keys) == ["event", "series", "step", "value"] })
    let starts = metrics.filter { $0["series"] as? String == "J" }
    #expect(starts.map { $0["start"] as? Int } == (0..<20).map { $0 / 5 + 1 })
    #expect(starts.suffix(5).map { $0["x"] as? Double } == [1, 2, 3, 4, 5])
  }

  @Test("a family is one chart over its own axis, a change stands where it took effect in it")
  func plain() throws {
    let outcome = try program.call([
      "run", "KMeans", "--source", source, "--plain", "--width", "70", "--set", "rate@15=0.25",
    ])
    #expect(outcome.code == 0, "\(outcome.errors)")
    let headings = outcome.output.split(separator: "\n").filter { $0.hasPrefix("── ") }
    #expect(headings.map { $0.split(separator: " ")[1] } == ["test", "NLL", "J"])
    let charts = outcome.output.components(separatedBy: "── ")
    let family = try #require(charts.first { $0.hasPrefix("NLL ") })
    #expect(family.contains("train") && family.contains("valid") && family.contains("epoch"))
    #expect(family.contains("rate 0.25"))
    let starts = try #require(charts.first { $0.hasPrefix("J ") })
    #expect(starts.contains("start 4") && starts.contains("starts 1-3"))
    #expect(starts.contains("iteration"))
  }
}
