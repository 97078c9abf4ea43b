import Foundation
import Margin
import Notebook
import Testing

@testable import Lessons

/// What the lessons' kernel blocks promise.
@Suite("The text of the lessons") struct LessonTextTests {
  private let kernels: [String: any Kernel.Type] = [
    "TwoCoins": TwoCoins.self, "GaussianMixture": GaussianMixture.self, "KMeans": KMeans.self,
  ]
  /// What a block may set beside the kernel's parameters.
  private static let settings: Set = ["seed", "pace"]

  private static func steps(_ language: Language) throws -> [LessonStep] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Lessons").path
    let library = LessonLibrary(folder: folder)
    return try library.summaries(language).flatMap { summary in
      try library.lesson(matching: summary.slug, language: language).steps
    }
  }

  @Test("Every kernel block sets what its kernel takes, and its charts are shown by a run")
  func blocks() throws {
    for step in try Self.steps(.english) {
      let block = try #require(step.kernel, "\(step.title) has no kernel")
      let kernel = try #require(kernels[block.name], "\(block.name)").init()
      let parameters = KernelParameters(of: kernel)
      for (name, text) in block.values where !Self.settings.contains(name) {
        let description = try #require(
          parameters.descriptions.first { $0.name == name }, "\(step.title): \(name)")
        try parameters.set(name, to: description.value(parsing: text))
      }
      let host = RecordingHost()
      host.beforeStep = { $0 < 200 }
      try kernel.run(in: Pane(host: host, seed: 0))
      let shown = Set(host.series.keys).union(host.charts.keys)
      #expect(shown.isSuperset(of: block.charts), "\(step.title): \(block.charts)")
    }
  }
}
