import Margin
import Testing

@testable import Lesson12

/// The numbers of the text, each as a learner gets it.
@Suite("Lesson 12, steps 1 to 3: what the text claims") struct LossClaimTests {
  @Test("Step 1: at 0 all three are 1, the natural logistic 0.693; at 3 they are 0, 0.070 and 4")
  func losses() throws {
    let step = try StepTrial(lesson: 12, step: 1)
    func values(_ set: [String: String]) throws -> [Double] {
      try step.run(set).table("at m").numbers("value")
    }
    #expect(try values([:]) == [1, 1, 1, 1])
    let natural = try values(["logarithm": "natural"])
    #expect(isWritten(natural[2], as: "0.693"))
    let far = try values(["margin": "3"])
    #expect(far[1] == 0 && isWritten(far[2], as: "0.070") && far[3] == 4)
    #expect(try values(["margin": "-1"])[3] == 4)
    #expect(step.says("0.693", "0.070"))
  }

  @Test(
    "Step 2: without far points no errors; with twenty the squared loss alone makes 7, at 4 one")
  func farPoints() throws {
    let step = try StepTrial(lesson: 12, step: 2)
    func errors(_ set: [String: String]) throws -> [Double] {
      let host = try step.run(set)
      return try SurrogateLoss.allCases.map { try host.result("errors (\($0.rawValue))") }
    }
    #expect(try errors([:]) == [0, 0, 0])
    #expect(try errors(["far": "20"]) == [0, 0, 7])
    #expect(try errors(["far": "20", "distance": "4"]) == [0, 0, 1])
    #expect(step.says("7"))
  }

  @Test("Step 3: a twentieth a step, 0.000002 in the end; without λ 9.62 for ever; scores agree")
  func orthogonal() throws {
    let step = try StepTrial(lesson: 12, step: 3)
    let host = try step.run()
    #expect(isWritten(try host.result("length of w⊥"), as: "0.000002"))
    let lengths = try #require(host.series["w⊥ length"])
    #expect(abs(lengths[1] / lengths[0] - 0.95) < 1e-6)
    let table = try host.table("scores")
    for (f, g) in zip(table.numbers("w·z"), table.numbers("w∥·z")) { #expect(abs(f - g) < 1e-9) }
    let free = try #require(try step.run(["lambda": "0"]).series["w⊥ length"])
    #expect(free.allSatisfy { isWritten($0, as: "9.62") })
    #expect(step.says("9.62", "0.000002"))
  }
}
