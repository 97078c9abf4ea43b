import Margin
import Testing

@testable import Lesson09

/// The numbers of the text, each as a learner gets it.
@Suite("Lesson 9, step 8: what the text claims") struct KMeansClaimTests {
  private func ends(_ start: String) throws -> [Double] {
    let step = try StepTrial(lesson: 9, step: 8)
    return try (0..<100).map { seed in
      try step.run(["start": start, "restarts": "1", "seed": "\(seed)"]).result("inertia")
    }
  }

  @Test("Step 8: the best inertia is 78.8514, with an adjusted Rand index of 0.730")
  func best() throws {
    let step = try StepTrial(lesson: 9, step: 8)
    let host = try step.run()
    #expect(isWritten(try host.result("inertia"), as: "78.8514"))
    #expect(isWritten(try host.result("adjusted Rand index"), as: "0.730"))
    #expect(step.says("78.8514", "0.730"))
  }

  @Test("Step 8: of a hundred seeds from random points 77 come near the best, 19 and 4 stop above")
  func randomStarts() throws {
    let ends = try ends("random")
    #expect(ends.count { $0 < 78.8514 + 0.01 } == 77)
    #expect(ends.count { isWritten($0, as: "142.75") } == 19)
    #expect(ends.count { isWritten($0, as: "145.45") } == 4)
    let step = try StepTrial(lesson: 9, step: 8)
    #expect(step.says("77", "19", "142.75", "145.45"))
  }

  @Test("Step 8: of a hundred seeds with k-means++ 96 come near the best")
  func spreadStarts() throws {
    #expect(try ends("k-means++").count { $0 < 78.8514 + 0.01 } == 96)
    #expect(try StepTrial(lesson: 9, step: 8).says("96"))
  }
}
