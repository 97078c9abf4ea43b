import LessonKit
import Margin
import Testing

@testable import Lesson14

/// What the text of lesson 14 says, run as its steps set it.
///
/// What a run of 1200 steps gives takes minutes: `margin run BLIP` tells it.
@Suite("What lesson 14 says") struct BLIPClaimTests {
  @Test("Step 2: 288 candidates alike cost ln 288, and there the loss is after a few steps")
  func contrastBegins() throws {
    let step = try StepTrial(lesson: 14, step: 2)
    let losses = try #require(step.run(upTo: 6).series["ITC loss"])
    // Random features are not even: the first loss is higher.
    #expect(losses[0] > log(288) && abs(losses[5] - log(288)) < 1 && step.says("5.66"))
  }

  @Test("Step 3: who always says no is right in two of three cases, and so does the net begin")
  func alwaysNo() throws {
    let step = try StepTrial(lesson: 14, step: 3)
    let host = try step.run(upTo: 40)
    let accuracies = try #require(host.series["ITM accuracy"]).suffix(20)
    #expect(abs(accuracies.reduce(0, +) / 20 - 2.0 / 3) < 0.06 && step.says("0.67"))
  }

  @Test("Step 4: the smoothed loss has a floor, and where all words are alike it is ln V")
  func floor() throws {
    let step = try StepTrial(lesson: 14, step: 4)
    let words = CaptionVocabulary.mixture.count + 1
    let q = Tensor<Double>.oneHot([0], size: words) * 0.9 + 0.1 / Double(words)
    let least = smoothedCrossEntropy(log(q), [0], smoothing: 0.1).scalar
    #expect(words == 72 && abs(least - 0.742) < 5e-4 && step.says("0.742", "= 72", "4.28"))
    let losses = try #require(step.run(upTo: 40).series["LM loss"])
    #expect(abs(losses[0] - log(Double(words))) < 0.6)
    #expect(losses[39] < 3.2 && losses[39] > least)
  }

  @Test("Step 6: beam search tells least, and of the tail little is right")
  func decoding() throws {
    let step = try StepTrial(lesson: 14, step: 6)
    let kernel = BLIP()
    let parameters = KernelParameters(of: kernel)
    for (name, text) in step.kernel.values where name != "seed" {
      let known = try #require(parameters.descriptions.first { $0.name == name })
      try parameters.set(name, to: known.value(parsing: text))
    }
    let host = RecordingHost()
    var told: [[String: Double]] = []
    var changes: [(decoding: String, mass: Double)] = [
      ("nucleus", 0.9), ("beam", 0.7), ("nucleus", 0.9),
    ]
    host.afterRun = {
      told.append(host.results)
      guard !changes.isEmpty else { return false }
      let change = changes.removeFirst()
      try? parameters.set("decoding", to: .choice(change.decoding))
      try? parameters.set("nucleus", to: .number(change.mass))
      return true
    }
    try kernel.run(in: Pane(host: host, seed: 0))
    func values(_ name: String) throws -> [Double] { try told.map { try #require($0[name]) } }
    let (correct, facts) = try (values("captions correct"), values("facts told"))
    func near(_ values: [Double], _ texts: [String], within room: Double) -> Bool {
      zip(values, texts).allSatisfy { abs($0 - (Double($1) ?? .nan)) < room && step.says($1) }
    }
    // A net's last bits depend on the processor, and sampling on them.
    #expect(near(correct, ["0.61", "0.30", "0.59"], within: 0.12), "\(correct)")
    #expect(near(facts, ["0.69", "0.66", "0.48"], within: 0.08), "\(facts)")
    #expect(correct[1] < correct[0] - 0.1 && facts[2] < facts[0] - 0.1)
    #expect(told[3] == told[1], "back at the same settings it says the same")
    let distinct = try values("distinct captions")
    #expect(distinct[2] < distinct[0] && distinct[0] < distinct[1])
    // Step 7: colours and shapes that were never seen together.
    let heldOut = try values("captions correct (held-out combinations)")
    #expect(heldOut[0] < correct[0] - 0.2 && abs(heldOut[0] - 0.15) < 0.1)
    #expect(try StepTrial(lesson: 14, step: 7).says("0.60", "0.15"))
  }
}
