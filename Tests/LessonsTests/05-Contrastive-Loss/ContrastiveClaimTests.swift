import Foundation
import Margin
import Testing

@testable import Lesson05

/// What the text of lesson 5 says, run as its steps set it.
///
/// A net's last bits depend on the processor, so
/// that accuracies are compared with room for some images.
@Suite("What lesson 5 says") struct ContrastiveClaimTests {
  private func isNear(_ value: Double, _ text: String, within room: Double = 0.02) -> Bool {
    Double(text).map { abs(value - $0) <= room } ?? false
  }

  @Test("Step 3: distances grow with the margin, the accuracy does not care")
  func margins() throws {
    let step = try StepTrial(lesson: 5, step: 3)
    var lengths: [Double] = []
    for (margin, similar, dissimilar, accuracy) in [
      ("0.5", "0.13", "0.69", "0.96"), ("1", "0.25", "1.29", "0.95"), ("5", "1.13", "5.94", "0.94"),
    ] {
      let host = try step.run(["margin": margin])
      let scale = try #require(Double(margin))
      #expect(
        isNear(try host.result("mean distance of similar pairs"), similar, within: 0.1 * scale))
      let length = try host.result("mean distance of dissimilar pairs")
      #expect(isNear(length, dissimilar, within: 0.2 * scale))
      #expect(isNear(try host.result("k-NN accuracy"), accuracy))
      #expect(step.says(similar, dissimilar, accuracy))
      lengths.append(length)
    }
    #expect(lengths == lengths.sorted())
    let eight = try step.run(["dimensions": "8"])
    #expect(isNear(try eight.result("k-NN accuracy"), "0.99") && step.says("0.99"))
  }

  @Test("Step 4: friends alone are one point, and with a tenth of them the classes part")
  func collapse() throws {
    let step = try StepTrial(lesson: 5, step: 4)
    let host = try step.run()
    let losses = try #require(host.series["loss"])
    #expect(try #require(losses.last) < 1e-3)
    #expect(isNear(try host.result("k-NN accuracy"), "0.20", within: 0.1))
    #expect(isNear(try host.result("loss"), "0.245", within: 0.01))
    #expect(try host.result("spread") < 0.03)
    let tenth = try step.run(["positives": "0.1"])
    #expect(isNear(try tenth.result("k-NN accuracy"), "0.89", within: 0.05))
    #expect(step.says("0.20", "0.245", "0.89"))
    let cured = try step.run(changing: [250: ["positives": "0.5"]])
    #expect(try cured.result("spread") > 0.2)
  }

  @Test("Step 5: which triplets teach, and which drag all into one point")
  func mining() throws {
    let step = try StepTrial(lesson: 5, step: 5)
    let all = try step.run(["mining": "all"])
    let active = try #require(all.series["active triplets"])
    #expect(active[0] > 0.9 && (0.005..<0.04).contains(active[active.count - 1]))
    for (values, accuracy, room) in [
      (["mining": "all"], "0.95", 0.02), (["mining": "semiHard"], "0.97", 0.02),
      (["mining": "batchHard"], "0.85", 0.1), (["dimensions": "8"], "0.99", 0.02),
      (["mining": "batchHard", "dimensions": "8"], "0.99", 0.02),
    ] {
      let host = try step.run(values)
      #expect(isNear(try host.result("k-NN accuracy"), accuracy, within: room), "\(values)")
      #expect(step.says(accuracy))
    }
    let late = try step.run(changing: [200: ["mining": "batchHard"]])
    #expect(isNear(try late.result("k-NN accuracy"), "0.97"))
    let hard = try #require(step.run(["mining": "batchHard"]).series["loss"])
    #expect((0.25..<0.5).contains(hard[hard.count - 1]))
  }

  @Test("Steps 6 and 9: SimCLR's loss, and what it is worth")
  func worth() throws {
    let step = try StepTrial(lesson: 5, step: 9)
    let host = try step.run()
    #expect(isNear(try host.result("loss"), "3.15", within: 0.1))
    for (name, text, room) in [
      ("k-NN accuracy", "0.992", 0.01), ("k-NN accuracy of raw pixels", "0.996", 1e-9),
      ("accuracy at 1 label a class", "0.73", 0.04),
      ("accuracy at 1 label a class, raw pixels", "0.65", 0.005),
      ("accuracy on moved images", "0.55", 0.05),
      ("accuracy on moved images, raw pixels", "0.30", 0.005),
    ] {
      #expect(isNear(try host.result(name), text, within: room), "\(name)")
      #expect(step.says(text))
    }
    #expect(try StepTrial(lesson: 5, step: 6).says("5.54", "3.15"))
  }

  @Test("Step 7: the most even sphere is at a temperature in between")
  func temperature() throws {
    let step = try StepTrial(lesson: 5, step: 7)
    var uniformities: [Double] = []
    for (temperature, loss, alignment, uniformity) in [
      ("0.05", "2.48", "0.28", "−2.25"), ("0.2", "3.16", "0.39", "−2.88"),
      ("2", "5.14", "0.22", "−1.96"),
    ] {
      let host = try step.run(["temperature": temperature])
      let value = try host.result("uniformity")
      let text = uniformity.replacingOccurrences(of: "−", with: "-")
      #expect(isNear(value, text, within: 0.03))
      #expect(isNear(try host.result("loss"), loss, within: 0.03))
      #expect(isNear(try host.result("alignment"), alignment, within: 0.03))
      #expect(isNear(try host.result("linear probe"), "0.99", within: 0.01))
      #expect(step.says(loss, alignment, uniformity))
      uniformities.append(value)
    }
    #expect(step.says("0.99"))
    #expect(uniformities[1] < uniformities[0] && uniformities[1] < uniformities[2])
  }

  @Test("Step 8: without negatives the path ends at (0, 0), and comes back with them")
  func cure() throws {
    let step = try StepTrial(lesson: 5, step: 8)
    let collapsed = try step.run(upTo: 60)
    #expect(try abs(collapsed.result("uniformity")) < 0.3)
    let cured = try step.run(["steps": "300"], changing: [100: ["negatives": "on"]])
    #expect(try cured.result("uniformity") < -1.5)
  }
}
