import Foundation
import LessonKit
import Margin
import Notebook
import Testing

@testable import Lesson14

/// What the text of lesson 14 says of CapFilt, as far as seconds tell it.
@Suite("What lesson 14 says of CapFilt") struct CapFiltClaimTests {
  @Test("Step 9: half of 3000 captions are wrong; of 800 clean pairs 600 tune, and 200 choose")
  func web() throws {
    let step = try StepTrial(lesson: 14, step: 9)
    let host = try step.run(upTo: 1)
    #expect(try host.bars("right captions").series[0].values == [0.5])
    var random = RandomSource(seed: 1)
    let source = NoisyWeb(10, noise: 0.5, cleanPairs: 800, exam: 1, using: &random)
    #expect(source.clean.count == 600 && source.keptApart.count == 200)
    #expect(step.says("3000", "800", "600", "200", "85 %"))
    #expect(CaptionFilter.keptShare == 0.85)
  }

  @Test("Step 11: where nothing is wrong, nothing can be gained")
  func cleanWeb() throws {
    let step = try StepTrial(lesson: 14, step: 11)
    let host = try step.run(["steps": "20", "batch": "8", "webPairs": "100"])
    #expect(try host.result("noise share of the set") == 0)
    #expect(try host.result("kept web captions") < 1)
  }
}

/// The claims that take minutes: `MARGIN_LONG_TESTS=1 swift test -c release --filter LongCapFiltClaimTests`.
@Suite(
  "What lesson 14 says of CapFilt, in minutes",
  .enabled(if: ProcessInfo.processInfo.environment["MARGIN_LONG_TESTS"] == "1"))
struct LongCapFiltClaimTests {
  /// A net's last bits depend on the processor, which training makes large.
  private func isNear(_ value: Double?, _ told: Double, within room: Double = 0.1) -> Bool {
    value.map { abs($0 - told) <= room } ?? false
  }

  /// The rows of the tables that the step shows, each by its first cell; of several the first one.
  private func told(inStep number: Int) throws -> [String: [Double]] {
    let lesson = try lessonLibrary.lesson(matching: "14", language: .english)
    var rows: [String: [Double]] = [:]
    for case .table(_, let cells, _) in lesson.steps[number - 1].blocks {
      for row in cells where rows[row[0].plainText] == nil {
        rows[row[0].plainText] = row.dropFirst().compactMap { Double($0.plainText) }
      }
    }
    return rows
  }

  @Test("Step 9: how much is right on the web, of what is written, and of what the filter leaves")
  func set() throws {
    let host = try StepTrial(lesson: 14, step: 9).run()
    let told = try told(inStep: 9)
    let bars = try host.bars("right captions")
    for (n, origin) in bars.categories.enumerated() {
      for (series, number) in zip(bars.series, told[origin] ?? []) {
        #expect(isNear(series.values[n], number), "\(origin) \(series.name)")
      }
    }
    let ways = try host.table("ways of writing")
    for (row, right) in zip(ways.rows, ways.numbers("right")) {
      guard case .text(let way) = row[0], let number = told[way]?.first else { continue }
      #expect(isNear(right, number), "\(way)")
    }
  }

  @Test("Step 10: what each set is worth, and that all are worth more than the web as it is")
  func ablation() throws {
    let step = try StepTrial(lesson: 14, step: 10)
    let host = try step.run()
    let told = try told(inStep: 10)
    let none = try host.result("captions correct (none)")
    for arm in BootstrappedSet.Arm.allCases {
      let behind = arm == .both ? "" : " (\(arm.rawValue))"
      let numbers = try #require(told[arm.rawValue])
      for (name, number) in zip(["captions correct", "R@1"], numbers) {
        #expect(isNear(host.results[name + behind], number), "\(name) \(arm)")
      }
      if arm != .none { #expect(try host.result("captions correct" + behind) > none) }
    }
  }
}

extension RecordingHost {
  /// The bars that were shown last as `name`.
  fileprivate func bars(_ name: String) throws -> BarChart {
    guard case .bars(let bars)? = charts[name] else { throw MissingChart(name: name) }
    return bars
  }
}
