import Foundation
import LessonKit
import Margin
import Testing

@testable import Lesson13

/// What the text of lesson 13 says, run as its steps set it.
///
/// A net's last bits depend on the processor and its number of threads, which training makes large:
/// accuracies are compared with room for that.
@Suite("What lesson 13 says") struct CLIPClaimTests {
  private func isNear(_ value: Double, _ text: String, within room: Double = 0.06) -> Bool {
    Double(text).map { abs(value - $0) <= room } ?? false
  }

  @Test("Step 4: found among 256 long before it is named among 48")
  func retrieval() throws {
    let step = try StepTrial(lesson: 13, step: 4)
    let host = try step.run()
    // At step 1, then every 25 steps.
    let found = try #require(host.series["R@1 accuracy"])
    #expect(found.count == 13)
    for (place, text) in [(2, "0.71"), (4, "0.85"), (12, "0.93")] {
      #expect(isNear(found[place], text, within: place == 2 ? 0.15 : 0.06) && step.says(text))
    }
    let seen = try #require(host.series["seen accuracy"])
    #expect(isNear(seen[12], "0.58", within: 0.1) && step.says("0.58"))
    let matrix = try StepTrial(lesson: 13, step: 2)
    let losses = try #require(host.charts["loss"]).lossValues
    #expect(isNear(log(128.0), "4.85", within: 0.005) && matrix.says("4.85"))
    #expect(abs(losses[0] - 4.85) < 1 && losses[299] > 0.2 && losses[299] < 1.5)
    let scale = try host.result("logit scale")
    let temperature = try StepTrial(lesson: 13, step: 3)
    #expect(isNear(scale, "18", within: 1.5) && temperature.says("14.3", "18", "0.93"))
  }

  @Test("Step 1: the words and pictures to be matched, and whose guess is right")
  func matching() throws {
    let step = try StepTrial(lesson: 13, step: 1)
    let host = try step.run(upTo: 1)
    #expect(try host.table("captions").rows.count == 4)
    guard case .images(let sheet)? = host.charts["pictures"] else {
      Issue.record("no pictures")
      return
    }
    #expect(sheet.images.map(\.caption) == (1...4).map(String.init))
  }
}

/// The claims that take minutes: `MARGIN_LONG_TESTS=1 swift test -c release --filter LongCLIPClaimTests`.
@Suite(
  "What lesson 13 says, in minutes",
  .enabled(if: ProcessInfo.processInfo.environment["MARGIN_LONG_TESTS"] == "1"))
struct LongCLIPClaimTests {
  private func isNear(_ value: Double, _ text: String, within room: Double = 0.05) -> Bool {
    Double(text).map { abs(value - $0) <= room } ?? false
  }

  @Test("Step 3: with a fixed scale of 1 little is learnt")
  func fixedScale() throws {
    let step = try StepTrial(lesson: 13, step: 3)
    let host = try step.run()
    #expect(isNear(try host.result("image-to-text R@1"), "0.45", within: 0.1))
    #expect(try #require(host.charts["loss"]).lossValues.allSatisfy { $0 > 2.90 })
    #expect(step.says("0.45", "2.90", "3.87"))
  }

  @Test("Steps 5 to 8 and 10: a CLIP of the default settings, and what it is asked")
  func defaults() throws {
    let step = try StepTrial(lesson: 13, step: 5)
    let host = try step.run()
    #expect(try host.result("held-out zero-shot accuracy") >= 0.9)
    #expect(isNear(try host.result("held-out zero-shot accuracy"), "0.93"))
    #expect(isNear(try host.result("seen zero-shot accuracy"), "1.00"))
    #expect(isNear(try host.result("image-to-text R@1"), "0.99"))
    let net = try #require((host.kernel as? CLIP)?.net)
    let exam = try Exam()
    let asked = try StepTrial(lesson: 13, step: 6)
    for (prompts, text) in [(Prompts.one, "0.93"), (.six, "0.92"), (.forty, "0.93")] {
      #expect(isNear(exam.accuracy(net, on: exam.heldOut, prompts), text) && asked.says(text))
    }
    let answers = try Answers(exam, net)
    let binding = try StepTrial(lesson: 13, step: 7)
    #expect(isNear(answers.binding.colors, "0.57", within: 0.1) && binding.says("0.57"))
    #expect(isNear(answers.binding.relations, "0.54", within: 0.1) && binding.says("0.54"))
    #expect(isNear(answers.binding.shuffled, "0.96") && binding.says("0.96", "214"))
    let probes = Labels(net, exam).accuracies([1, 32])
    let labels = try StepTrial(lesson: 13, step: 8)
    for (value, text) in [
      (probes[0][0], "0.41"), (probes[0][1], "0.59"), (probes[1][0], "0.97"),
      (probes[1][1], "0.99"),
    ] {
      #expect(isNear(value, text, within: 0.1) && labels.says(text))
    }
    let clouds = try StepTrial(lesson: 13, step: 10)
    #expect(isNear(answers.gap, "0.11") && clouds.says("0.11"))
  }

  @Test("Step 5: another seed ends lower")
  func otherSeed() throws {
    let step = try StepTrial(lesson: 13, step: 5)
    let host = try step.run(["seed": "1"])
    #expect(isNear(try host.result("held-out zero-shot accuracy"), "0.88"))
    #expect(step.says("0.88"))
  }

  @Test("Step 6: where all captions say all, forty prompts are worth more than one")
  func ensemble() throws {
    let step = try StepTrial(lesson: 13, step: 5)
    let host = try step.run(["share": "1", "steps": "900"])
    let net = try #require((host.kernel as? CLIP)?.net)
    let exam = try Exam()
    let gains = [exam.heldOut, exam.seen].map {
      exam.accuracy(net, on: $0, .forty) - exam.accuracy(net, on: $0, .one)
    }
    #expect(gains.allSatisfy { $0 > 0.02 })
    let asked = try StepTrial(lesson: 13, step: 6)
    #expect(asked.says("0.50", "0.57", "0.60", "0.68"))
  }

  @Test("Step 9: three objectives after as many steps")
  func objectives() throws {
    let step = try StepTrial(lesson: 13, step: 9)
    for (objective, seen, heldOut, found) in [
      ("captioning", "0.56", "0.01", nil), ("bag of words", "0.70", "0.17", "0.87"),
      ("contrastive", "0.57", "0.47", "0.93"),
    ] {
      let host = try step.run(["objective": objective])
      #expect(isNear(try host.result("seen zero-shot accuracy"), seen, within: 0.1))
      #expect(isNear(try host.result("held-out zero-shot accuracy"), heldOut, within: 0.1))
      if let found { #expect(isNear(try host.result("image-to-text R@1"), found)) }
      #expect(step.says(seen, heldOut))
    }
  }
}
